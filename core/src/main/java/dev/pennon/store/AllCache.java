package dev.pennon.store;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import dev.pennon.internal.collection.PersistentMap;
import dev.pennon.internal.concurrent.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * All items of one kind, without tombstones, as they were read at once.
 * <p>
 * Readers look at a volatile entry; a lock, never held while the database is asked, puts
 * writes and the publication of what was loaded in order.
 *
 * @param <T> the type of the items
 */
final class AllCache<T extends VersionedData> {

	private final CacheTimes times;

	private final boolean updatable;

	private final Ticker ticker;

	private final ReentrantLock lock = new ReentrantLock();

	private volatile @Nullable CacheEntry<PersistentMap<T>> entry;

	private @Nullable SingleLoad<Map<String, T>> load;

	AllCache(CacheConfig config, Ticker ticker) {
		this.times = CacheTimes.of(config);
		this.updatable = config.mode() == CacheMode.INFINITE;
		this.ticker = ticker;
	}

	@Nullable CacheEntry<? extends Map<String, T>> entry() {
		return this.entry;
	}

	void fill(Map<String, T> live) {
		this.entry = new CacheEntry<>(PersistentMap.copyOf(live), this.ticker.nanos(), this.times);
	}

	/**
	 * Takes notice of a written item. An entry that will be read again some day is
	 * dropped; one that will not is brought up to date.
	 */
	void written(T item) {
		this.lock.lock();
		try {
			SingleLoad<?> overtaken = this.load;
			if (overtaken != null) {
				overtaken.overtakeByWrite();
			}
			CacheEntry<PersistentMap<T>> present = this.entry;
			this.entry = (present != null && this.updatable) ? updated(present, item) : null;
		}
		finally {
			this.lock.unlock();
		}
	}

	private CacheEntry<PersistentMap<T>> updated(CacheEntry<PersistentMap<T>> present, T item) {
		T known = present.value().get(item.key());
		if (known != null && known.version() >= item.version()) {
			return present;
		}
		PersistentMap<T> items = item.isDeleted() ? present.value().without(item.key())
				: present.value().with(item.key(), item);
		return new CacheEntry<>(items, present.readAt(), this.times);
	}

	/** Makes everything be read again when it is next asked for. */
	void expire() {
		this.lock.lock();
		try {
			SingleLoad<?> overtaken = this.load;
			if (overtaken != null) {
				overtaken.overtakeByExpiry();
			}
			CacheEntry<PersistentMap<T>> present = this.entry;
			long expired = this.ticker.nanos() - this.times.fresh();
			if (present != null && present.readAt() - expired > 0) {
				this.entry = new CacheEntry<>(present.value(), expired, this.times);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Asks the database for all items, or waits for a thread that does so already.
	 * @param limit how long to wait for another thread
	 * @param database asked once, outside of any lock; without tombstones
	 * @return an unmodifiable map
	 */
	Map<String, T> load(Duration limit, Supplier<PersistentMap<T>> database) {
		SingleLoad<Map<String, T>> mine = new SingleLoad<>();
		SingleLoad<Map<String, T>> other = begin(mine);
		if (other != null) {
			return other.await(limit);
		}
		try {
			CacheEntry<PersistentMap<T>> present = this.entry;
			Map<String, T> items = (present != null && present.isFresh(this.ticker.nanos())) ? present.value()
					: publish(mine, database.get());
			// It ends before it answers: whoever asks after the answer must not join it
			end(mine);
			mine.answer(items);
			return items;
		}
		catch (RuntimeException | Error ex) {
			end(mine);
			mine.fail(ex);
			throw ex;
		}
	}

	private @Nullable SingleLoad<Map<String, T>> begin(SingleLoad<Map<String, T>> mine) {
		this.lock.lock();
		try {
			SingleLoad<Map<String, T>> other = this.load;
			if (other == null || other.isOvertaken()) {
				this.load = mine;
				return null;
			}
			return other;
		}
		finally {
			this.lock.unlock();
		}
	}

	private Map<String, T> publish(SingleLoad<Map<String, T>> load, PersistentMap<T> loaded) {
		this.lock.lock();
		try {
			if (!load.isOvertaken()) {
				this.entry = new CacheEntry<>(loaded, this.ticker.nanos(), this.times);
			}
			else if (this.entry == null && !load.isOvertakenByWrite()) {
				this.entry = CacheEntry.expired(loaded, this.ticker.nanos(), this.times);
			}
			return loaded;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void end(SingleLoad<Map<String, T>> mine) {
		this.lock.lock();
		try {
			if (this.load == mine) {
				this.load = null;
			}
		}
		finally {
			this.lock.unlock();
		}
	}

}
