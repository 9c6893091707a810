package dev.pennon.event;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * The contexts that the events service knows already, as far as they are remembered: the
 * most recently used ones, up to a number.
 * <p>
 * A lock, never held across I/O or anything else that waits, guards an access-ordered
 * map. Most questions do not come that far, since an application asks about the same
 * context again and again: the context that the threads of a stripe asked about last is
 * in a slot, read without the lock and written with it. What is in a slot counts as in
 * use: it is not forgotten for lack of room, and becomes the most recent of all when it
 * leaves the slot.
 */
final class KnownContexts {

	private static final int STRIPES = 16;

	/** References between two slots, so that no two share a cache line. */
	private static final int SPACING = 16;

	private final ReentrantLock lock = new ReentrantLock();

	private final AtomicReferenceArray<@Nullable String> latest = new AtomicReferenceArray<>(STRIPES * SPACING);

	private final int capacity;

	private Map<String, Boolean> known = accessOrdered();

	KnownContexts(int capacity) {
		this.capacity = capacity;
	}

	private static Map<String, Boolean> accessOrdered() {
		return new LinkedHashMap<>(16, 0.75f, true);
	}

	/**
	 * Adds a context.
	 * @param key the context's fully qualified key
	 * @return whether it was not known
	 */
	boolean add(String key) {
		int slot = ((int) Thread.currentThread().getId() & (STRIPES - 1)) * SPACING;
		return !key.equals(this.latest.get(slot)) && add(key, slot);
	}

	private boolean add(String key, int slot) {
		this.lock.lock();
		try {
			String leaving = this.latest.getAndSet(slot, key);
			if (leaving != null) {
				this.known.get(leaving);
			}
			boolean added = this.known.put(key, Boolean.TRUE) == null;
			if (this.known.size() > this.capacity) {
				removeEldest();
			}
			return added;
		}
		finally {
			this.lock.unlock();
		}
	}

	// Each key in a slot is passed over once at most, since that makes it the most recent
	private void removeEldest() {
		for (int i = 0; i < STRIPES; i++) {
			String eldest = this.known.keySet().iterator().next();
			if (!isInUse(eldest)) {
				this.known.remove(eldest);
				return;
			}
			this.known.get(eldest);
		}
		this.known.remove(this.known.keySet().iterator().next());
	}

	private boolean isInUse(String key) {
		for (int slot = 0; slot < STRIPES * SPACING; slot += SPACING) {
			if (key.equals(this.latest.getPlain(slot))) {
				return true;
			}
		}
		return false;
	}

	/** Returns how many contexts are remembered. */
	int size() {
		this.lock.lock();
		try {
			return this.known.size();
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Forgets all contexts. */
	void clear() {
		this.lock.lock();
		try {
			this.known = accessOrdered();
			for (int slot = 0; slot < STRIPES * SPACING; slot += SPACING) {
				this.latest.set(slot, null);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

}
