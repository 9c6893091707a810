package dev.pennon.sample.shopper;

import java.io.Serializable;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.web.context.annotation.SessionScope;

/**
 * Whom this browser session is. A session begins as an anonymous visitor with a key of
 * its own, so that a rollout does not change its mind from page to page.
 */
@Component
@SessionScope
public class CurrentShopper implements Serializable {

	private final String anonymousKey = "visitor-" + UUID.randomUUID();

	private volatile @Nullable String memberKey;

	/**
	 * Becomes somebody else.
	 * @param memberKey the key of a member, or null to be anonymous again
	 */
	public void become(@Nullable String memberKey) {
		this.memberKey = memberKey;
	}

	/**
	 * Returns who this is.
	 * @param shoppers everybody
	 * @return the member, or the anonymous visitor
	 */
	public Shopper in(Shoppers shoppers) {
		String key = this.memberKey;
		Shopper anonymous = Shopper.anonymous(this.anonymousKey);
		return (key != null) ? shoppers.find(key).orElse(anonymous) : anonymous;
	}

}
