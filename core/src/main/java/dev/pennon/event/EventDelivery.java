package dev.pennon.event;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * Takes what was recorded to the events service, and counts what becomes of it. Any
 * number of workers deliver at once; a lock, which no recording thread takes and which is
 * not held while anything is sent, lets one of them drain at a time.
 */
final class EventDelivery {

	private final ReentrantLock draining = new ReentrantLock();

	private final EventRecorder recorder;

	private final PayloadWriter writer;

	private final EventSender sender;

	private final Losses losses;

	private final Diagnostics diagnostics;

	private final InstantSource clock;

	private final LongAdder sent = new LongAdder();

	private final LongAdder payloads = new LongAdder();

	private final LongAdder failedPayloads = new LongAdder();

	private final AtomicLong lastFlush = new AtomicLong();

	/**
	 * Creates a delivery.
	 * @param recorder what to deliver
	 * @param writer makes payloads
	 * @param sender sends them
	 * @param losses takes note of what is not delivered
	 * @param diagnostics tells how it went
	 * @param clock dates what was delivered
	 */
	EventDelivery(EventRecorder recorder, PayloadWriter writer, EventSender sender, Losses losses,
			Diagnostics diagnostics, InstantSource clock) {
		this.recorder = recorder;
		this.writer = writer;
		this.sender = sender;
		this.losses = losses;
		this.diagnostics = diagnostics;
		this.clock = clock;
	}

	/**
	 * Delivers all that is pending, and waits for the service.
	 * @return whether the service has taken it, or there was nothing
	 */
	boolean deliver() {
		Payload payload = drain();
		if (payload.events().isEmpty()) {
			return true;
		}
		boolean delivered = false;
		try {
			delivered = this.sender.sendAnalytics(payload.json());
		}
		finally {
			count(payload, delivered);
		}
		return delivered;
	}

	private void count(Payload payload, boolean delivered) {
		if (delivered) {
			this.sent.add(payload.size());
			this.payloads.increment();
			this.lastFlush.set(this.clock.millis());
		}
		else {
			this.failedPayloads.increment();
			payload.events().forEach(this.losses::add);
		}
	}

	private Payload drain() {
		this.draining.lock();
		try {
			Payload payload = this.writer.write(this.recorder.buffer().drain(), this.recorder.counters().drain());
			if (!payload.events().isEmpty()) {
				this.diagnostics.delivering(payload.size());
			}
			return payload;
		}
		finally {
			this.draining.unlock();
		}
	}

	/** Gives up what is pending, and counts it as lost. */
	void discard() {
		this.draining.lock();
		try {
			this.recorder.buffer().drain().forEach((pending) -> this.losses.add(pending.kind(), 1));
			if (!this.recorder.counters().drain().isEmpty()) {
				this.losses.add(EventKind.SUMMARY, 1);
			}
		}
		finally {
			this.draining.unlock();
		}
	}

	/** Tells the service how the client is configured, and waits for it. */
	void sendInitialDiagnostic() {
		this.sender.sendDiagnostic(this.diagnostics.initial());
	}

	/**
	 * Tells the service how the client has done since the last time, and waits for it.
	 */
	void sendDiagnostic() {
		this.sender.sendDiagnostic(this.diagnostics.periodic(this.losses.total(), this.recorder.deduplicated()));
	}

	/** Returns what has become of the events so far. */
	EventStatistics statistics() {
		return new EventStatistics(this.sent.sum(), this.payloads.sum(), this.failedPayloads.sum(),
				this.losses.byKind(), this.recorder.counters().uncounted(), lastFlush(), this.sender.isRefused());
	}

	private @Nullable Instant lastFlush() {
		long flushed = this.lastFlush.get();
		return (flushed != 0) ? Instant.ofEpochMilli(flushed) : null;
	}

}
