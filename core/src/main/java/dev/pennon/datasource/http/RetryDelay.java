package dev.pennon.datasource.http;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt, as an immutable value: each failure gives a
 * delay and the value to ask after the next failure. There are two regimes. In the normal
 * one the delay doubles with each failure up to 30 seconds. An unexpected failure, one
 * that an operator has to mend, leads to the extended one, in which it is always about
 * five minutes. Only a healthy connection leads back. Every delay is shortened by up to
 * half at random, so that clients which failed together do not return together.
 */
final class RetryDelay {

	static final Duration MAX_NORMAL_DELAY = Duration.ofSeconds(30);

	static final Duration EXTENDED_DELAY = Duration.ofMinutes(5);

	/** How long a connection must have delivered events to count as healthy. */
	static final Duration HEALTHY_AFTER = Duration.ofSeconds(60);

	private static final double MAX_SHORTENING = 0.5;

	private final Duration initialDelay;

	private final Duration nextDelay;

	private final boolean extended;

	private RetryDelay(Duration initialDelay, Duration nextDelay, boolean extended) {
		this.initialDelay = initialDelay;
		this.nextDelay = nextDelay;
		this.extended = extended;
	}

	/**
	 * Returns the value to begin with.
	 * @param initialDelay the delay after the first failure; zero or less for none
	 */
	static RetryDelay startingWith(Duration initialDelay) {
		Duration delay = initialDelay.isNegative() ? Duration.ZERO : initialDelay;
		return new RetryDelay(delay, capped(delay), false);
	}

	/**
	 * Returns the delay after a failure.
	 * @param unexpected whether the failure leads to the extended regime
	 * @param random decides how much the delay is shortened
	 */
	Next next(boolean unexpected, RandomGenerator random) {
		if (this.extended || unexpected) {
			return new Next(shortened(EXTENDED_DELAY, random), new RetryDelay(this.initialDelay, EXTENDED_DELAY, true));
		}
		Duration doubled = capped(this.nextDelay.multipliedBy(2));
		return new Next(shortened(this.nextDelay, random), new RetryDelay(this.initialDelay, doubled, false));
	}

	boolean isExtended() {
		return this.extended;
	}

	/** Returns the value to ask once a connection has been healthy. */
	RetryDelay afterHealthyConnection() {
		return startingWith(this.initialDelay);
	}

	/** Returns between half of a delay and all of it. */
	static Duration shortened(Duration delay, RandomGenerator random) {
		return delay.minusNanos((long) (delay.toNanos() * MAX_SHORTENING * random.nextDouble()));
	}

	private static Duration capped(Duration delay) {
		return (delay.compareTo(MAX_NORMAL_DELAY) > 0) ? MAX_NORMAL_DELAY : delay;
	}

	/**
	 * What follows from a failure.
	 *
	 * @param delay how long to wait
	 * @param then the value to ask after the next failure
	 */
	record Next(Duration delay, RetryDelay then) {
	}

}
