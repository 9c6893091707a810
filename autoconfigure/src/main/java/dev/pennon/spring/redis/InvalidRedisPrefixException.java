package dev.pennon.spring.redis;

/**
 * The prefix does not put all keys into one slot of a Redis Cluster, so that scripts
 * could not read and write them together.
 */
public final class InvalidRedisPrefixException extends RuntimeException {

	private final String prefix;

	InvalidRedisPrefixException(String prefix) {
		super("On a Redis Cluster all keys of one environment must be in one slot, but the prefix '%s' is not a hash tag; use the prefix '%s'"
			.formatted(prefix, suggestion(prefix)));
		this.prefix = prefix;
	}

	/**
	 * Returns the prefix that was configured.
	 * @return the prefix
	 */
	public String prefix() {
		return this.prefix;
	}

	/**
	 * Returns a prefix that works.
	 * @return the hash tag to use
	 */
	public String suggestion() {
		return suggestion(this.prefix);
	}

	private static String suggestion(String prefix) {
		return "{" + prefix.replace("{", "").replace("}", "") + "}";
	}

	/** Whether the slot depends on the prefix alone, by the rule of Redis Cluster. */
	static boolean isHashTag(String prefix) {
		int open = prefix.indexOf('{');
		int close = prefix.indexOf('}', open + 1);
		return open >= 0 && close > open + 1;
	}

}
