package dev.pennon.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The full events that wait for delivery, up to a number. A concurrent queue carries them
 * from the threads that record to the one that drains; nobody waits.
 */
final class EventBuffer {

	private final Queue<Pending> queue = new ConcurrentLinkedQueue<>();

	private final AtomicInteger size = new AtomicInteger();

	private final int capacity;

	private final Losses losses;

	EventBuffer(int capacity, Losses losses) {
		this.capacity = capacity;
		this.losses = losses;
	}

	/** Adds an event, or counts it as lost if there is no room. */
	void offer(EventKind kind, Event event) {
		if (claimRoom()) {
			this.queue.add(new Pending(kind, event));
		}
		else {
			this.losses.noRoom(kind, this.capacity);
		}
	}

	private boolean claimRoom() {
		int current = this.size.get();
		while (current < this.capacity) {
			int witness = this.size.compareAndExchange(current, current + 1);
			if (witness == current) {
				return true;
			}
			current = witness;
		}
		return false;
	}

	/** Takes all events. Called by one thread at a time. */
	List<Pending> drain() {
		List<Pending> drained = new ArrayList<>();
		for (Pending next = this.queue.poll(); next != null; next = this.queue.poll()) {
			drained.add(next);
			if (drained.size() == this.capacity) {
				break;
			}
		}
		this.size.addAndGet(-drained.size());
		return drained;
	}

	/**
	 * An event on its way.
	 *
	 * @param kind what to tell of it
	 * @param event what happened
	 */
	record Pending(EventKind kind, Event event) {
	}

}
