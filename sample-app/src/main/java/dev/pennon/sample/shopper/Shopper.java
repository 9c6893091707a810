package dev.pennon.sample.shopper;

import java.time.LocalDate;

import dev.pennon.context.EvaluationContext;
import org.jspecify.annotations.Nullable;

/**
 * Somebody in the shop.
 *
 * @param key identifies the person to the flags
 * @param name the name, or null for somebody who is not signed in
 * @param email the address
 * @param country the two-letter code
 * @param plan the membership: free, silver or gold
 * @param memberSince when the person joined
 * @param appVersion the version of the shop's phone app that the person has
 */
public record Shopper(String key, @Nullable String name, @Nullable String email, @Nullable String country,
		@Nullable String plan, @Nullable LocalDate memberSince, @Nullable String appVersion) {

	static Shopper anonymous(String key) {
		return new Shopper(key, null, null, null, null, null, null);
	}

	/**
	 * Returns whether the person is not signed in.
	 * @return whether nothing is known but the key
	 */
	public boolean isAnonymous() {
		return this.name == null;
	}

	/**
	 * Returns what the shop calls the person.
	 * @return the name, or a word for a stranger
	 */
	public String displayName() {
		return (this.name != null) ? this.name : "Anonymous visitor";
	}

	/**
	 * Returns the person as flags see them.
	 * @return the context to evaluate flags for
	 */
	public EvaluationContext context() {
		var builder = EvaluationContext.builder(this.key).anonymous(isAnonymous()).name(this.name);
		set(builder::set, "email", this.email);
		set(builder::set, "country", this.country);
		set(builder::set, "plan", this.plan);
		set(builder::set, "appVersion", this.appVersion);
		set(builder::set, "memberSince", (this.memberSince != null) ? this.memberSince + "T00:00:00Z" : null);
		return builder.privateAttributes("email").build();
	}

	private static void set(AttributeSetter setter, String attribute, @Nullable String value) {
		if (value != null) {
			setter.set(attribute, value);
		}
	}

	private interface AttributeSetter {

		void set(String attribute, String value);

	}

}
