package dev.pennon.store;

import java.time.Duration;
import java.util.Map;

import dev.pennon.internal.concurrent.Scheduler;
import dev.pennon.internal.concurrent.Ticker;
import dev.pennon.store.ItemCache.Miss;
import org.jspecify.annotations.Nullable;

/**
 * Answers reads from the cache where that is fresh, else from the database, else from
 * what is in memory.
 * <p>
 * Readers find the cache through a volatile reference, and take no lock where it answers.
 */
final class CachedReads {

	private final CacheConfig config;

	private final Duration waitLimit;

	private final Ticker ticker;

	private final Scheduler scheduler;

	private final StoreCounters counters;

	private final StoreReader reader;

	private volatile StoreCache cache;

	CachedReads(CacheConfig config, Duration waitLimit, Ticker ticker, Scheduler scheduler, StoreCounters counters,
			StoreReader reader) {
		this.config = config;
		this.waitLimit = waitLimit;
		this.ticker = ticker;
		this.scheduler = scheduler;
		this.counters = counters;
		this.reader = reader;
		this.cache = new StoreCache(config, ticker);
	}

	/** Returns the present cache, which a full data set replaces. */
	StoreCache cache() {
		return this.cache;
	}

	/** Makes a cache that holds a full data set, not in use yet. */
	StoreCache filledCache(FullDataSet data) {
		return StoreCache.of(data, this.config, this.ticker);
	}

	void replaceCache(StoreCache cache) {
		this.cache = cache;
	}

	/** Whether the cache may answer while the database does not. */
	boolean servesStale() {
		return this.reader.hasReadAnything() && this.config.mode() != CacheMode.OFF
				&& !Duration.ZERO.equals(this.config.staleOnError());
	}

	<T extends VersionedData> @Nullable T get(VersionedDataKind<T> kind, String key) {
		if (this.config.mode() == CacheMode.OFF) {
			return live(getUncached(kind, key));
		}
		ItemCache<T> items = this.cache.of(kind).items();
		CacheEntry<T> entry = items.entry(key);
		long now = this.ticker.nanos();
		if (entry != null && entry.isFresh(now)) {
			this.counters.hits.increment();
			if (entry.isAging(now)) {
				refresh(kind, key, items);
			}
			return live(entry.value());
		}
		Miss miss = items.miss(key);
		if (miss == null) {
			this.counters.misses.increment();
			return live(load(kind, key, items, entry, now));
		}
		this.counters.hits.increment();
		InvalidItemException failure = miss.failure();
		return (failure != null) ? live(this.reader.withoutDatabase(kind, key, entry, now, failure)) : null;
	}

	private <T extends VersionedData> @Nullable T getUncached(VersionedDataKind<T> kind, String key) {
		RuntimeException failure = null;
		if (this.reader.mayAsk()) {
			try {
				return this.reader.ask(kind, key);
			}
			catch (RuntimeException ex) {
				failure = ex;
			}
		}
		return this.reader.withoutDatabase(kind, key, null, 0, failure);
	}

	private <T extends VersionedData> @Nullable T load(VersionedDataKind<T> kind, String key, ItemCache<T> items,
			@Nullable CacheEntry<T> entry, long now) {
		RuntimeException failure = null;
		if (this.reader.mayAsk()) {
			try {
				return items.load(key, false, this.waitLimit, () -> this.reader.ask(kind, key));
			}
			catch (InvalidItemException ex) {
				items.putFailure(key, ex);
				failure = ex;
			}
			catch (RuntimeException ex) {
				failure = ex;
			}
		}
		return this.reader.withoutDatabase(kind, key, entry, now, failure);
	}

	private <T extends VersionedData> void refresh(VersionedDataKind<T> kind, String key, ItemCache<T> items) {
		if (!this.reader.mayAsk() || !items.beginRefresh(key)) {
			return;
		}
		this.scheduler.schedule(Duration.ZERO, () -> {
			try {
				items.load(key, true, this.waitLimit, () -> this.reader.ask(kind, key));
			}
			catch (InvalidItemException | StoreUnavailableException ex) {
				// Counted and logged where it was noticed; the item stays until its time
			}
			finally {
				items.endRefresh(key);
			}
		});
	}

	<T extends VersionedData> Map<String, T> all(VersionedDataKind<T> kind) {
		KindCache<T> cached = (this.config.mode() != CacheMode.OFF) ? this.cache.of(kind) : null;
		CacheEntry<? extends Map<String, T>> entry = (cached != null) ? cached.all().entry() : null;
		long now = this.ticker.nanos();
		if (entry != null && entry.isFresh(now)) {
			this.counters.hits.increment();
			return entry.value();
		}
		this.counters.misses.increment();
		RuntimeException failure = null;
		if (this.reader.mayAsk()) {
			try {
				return (cached != null)
						? cached.all().load(this.waitLimit, () -> this.reader.askAll(kind, cached.items()))
						: this.reader.askAll(kind, null);
			}
			catch (RuntimeException ex) {
				failure = ex;
			}
		}
		return this.reader.allWithoutDatabase(kind, entry, now, failure);
	}

	private static <T extends VersionedData> @Nullable T live(@Nullable T item) {
		return (item != null && !item.isDeleted()) ? item : null;
	}

}
