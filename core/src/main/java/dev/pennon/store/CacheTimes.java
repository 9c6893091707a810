package dev.pennon.store;

import java.time.Duration;

/**
 * The spans of a cache entry's life, each counted from its read or write, in nanoseconds.
 *
 * @param fresh for how long the entry is relied on
 * @param aging after how long it is read again in the background, if it is asked for
 * @param usable for how long it is served while the database cannot be asked
 */
record CacheTimes(long fresh, long aging, long usable) {

	/** Longer than any process lives, and so much less than the range that sums fit. */
	private static final long FOREVER = Long.MAX_VALUE / 4;

	static CacheTimes of(CacheConfig config) {
		if (config.mode() == CacheMode.INFINITE) {
			return new CacheTimes(FOREVER, FOREVER, 2 * FOREVER);
		}
		long fresh = nanos(config.ttl());
		long aging = (config.refresh() == CacheRefresh.AHEAD) ? fresh - fresh / 4 : FOREVER;
		Duration stale = config.staleOnError();
		long usable = fresh + ((stale != null) ? nanos(stale) : FOREVER);
		return new CacheTimes(fresh, aging, usable);
	}

	/** For how long nothing at all is to be done. */
	long settled() {
		return Math.min(this.fresh, this.aging);
	}

	static long nanos(Duration duration) {
		return (duration.compareTo(Duration.ofNanos(FOREVER)) < 0) ? duration.toNanos() : FOREVER;
	}

}
