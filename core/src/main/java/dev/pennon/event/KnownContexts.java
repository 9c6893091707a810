package dev.pennon.event;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The contexts that the events service knows already, as far as they are remembered: up
 * to a number, and rather those that are in use.
 * <p>
 * Every evaluation asks here, so a known context costs one look into a concurrent map and
 * no lock; to move it to the end of a list of recent ones would cost a lock and five
 * times as much. Instead it is marked, and when there is no room the oldest context that
 * was not used since it was last passed over is forgotten ("second chance", or the clock
 * algorithm). To forget a context in use costs an index event too many, and nothing else.
 * <p>
 * A lock orders additions, each of which changes the map and the queue; the map carries
 * everything to those who only ask.
 */
final class KnownContexts {

	private final ReentrantLock adding = new ReentrantLock();

	private final ConcurrentMap<String, KnownContext> known = new ConcurrentHashMap<>();

	/** What is in the map, the oldest first. */
	private final Queue<KnownContext> oldest = new ArrayDeque<>();

	private final int capacity;

	/**
	 * Creates a memory of no context.
	 * @param capacity how many to remember, one or more
	 */
	KnownContexts(int capacity) {
		this.capacity = capacity;
	}

	/**
	 * Adds a context.
	 * @param key the context's fully qualified key
	 * @return whether it was not known
	 */
	boolean add(String key) {
		KnownContext present = this.known.get(key);
		if (present == null) {
			return addNew(key);
		}
		present.use();
		return false;
	}

	private boolean addNew(String key) {
		this.adding.lock();
		try {
			KnownContext added = new KnownContext(key);
			KnownContext present = this.known.putIfAbsent(key, added);
			if (present != null) {
				present.use();
				return false;
			}
			if (this.oldest.size() >= this.capacity) {
				forgetOne();
			}
			this.oldest.add(added);
			return true;
		}
		finally {
			this.adding.unlock();
		}
	}

	// Ends since each context is passed over once at most, unless others use it meanwhile
	private void forgetOne() {
		for (int passedOver = 0; passedOver < this.capacity; passedOver++) {
			KnownContext candidate = this.oldest.remove();
			if (!candidate.passOver()) {
				this.known.remove(candidate.key);
				return;
			}
			this.oldest.add(candidate);
		}
		this.known.remove(this.oldest.remove().key);
	}

	/** Returns how many contexts are remembered. */
	int size() {
		return this.known.size();
	}

	/** Forgets all contexts. */
	void clear() {
		this.adding.lock();
		try {
			this.known.clear();
			this.oldest.clear();
		}
		finally {
			this.adding.unlock();
		}
	}

	private static final class KnownContext {

		private final String key;

		private volatile boolean used;

		KnownContext(String key) {
			this.key = key;
		}

		// A write would take the cache line from the other processors each time
		void use() {
			if (!this.used) {
				this.used = true;
			}
		}

		/** Returns whether the context is to be kept this time, since it was used. */
		boolean passOver() {
			boolean inUse = this.used;
			this.used = false;
			return inUse;
		}

	}

}
