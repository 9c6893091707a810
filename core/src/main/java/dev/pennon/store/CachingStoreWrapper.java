package dev.pennon.store;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.pennon.diagnostic.DiagnosticConfiguration;
import dev.pennon.diagnostic.DiagnosticDescription;
import dev.pennon.internal.concurrent.ListenerDispatcher;
import dev.pennon.internal.concurrent.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Makes a {@link FeatureStore} of a {@link FeatureStoreCore}: caches what it reads and
 * writes, and carries evaluations over the bad days of the database.
 * <ul>
 * <li>A read that the cache answers takes no lock and allocates nothing. However many
 * threads miss the same item at once, the database is asked once.</li>
 * <li>After a failure nobody asks the database but one background task, until it answers
 * again. Meanwhile reads are answered from the last full data of this process's own
 * source, else from what was read before; only where there is neither they throw.</li>
 * <li>What a source delivers is kept although the database does not take it, and merged
 * into it by versions when it does. {@link #init} therefore throws nothing, and
 * {@link #upsert} only before the first {@code init}; the {@linkplain #statusProvider()
 * status} tells what became of the database.</li>
 * </ul>
 * Safe for use by any number of threads: the cache is concurrent and replaced as a whole
 * through a volatile reference; {@link StoreWriter} orders writes.
 */
public final class CachingStoreWrapper implements RemoteFeatureStore, DiagnosticDescription {

	private final FeatureStoreCore core;

	private final Duration waitLimit;

	private final boolean external;

	private final Scheduler scheduler;

	private final Scheduler watchScheduler;

	private final Scheduler clockScheduler;

	private final ListenerDispatcher dispatcher = new ListenerDispatcher();

	private final StoreCounters counters = new StoreCounters();

	private final StoreMemory memory = new StoreMemory();

	private final StoreAvailability availability;

	private final InitializedCache initialized;

	private final StoreReader reader;

	private final BackgroundReads backgroundReads = new BackgroundReads();

	private final CachedReads reads;

	private final StoreWriter writer;

	private final @Nullable StoreHealer healer;

	private final StoreWatch watch;

	private final AtomicBoolean closed = new AtomicBoolean();

	/**
	 * Creates a store with the default settings but for the cache.
	 * @param core asks the database; closed with this store
	 * @param cacheConfig what is kept in memory
	 */
	public CachingStoreWrapper(FeatureStoreCore core, CacheConfig cacheConfig) {
		this(builder(core).cache(cacheConfig));
	}

	CachingStoreWrapper(CachingStoreWrapperBuilder settings) {
		this.core = settings.core;
		this.waitLimit = settings.waitLimit;
		this.external = settings.external;
		this.scheduler = settings.scheduler("store");
		// Reading everything must not hold up the task that notices the end of an outage
		this.watchScheduler = settings.scheduler("store-watch");
		this.clockScheduler = settings.scheduler("store-clock");
		CoarseClock clock = CoarseClock.of(settings.cache, settings.ticker, this.clockScheduler);
		ItemCodec codec = new ItemCodec(this.counters);
		this.availability = new StoreAvailability(settings.clock, this.scheduler, this.dispatcher, this.counters,
				this::recover);
		this.initialized = new InitializedCache(settings.cache, settings.ticker);
		this.reader = new StoreReader(this.core, codec, this.memory, this.availability, this.counters);
		this.writer = new StoreWriter(this.core, codec, this.memory, this.availability, this.counters);
		this.reads = new CachedReads(settings.cache, this.waitLimit, settings.ticker, clock, this.scheduler,
				this.counters, this.reader, this.backgroundReads);
		this.healer = (this.core instanceof HealableFeatureStoreCore healable)
				? new StoreHealer(healable, settings.healing.interval(), this.memory, this.writer, this.availability,
						this.counters, settings.ticker, this.scheduler)
				: null;
		this.watch = new StoreWatch(this.core, settings.cache, settings.notifications, this.availability,
				this::expireCache, settings.ticker, this.watchScheduler);
		if (this.external) {
			this.scheduler.scheduleWithFixedDelay(Duration.ZERO, settings.cache.ttl(), this::learnInitialized);
		}
		else if (this.healer != null && settings.healing.enabled()) {
			this.healer.scheduleNext();
		}
	}

	/**
	 * Returns a builder.
	 * @param core asks the database; closed with the store
	 * @return a builder with the default settings
	 */
	public static CachingStoreWrapperBuilder builder(FeatureStoreCore core) {
		return new CachingStoreWrapperBuilder(core);
	}

	@Override
	public <T extends VersionedData> @Nullable T get(VersionedDataKind<T> kind, String key) {
		return this.reads.get(kind, key, null);
	}

	@Override
	public <T extends VersionedData> @Nullable T getAtHand(VersionedDataKind<T> kind, String key) {
		return this.reads.getCached(kind, key);
	}

	@Override
	public ReadOnlyStore limitedView() {
		return new LimitedView(this, this.reads);
	}

	@Override
	public <T extends VersionedData> Map<String, T> all(VersionedDataKind<T> kind) {
		return this.reads.all(kind);
	}

	@Override
	public boolean isInitialized() {
		if (isKnownInitialized()) {
			return true;
		}
		try {
			return this.availability.isReachable() && this.initialized.get(this.waitLimit, this.reader::askInitialized);
		}
		catch (RuntimeException ex) {
			return false;
		}
	}

	@Override
	public boolean isKnownInitialized() {
		return this.external || this.memory.isFull() || this.initialized.isKnown();
	}

	private void learnInitialized() {
		if (!this.initialized.isKnown() && this.availability.isReachable()) {
			try {
				this.initialized.get(this.waitLimit, this.reader::askInitialized);
			}
			catch (RuntimeException ex) {
				// Noticed by the availability, and tried again
			}
		}
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * The data is in use when this returns, although the database may not have taken it.
	 * @throws UnsupportedOperationException if another process fills the database
	 */
	@Override
	public void init(FullDataSet allData) {
		requireSource();
		StoreCache filled = this.reads.filledCache(allData);
		this.writer.init(allData, () -> {
			this.reads.replaceCache(filled);
			this.initialized.set();
		});
	}

	/**
	 * {@inheritDoc}
	 * @throws RuntimeException if the item could not be written, and no full data set was
	 * received before that it could be kept with
	 * @throws UnsupportedOperationException if another process fills the database
	 */
	@Override
	public <T extends VersionedData> boolean upsert(VersionedDataKind<T> kind, T item) {
		requireSource();
		return this.writer.upsert(kind, item, (newest) -> this.reads.cache().put(kind, newest));
	}

	private void requireSource() {
		if (this.external) {
			throw new UnsupportedOperationException("This process only reads the feature store; another one fills it");
		}
	}

	private void recover() {
		boolean wasUnreachable = !this.availability.isReachable();
		if (!this.core.isAvailable()) {
			return;
		}
		try {
			if (wasUnreachable && this.memory.isFull() && !holdsData()) {
				this.memory.addAllUnwritten();
			}
			this.writer.writeBack(() -> {
				this.reads.cache().forgetMisses();
				this.availability.recovered();
			});
		}
		catch (RuntimeException ex) {
			this.availability.failed(ex);
		}
	}

	private boolean holdsData() {
		return (this.healer != null) ? this.healer.holdsSample() : this.core.initializedInternal();
	}

	/**
	 * Makes every item be read again when it is next asked for, because another process
	 * may have changed it. What is in memory stays there for when the database fails.
	 */
	public void expireCache() {
		this.reads.cache().expire();
	}

	/**
	 * Begins to look whether another process has written to the database, and to let the
	 * cache expire when it has. That is seen within a second with
	 * {@linkplain CachingStoreWrapperBuilder#notifications notifications}, else, while
	 * somebody wants to know, within the time for which items are cached. An infinite
	 * cache hides every change, unless there are notifications.
	 * @param kinds the kinds to look at
	 * @param listener told of changes
	 */
	public void startWatching(Collection<? extends VersionedDataKind<?>> kinds, StoreChangeListener listener) {
		this.watch.start(kinds, listener);
	}

	/**
	 * Ends what {@link #startWatching} has begun. Has no effect if there is nothing to
	 * end.
	 */
	public void stopWatching() {
		this.watch.stop();
	}

	/**
	 * Tells whether this process's source is in touch with its service. Without that, its
	 * data may be older than what another process has written, and nothing is healed.
	 * @param connected whether it is; true until told otherwise
	 */
	public void sourceConnected(boolean connected) {
		if (this.healer != null) {
			this.healer.setConnected(connected);
		}
	}

	/**
	 * Returns whether another process fills the database, and this one only reads.
	 * @return whether {@link #init} and {@link #upsert} are refused
	 */
	public boolean isExternal() {
		return this.external;
	}

	/**
	 * Returns the status of the database and of its changes.
	 * @return always the same provider, which never asks the database
	 */
	@Override
	public DataStoreStatusProvider statusProvider() {
		return this.availability;
	}

	/**
	 * Returns what is known of the database, without asking it.
	 * @return the present state
	 */
	public StoreState state() {
		StoreAvailability.Condition condition = this.availability.condition();
		return new StoreState(condition.reachable(), condition.acceptingWrites(),
				this.initialized.isKnown() || (this.external && this.reader.hasReadAnything()),
				this.memory.isFull() || this.reads.servesStale(), condition.since(), condition.lastError(),
				this.healer != null && this.healer.isInConflict());
	}

	/**
	 * Returns what was counted so far.
	 * @return the present counts
	 */
	public StoreStatistics statistics() {
		return this.counters.snapshot();
	}

	@Override
	public @Nullable String describeConfiguration(DiagnosticConfiguration configuration) {
		return (this.core instanceof DiagnosticDescription description)
				? description.describeConfiguration(configuration) : null;
	}

	/**
	 * Ends the background tasks, tells listeners nothing more and closes the core.
	 * Calling it again has no effect.
	 */
	@Override
	public void close() {
		if (this.closed.compareAndSet(false, true)) {
			this.scheduler.close();
			this.watchScheduler.close();
			this.clockScheduler.close();
			this.backgroundReads.close();
			this.dispatcher.close();
			this.core.close();
		}
	}

	void setRaceHook(StoreReader.RaceHook raceHook) {
		this.reader.setRaceHook(raceHook);
		this.writer.setRaceHook(raceHook);
	}

}
