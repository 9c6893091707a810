package dev.pennon.store;

/**
 * Something that was read or written, and how long it may be relied on. Expiry is soft:
 * an entry that is no longer fresh stays where it is, to be served while the database
 * cannot be asked. Immutable; times are readings of the cache's ticker.
 *
 * @param <V> an item, or a map of items
 */
final class CacheEntry<V> {

	private final V value;

	private final long readAt;

	private final CacheTimes times;

	CacheEntry(V value, long readAt, CacheTimes times) {
		this.value = value;
		this.readAt = readAt;
		this.times = times;
	}

	/** Makes an entry that is to be read again when it is next asked for. */
	static <V> CacheEntry<V> expired(V value, long now, CacheTimes times) {
		return new CacheEntry<>(value, now - times.fresh(), times);
	}

	V value() {
		return this.value;
	}

	boolean isFresh(long now) {
		return now - this.readAt < this.times.fresh();
	}

	/** Whether it is fresh and need not be read again in the background either. */
	boolean isSettled(long now) {
		return now - this.readAt < this.times.settled();
	}

	/** Whether it is time to read the item again in the background. */
	boolean isAging(long now) {
		return now - this.readAt >= this.times.aging();
	}

	/** Whether it may be served although the database cannot be asked. */
	boolean isUsable(long now) {
		return now - this.readAt < this.times.usable();
	}

	/** When the value was read or written, to be compared by subtraction. */
	long readAt() {
		return this.readAt;
	}

}
