package dev.pennon.store;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.pennon.internal.concurrent.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * The single items of one kind that were read or written, and apart from them, in a small
 * cache of the least recently used, the keys that led to nothing.
 * <p>
 * Reads take no lock and allocate nothing. A write to a key, and the publication of what
 * was loaded for it, happen inside {@code items.compute} for that key, which puts them in
 * order; nothing is loaded there. An item never gives way to one with a lower version,
 * unless the database itself says so: an answer to a question that no write has overtaken
 * replaces whatever was there.
 *
 * @param <T> the type of the items
 */
final class ItemCache<T extends VersionedData> {

	/** Enough for the keys that an application asks for in vain. */
	private static final int MISS_CAPACITY = 1000;

	private final CacheTimes times;

	private final Ticker ticker;

	private final ConcurrentMap<String, CacheEntry<T>> items;

	private final Cache<String, Miss> misses;

	private final ConcurrentMap<String, SingleLoad<Optional<T>>> loads = new ConcurrentHashMap<>();

	private final Set<String> refreshes = ConcurrentHashMap.newKeySet();

	ItemCache(CacheConfig config, Ticker ticker) {
		this.times = CacheTimes.of(config);
		this.ticker = ticker;
		this.items = newItems(config.capacity());
		this.misses = Caffeine.newBuilder()
			.maximumSize(MISS_CAPACITY)
			.expireAfterWrite(config.ttl())
			.ticker(ticker::nanos)
			.executor(Runnable::run)
			.build();
	}

	private static <T> ConcurrentMap<String, CacheEntry<T>> newItems(@Nullable Long capacity) {
		if (capacity == null) {
			return new ConcurrentHashMap<>();
		}
		Cache<String, CacheEntry<T>> cache = Caffeine.newBuilder()
			.maximumSize(capacity)
			.executor(Runnable::run)
			.build();
		return cache.asMap();
	}

	/** Returns what is known of a key, fresh or not. */
	@Nullable CacheEntry<T> entry(String key) {
		return this.items.get(key);
	}

	/** Returns whether and why the key lately led to nothing. */
	@Nullable Miss miss(String key) {
		return this.misses.getIfPresent(key);
	}

	/** Puts the items of a full data set, whatever is there. */
	void fill(Map<String, T> given) {
		long now = this.ticker.nanos();
		given.forEach((key, item) -> this.items.put(key, new CacheEntry<>(item, now, this.times)));
	}

	/** Puts an item that was written, or that the database holds in its place. */
	void put(T item) {
		long now = this.ticker.nanos();
		this.items.compute(item.key(), (key, present) -> {
			SingleLoad<?> load = endLoad(key);
			if (load != null) {
				load.overtakeByWrite();
			}
			this.misses.invalidate(key);
			return (present != null && present.value().version() > item.version()) ? present
					: new CacheEntry<>(item, now, this.times);
		});
	}

	void forgetMisses() {
		this.misses.invalidateAll();
	}

	/** Makes every item be read again when it is next asked for. */
	void expire() {
		this.loads.keySet().forEach((loading) -> this.items.compute(loading, (key, present) -> {
			SingleLoad<?> load = endLoad(key);
			if (load != null) {
				load.overtakeByExpiry();
			}
			return present;
		}));
		this.misses.invalidateAll();
		long expired = this.ticker.nanos() - this.times.fresh();
		this.items.replaceAll((key, entry) -> (entry.readAt() - expired > 0)
				? new CacheEntry<>(entry.value(), expired, this.times) : entry);
	}

	/**
	 * Asks the database for an item, or waits for a thread that does so already.
	 * @param key the storage key
	 * @param ahead whether to ask although the present entry is fresh
	 * @param limit how long to wait for another thread
	 * @param thread runs the question
	 * @param database asked once, outside of any lock
	 * @return the item, a tombstone, or null
	 */
	@Nullable T load(String key, boolean ahead, Duration limit, Executor thread, Supplier<@Nullable T> database) {
		SingleLoad<Optional<T>> mine = new SingleLoad<>();
		SingleLoad<Optional<T>> other = this.loads.putIfAbsent(key, mine);
		if (other != null) {
			return other.await(limit).orElse(null);
		}
		try {
			thread.execute(() -> answer(key, ahead, mine, database));
		}
		catch (RuntimeException | Error ex) {
			this.loads.remove(key, mine);
			mine.fail(ex);
			throw ex;
		}
		return mine.await(limit).orElse(null);
	}

	// It ends before it answers, since whoever asks after the answer must not join it
	private void answer(String key, boolean ahead, SingleLoad<Optional<T>> mine, Supplier<@Nullable T> database) {
		try {
			CacheEntry<T> present = this.items.get(key);
			boolean answered = present != null && !ahead && present.isFresh(this.ticker.nanos());
			T item = (present != null && answered) ? present.value() : publish(key, mine, database.get());
			this.loads.remove(key, mine);
			mine.answer(Optional.ofNullable(item));
		}
		catch (RuntimeException ex) {
			this.loads.remove(key, mine);
			mine.fail(ex);
		}
		catch (Error ex) {
			this.loads.remove(key, mine);
			mine.fail(ex);
			throw ex;
		}
	}

	/** Claims to read a key again in the background, unless somebody has done so. */
	boolean beginRefresh(String key) {
		return !this.refreshes.contains(key) && this.refreshes.add(key);
	}

	void endRefresh(String key) {
		this.refreshes.remove(key);
	}

	/** Remembers for a while that a key cannot be read. */
	void putFailure(String key, InvalidItemException failure) {
		this.misses.put(key, new Miss(failure));
	}

	private @Nullable T publish(String key, SingleLoad<Optional<T>> load, @Nullable T loaded) {
		long now = this.ticker.nanos();
		CacheEntry<T> kept = this.items.compute(key, (ignored, present) -> {
			if (load.isOvertaken()) {
				return (present != null || loaded == null || load.isOvertakenByWrite()) ? newer(present, loaded)
						: CacheEntry.expired(loaded, now, this.times);
			}
			if (loaded == null) {
				this.misses.put(key, Miss.ABSENT);
				return null;
			}
			return new CacheEntry<>(loaded, now, this.times);
		});
		return (kept != null) ? kept.value() : loaded;
	}

	// No fresher than what is there, which may have been expired while the database was
	// asked
	private @Nullable CacheEntry<T> newer(@Nullable CacheEntry<T> present, @Nullable T loaded) {
		return (present != null && loaded != null && loaded.version() > present.value().version())
				? new CacheEntry<>(loaded, present.readAt(), this.times) : present;
	}

	// Whoever asks from now on has a right to the newer item, so nobody may join any more
	private @Nullable SingleLoad<?> endLoad(String key) {
		return this.loads.remove(key);
	}

	/**
	 * Why a key led to nothing.
	 *
	 * @param failure what is wrong with the item, or null if there is none
	 */
	record Miss(@Nullable InvalidItemException failure) {

		static final Miss ABSENT = new Miss(null);

	}

}
