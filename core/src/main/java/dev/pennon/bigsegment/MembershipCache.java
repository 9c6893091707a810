package dev.pennon.bigsegment;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

import dev.pennon.internal.concurrent.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * The memberships of the contexts that were used last, and the contexts that the store
 * failed for a moment ago.
 * <p>
 * Safe for use by any number of threads: one lock, never held while the store is asked.
 */
final class MembershipCache {

	/**
	 * How long nobody asks again for a context that the store failed for, although it
	 * answers others.
	 */
	static final Duration FAILURE_TIME = Duration.ofSeconds(1);

	private static final int FAILURE_CAPACITY = 1000;

	/** Longer than any process lives, and so much less than the range that sums fit. */
	private static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE / 4);

	private final ReentrantLock lock = new ReentrantLock();

	private final Ticker ticker;

	private final boolean enabled;

	private final long freshNanos;

	private final long usableNanos;

	private final Map<String, Entry> entries;

	private final Map<String, Long> failures = new LeastRecentlyUsed<>(FAILURE_CAPACITY);

	MembershipCache(BigSegmentsConfig config, Ticker ticker) {
		this.ticker = ticker;
		this.enabled = config.contextCacheSize() > 0 && !config.contextCacheTime().isZero();
		this.freshNanos = nanos(config.contextCacheTime());
		this.usableNanos = this.freshNanos + nanos(config.staleOnError());
		this.entries = new LeastRecentlyUsed<>(config.contextCacheSize());
	}

	private static long nanos(Duration duration) {
		return ((duration.compareTo(FOREVER) < 0) ? duration : FOREVER).toNanos();
	}

	/** Returns what the store has said lately. */
	@Nullable Entry fresh(String contextKey) {
		return newerThan(this.freshNanos, contextKey);
	}

	/** Returns what may be used while the store cannot be asked. */
	@Nullable Entry usable(String contextKey) {
		return newerThan(this.usableNanos, contextKey);
	}

	private @Nullable Entry newerThan(long nanos, String contextKey) {
		if (!this.enabled) {
			return null;
		}
		this.lock.lock();
		try {
			Entry entry = this.entries.get(contextKey);
			return (entry != null && this.ticker.nanos() - entry.readAt() < nanos) ? entry : null;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Remembers what the store said, null included. */
	void put(String contextKey, @Nullable BigSegmentMembership membership) {
		this.lock.lock();
		try {
			this.failures.remove(contextKey);
			if (this.enabled) {
				this.entries.put(contextKey, new Entry(membership, this.ticker.nanos()));
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	void putFailure(String contextKey) {
		this.lock.lock();
		try {
			this.failures.put(contextKey, this.ticker.nanos());
		}
		finally {
			this.lock.unlock();
		}
	}

	boolean hasJustFailed(String contextKey) {
		this.lock.lock();
		try {
			Long failedAt = this.failures.get(contextKey);
			return failedAt != null && this.ticker.nanos() - failedAt < FAILURE_TIME.toNanos();
		}
		finally {
			this.lock.unlock();
		}
	}

	void forgetFailures() {
		this.lock.lock();
		try {
			this.failures.clear();
		}
		finally {
			this.lock.unlock();
		}
	}

	void clear() {
		this.lock.lock();
		try {
			this.entries.clear();
			this.failures.clear();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * What the store said.
	 *
	 * @param membership null if it knew nothing
	 * @param readAt a reading of the ticker
	 */
	record Entry(@Nullable BigSegmentMembership membership, long readAt) {
	}

	/** A map in the order of use, which forgets what was not used for longest. */
	private static final class LeastRecentlyUsed<V> extends LinkedHashMap<String, V> {

		private static final long serialVersionUID = 1L;

		private final int capacity;

		LeastRecentlyUsed(int capacity) {
			super(16, 0.75f, true);
			this.capacity = capacity;
		}

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
			return size() > this.capacity;
		}

	}

}
