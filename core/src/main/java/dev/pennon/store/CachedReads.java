package dev.pennon.store;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

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

	private final CoarseClock clock;

	private final Scheduler scheduler;

	private final StoreCounters counters;

	private final StoreReader reader;

	private final BackgroundReads background;

	private volatile StoreCache cache;

	CachedReads(CacheConfig config, Duration waitLimit, Ticker ticker, CoarseClock clock, Scheduler scheduler,
			StoreCounters counters, StoreReader reader, BackgroundReads background) {
		this.config = config;
		this.waitLimit = waitLimit;
		this.ticker = ticker;
		this.clock = clock;
		this.scheduler = scheduler;
		this.counters = counters;
		this.reader = reader;
		this.background = background;
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

	/**
	 * Returns a live item that the cache has, or null if it has none that is fresh.
	 */
	<T extends VersionedData> @Nullable T getCached(VersionedDataKind<T> kind, String key) {
		if (this.config.mode() == CacheMode.OFF) {
			return null;
		}
		ItemCache<T> items = this.cache.of(kind).items();
		CacheEntry<T> entry = items.entry(key);
		if (entry == null || entry.value().isDeleted()) {
			return null;
		}
		if (entry.isSettled(this.clock.latest())) {
			this.counters.hits.increment();
			return entry.value();
		}
		long now = this.ticker.nanos();
		if (!entry.isFresh(now)) {
			return null;
		}
		hit(kind, key, items, entry, now);
		return entry.value();
	}

	private <T extends VersionedData> void hit(VersionedDataKind<T> kind, String key, ItemCache<T> items,
			CacheEntry<T> entry, long now) {
		this.counters.hits.increment();
		if (entry.isAging(now)) {
			refresh(kind, key, items);
		}
	}

	/** Returns the deadline of an evaluation that begins to wait. */
	ReadDeadline newDeadline() {
		return new ReadDeadline(this.ticker, this.waitLimit);
	}

	/**
	 * Returns a live item, or null if there is none.
	 * @param deadline until when to wait, or null if this is the only read
	 */
	<T extends VersionedData> @Nullable T get(VersionedDataKind<T> kind, String key, @Nullable ReadDeadline deadline) {
		if (this.config.mode() == CacheMode.OFF) {
			return live(getUncached(kind, key, deadline));
		}
		ItemCache<T> items = this.cache.of(kind).items();
		CacheEntry<T> entry = items.entry(key);
		if (entry != null && entry.isSettled(this.clock.latest())) {
			this.counters.hits.increment();
			return live(entry.value());
		}
		long now = this.ticker.nanos();
		if (entry != null && entry.isFresh(now)) {
			hit(kind, key, items, entry, now);
			return live(entry.value());
		}
		Miss miss = items.miss(key);
		if (miss == null) {
			this.counters.misses.increment();
			return live(load(kind, key, items, entry, now, deadline));
		}
		this.counters.hits.increment();
		InvalidItemException failure = miss.failure();
		return (failure != null) ? live(this.reader.withoutDatabase(kind, key, entry, now, failure)) : null;
	}

	private <T extends VersionedData> @Nullable T getUncached(VersionedDataKind<T> kind, String key,
			@Nullable ReadDeadline deadline) {
		RuntimeException failure = null;
		if (this.reader.mayAsk()) {
			try {
				return (deadline != null && deadline.isNear()) ? askInBackground(kind, key, deadline)
						: this.reader.askForOneUse(kind, key);
			}
			catch (RuntimeException ex) {
				failure = ex;
			}
		}
		return this.reader.withoutDatabase(kind, key, null, 0, failure);
	}

	private <T extends VersionedData> @Nullable T askInBackground(VersionedDataKind<T> kind, String key,
			ReadDeadline deadline) {
		Duration limit = deadline.remaining();
		SingleLoad<Optional<T>> load = new SingleLoad<>();
		this.background.execute(() -> load.answerWith(() -> {
			deadline.requireTime();
			return Optional.ofNullable(this.reader.askForOneUse(kind, key));
		}));
		return load.await(limit).orElse(null);
	}

	/** Asks the database, unless nobody waits for the answer any more. */
	private <T extends VersionedData> @Nullable T askInTime(VersionedDataKind<T> kind, String key,
			@Nullable ReadDeadline deadline) {
		if (deadline != null) {
			deadline.requireTime();
		}
		return this.reader.ask(kind, key);
	}

	private <T extends VersionedData> @Nullable T load(VersionedDataKind<T> kind, String key, ItemCache<T> items,
			@Nullable CacheEntry<T> entry, long now, @Nullable ReadDeadline deadline) {
		RuntimeException failure = null;
		if (this.reader.mayAsk()) {
			try {
				Duration limit = (deadline != null) ? deadline.remaining() : this.waitLimit;
				Executor thread = (deadline != null && deadline.isNear()) ? this.background : Runnable::run;
				return items.load(key, false, limit, thread, () -> askInTime(kind, key, deadline));
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
				items.load(key, true, this.waitLimit, Runnable::run, () -> this.reader.ask(kind, key));
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
