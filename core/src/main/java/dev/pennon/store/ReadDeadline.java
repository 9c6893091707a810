package dev.pennon.store;

import java.time.Duration;

import dev.pennon.internal.concurrent.Ticker;

/**
 * Until when the reads of one evaluation may wait. Immutable.
 */
final class ReadDeadline {

	/**
	 * What may have been used up before a read is no longer done by the thread that wants
	 * it, as a divisor of the limit. A read that answers in time is well below.
	 */
	private static final int SLACK_DIVISOR = 64;

	private final Ticker ticker;

	private final long begun;

	private final Duration limit;

	ReadDeadline(Ticker ticker, Duration limit) {
		this.ticker = ticker;
		this.begun = ticker.nanos();
		this.limit = limit;
	}

	/**
	 * Whether a read that takes a whole limit would end too late.
	 */
	boolean isNear() {
		return elapsed() > CacheTimes.nanos(this.limit) / SLACK_DIVISOR;
	}

	/**
	 * Returns how long to wait at most.
	 * @throws StoreUnavailableException if no time is left
	 */
	Duration remaining() {
		requireTime();
		return this.limit.minusNanos(elapsed());
	}

	/**
	 * Requires that somebody still waits.
	 * @throws StoreUnavailableException if no time is left
	 */
	void requireTime() {
		if (elapsed() >= CacheTimes.nanos(this.limit)) {
			throw new StoreUnavailableException(
					"The feature store is slow: the evaluation has waited for it for " + this.limit + " already", null);
		}
	}

	private long elapsed() {
		return this.ticker.nanos() - this.begun;
	}

}
