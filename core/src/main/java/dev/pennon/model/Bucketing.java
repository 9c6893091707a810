package dev.pennon.model;

import java.nio.charset.StandardCharsets;

import dev.pennon.context.AttributeReference;
import dev.pennon.context.ContextKind;
import org.jspecify.annotations.Nullable;

/**
 * What decides in which bucket a context lands: an attribute of one of its individual
 * contexts, hashed behind a prefix.
 */
public final class Bucketing {

	private final ContextKind contextKind;

	private final @Nullable AttributeReference attribute;

	private final byte[] hashPrefix;

	Bucketing(ContextKind contextKind, @Nullable AttributeReference attribute, byte[] hashPrefix) {
		this.contextKind = contextKind;
		this.attribute = attribute;
		this.hashPrefix = hashPrefix;
	}

	/** The prefix for a flag or segment, which a seed replaces. */
	static byte[] prefix(String key, String salt) {
		return (key + "." + salt + ".").getBytes(StandardCharsets.UTF_8);
	}

	/** The prefix for a rollout with a seed. */
	static byte[] prefix(long seed) {
		return (seed + ".").getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * Returns the kind of the individual context to look at.
	 * @return the kind
	 */
	public ContextKind contextKind() {
		return this.contextKind;
	}

	/**
	 * Returns the attribute that is hashed.
	 * @return the attribute, possibly an invalid reference, or null for the context's key
	 */
	public @Nullable AttributeReference attribute() {
		return this.attribute;
	}

	/**
	 * Returns what is hashed before the attribute's text.
	 * @return UTF-8 bytes, not to be modified
	 */
	public byte[] hashPrefix() {
		return this.hashPrefix;
	}

}
