package dev.pennon.benchmarks.redis;

/**
 * The rows that ask for membership of big segments. Flags are in the cache.
 */
public enum BigSegmentRow {

	/** Everybody fits into the cache. */
	S12c(2000, 0),

	/** No cache. */
	S12u(0, 2);

	private final int cacheSize;

	private final int commands;

	BigSegmentRow(int cacheSize, int commands) {
		this.cacheSize = cacheSize;
		this.commands = commands;
	}

	int cacheSize() {
		return this.cacheSize;
	}

	/** How many commands an evaluation needs. */
	int commands() {
		return this.commands;
	}

}
