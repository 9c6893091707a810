package dev.pennon.event;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongUnaryOperator;

import dev.pennon.internal.concurrent.Scheduler;
import dev.pennon.internal.concurrent.ThreadScheduler;
import dev.pennon.internal.concurrent.Ticker;

/**
 * What an event processor works with.
 *
 * @param clock dates events
 * @param ticker measures the pauses in the log
 * @param scheduler runs what is done again and again; belongs to the processor
 * @param random gives a random number from zero to below its operand
 * @param retryDelay how long to wait before a request is sent a second time
 * @param requestLimit how long one attempt to send a request may take altogether
 */
record EventParts(InstantSource clock, Ticker ticker, Scheduler scheduler, LongUnaryOperator random,
		Duration retryDelay, Duration requestLimit) {

	static final Duration RETRY_DELAY = Duration.ofSeconds(1);

	// Enough for a large payload over a thin line
	private static final Duration REQUEST_LIMIT = Duration.ofMinutes(2);

	static EventParts ofSystem() {
		return new EventParts(InstantSource.system(), Ticker.system(), new ThreadScheduler("event-timer"),
				(bound) -> ThreadLocalRandom.current().nextLong(bound), RETRY_DELAY, REQUEST_LIMIT);
	}

}
