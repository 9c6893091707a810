package dev.pennon.datasource.http;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next poll, as an immutable value. Normally that is the
 * interval, also after failures. An unexpected failure, one that an operator has to mend,
 * stretches it to about five minutes until two polls in a row have succeeded.
 */
final class PollCadence {

	private static final int SUCCESSES_TO_RETURN = 2;

	private final Duration interval;

	private final int missingSuccesses;

	private PollCadence(Duration interval, int missingSuccesses) {
		this.interval = interval;
		this.missingSuccesses = missingSuccesses;
	}

	static PollCadence every(Duration interval) {
		return new PollCadence(interval, 0);
	}

	PollCadence afterSuccess() {
		return new PollCadence(this.interval, Math.max(0, this.missingSuccesses - 1));
	}

	PollCadence afterFailure(boolean unexpected) {
		boolean extended = unexpected || isExtended();
		return new PollCadence(this.interval, extended ? SUCCESSES_TO_RETURN : 0);
	}

	boolean isExtended() {
		return this.missingSuccesses > 0;
	}

	Duration delay(RandomGenerator random) {
		if (!isExtended()) {
			return this.interval;
		}
		Duration extended = RetryDelay.shortened(RetryDelay.EXTENDED_DELAY, random);
		return (extended.compareTo(this.interval) > 0) ? extended : this.interval;
	}

}
