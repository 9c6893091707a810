package dev.pennon.store;

import java.time.Duration;

import dev.pennon.internal.concurrent.Scheduler;
import dev.pennon.internal.concurrent.Ticker;

/**
 * Tells without reading a clock that most entries of a cache are fresh. That reading
 * takes 20 to 25 ns, as long as everything else that a cached read does. A background
 * task remembers one every eighth of the time that entries are fresh; who adds a quarter
 * to it is never too early, as long as the task is not late by as much as another eighth.
 * In the last part of an entry's time the clock is read as ever.
 * <p>
 * The reading is volatile.
 */
final class CoarseClock {

	/** Below, the task would run too often for what it saves. */
	private static final Duration SHORTEST_TTL = Duration.ofSeconds(1);

	private static final int READINGS_PER_TTL = 8;

	private static final int MARGINS_PER_TTL = 4;

	/**
	 * As long as entries of an infinite cache are fresh: those that were read later are
	 * settled, those that were made to expire are not.
	 */
	private static final long FOREVER = Long.MAX_VALUE / 4;

	private final long margin;

	private volatile long reading;

	private CoarseClock(long reading, long margin) {
		this.reading = reading;
		this.margin = margin;
	}

	/**
	 * Returns the clock of a cache.
	 * @param scheduler runs nothing else that could hold the task up
	 */
	static CoarseClock of(CacheConfig config, Ticker ticker, Scheduler scheduler) {
		if (config.mode() != CacheMode.TTL || config.ttl().compareTo(SHORTEST_TTL) < 0) {
			return new CoarseClock(ticker.nanos(), FOREVER);
		}
		CoarseClock clock = new CoarseClock(ticker.nanos(), CacheTimes.nanos(config.ttl()) / MARGINS_PER_TTL);
		Duration period = config.ttl().dividedBy(READINGS_PER_TTL);
		scheduler.scheduleWithFixedDelay(period, period, () -> clock.reading = ticker.nanos());
		return clock;
	}

	/** A moment that is not before the present one. */
	long latest() {
		return this.reading + this.margin;
	}

}
