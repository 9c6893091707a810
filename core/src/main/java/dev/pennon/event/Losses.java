package dev.pennon.event;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

import dev.pennon.internal.concurrent.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the events that are not delivered, by kind, and says so in the log once a minute
 * at most. Safe for use by any number of threads; atomic numbers carry everything.
 */
final class Losses {

	private static final Logger logger = LoggerFactory.getLogger(EventProcessor.class);

	private static final long PAUSE = Duration.ofMinutes(1).toNanos();

	private final Map<EventKind, LongAdder> counts = new EnumMap<>(EventKind.class);

	private final Ticker ticker;

	private final AtomicLong lastLogged;

	Losses(Ticker ticker) {
		this.ticker = ticker;
		this.lastLogged = new AtomicLong(ticker.nanos() - PAUSE);
		for (EventKind kind : EventKind.values()) {
			this.counts.put(kind, new LongAdder());
		}
	}

	void noRoom(EventKind kind, int capacity) {
		add(kind, 1);
		if (mayLog()) {
			logger.warn(
					"Events come faster than they are delivered, and are dropped beyond {}; evaluations are counted "
							+ "all the same. Raise the capacity or shorten the flush interval. Dropped so far: {}",
					capacity, byKind());
		}
	}

	void notWritable(EventKind kind, Throwable failure) {
		add(kind, 1);
		if (mayLog()) {
			logger.warn("An event of kind {} cannot be written as JSON and is dropped", kind.wireName(), failure);
		}
	}

	void add(EventKind kind, long count) {
		counter(kind).add(count);
	}

	// Every kind has one
	@SuppressWarnings("NullAway")
	private LongAdder counter(EventKind kind) {
		return this.counts.get(kind);
	}

	private boolean mayLog() {
		long last = this.lastLogged.get();
		long now = this.ticker.nanos();
		return now - last >= PAUSE && this.lastLogged.compareAndSet(last, now);
	}

	/** Returns the losses of those kinds that have any. */
	Map<EventKind, Long> byKind() {
		Map<EventKind, Long> losses = new EnumMap<>(EventKind.class);
		this.counts.forEach((kind, count) -> {
			if (count.sum() > 0) {
				losses.put(kind, count.sum());
			}
		});
		return losses;
	}

	/** Returns all losses together. */
	long total() {
		return this.counts.values().stream().mapToLong(LongAdder::sum).sum();
	}

}
