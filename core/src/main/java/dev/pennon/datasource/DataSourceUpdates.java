package dev.pennon.datasource;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.pennon.internal.concurrent.ChangeSignal;
import dev.pennon.internal.concurrent.ListenerDispatcher;
import dev.pennon.store.DataOrdering;
import dev.pennon.store.FeatureStore;
import dev.pennon.store.FullDataSet;
import dev.pennon.store.VersionedData;
import dev.pennon.store.VersionedDataKind;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of all updates from an {@link UpdateProcessor} into the store: sorts full data
 * sets, survives a store that fails, finds out which flags an update changes, keeps the
 * status of the source and counts.
 * <p>
 * One lock makes updates take effect one after the other, the store's I/O included;
 * listeners hear of them in that order. Nothing that only reads, the status and the
 * counts among it, takes that lock.
 */
public final class DataSourceUpdates implements DataSourceUpdateSink {

	private static final Logger logger = LoggerFactory.getLogger(DataSourceUpdates.class);

	private final ReentrantLock updating = new ReentrantLock();

	private final ChangeSignal changed = new ChangeSignal();

	private final AtomicReference<UpdateCounts> counts = new AtomicReference<>(UpdateCounts.NONE);

	private final FeatureStore store;

	private final InstantSource clock;

	private final StatusTracker status;

	private final FlagChangeDetector flagChanges;

	private boolean storeFails;

	/**
	 * Creates a sink.
	 * @param store takes the data
	 * @param dispatcher calls the listeners for flag changes and for the status; closed
	 * by whoever made it
	 * @param clock dates the status
	 */
	public DataSourceUpdates(FeatureStore store, ListenerDispatcher dispatcher, InstantSource clock) {
		this(store, dispatcher, clock, new FlagDependencies());
	}

	DataSourceUpdates(FeatureStore store, ListenerDispatcher dispatcher, InstantSource clock,
			ItemDependencies dependencies) {
		this.store = store;
		this.clock = clock;
		this.status = new StatusTracker(dispatcher, clock);
		this.flagChanges = new FlagChangeDetector(store, dependencies, dispatcher);
	}

	@Override
	public boolean init(FullDataSet allData) {
		FullDataSet sorted = DataOrdering.sort(allData);
		this.updating.lock();
		try {
			Supplier<DependencyIndex> before = this.flagChanges.beforeInit();
			Outcome outcome = write(() -> {
				this.store.init(sorted);
				return true;
			});
			if (outcome == Outcome.FAILED) {
				return false;
			}
			this.flagChanges.initialized(before, sorted);
		}
		finally {
			this.updating.unlock();
		}
		this.changed.signal();
		return true;
	}

	@Override
	public <T extends VersionedData> boolean upsert(VersionedDataKind<T> kind, T item) {
		this.updating.lock();
		try {
			Outcome outcome = write(() -> this.store.upsert(kind, item));
			if (outcome == Outcome.APPLIED) {
				this.flagChanges.upserted(kind, item);
			}
			return outcome != Outcome.FAILED;
		}
		finally {
			this.updating.unlock();
		}
	}

	@Override
	public void updateStatus(DataSourceState state, @Nullable DataSourceErrorInfo error) {
		if (error != null && error.kind() == DataSourceErrorKind.INVALID_DATA) {
			this.counts.updateAndGet(UpdateCounts::withInvalid);
		}
		this.status.update(state, error);
		this.changed.signal();
	}

	@Override
	public boolean needsJson() {
		return this.store.needsJson();
	}

	/**
	 * Returns the status of the source, as the source has reported it.
	 * @return the same provider always
	 */
	public DataSourceStatusProvider statusProvider() {
		return this.status;
	}

	/**
	 * Returns what has become of the updates so far.
	 * @return the counts at this moment
	 */
	public UpdateCounts counts() {
		return Objects.requireNonNull(this.counts.get());
	}

	/**
	 * Adds a listener for flags that may have a new value. Changes arrive in order, on
	 * one thread of the client; a listener that throws is logged and harms nobody. One
	 * that is added twice is called twice.
	 * @param listener given each flag that an update changes, itself or through
	 * prerequisites and segments; now and then one that has not changed
	 */
	public void addFlagChangeListener(Consumer<FlagChange> listener) {
		this.flagChanges.listeners().add(listener);
	}

	/**
	 * Removes a listener, once if it was added several times. Has no effect on one that
	 * was not added.
	 * @param listener the listener
	 */
	public void removeFlagChangeListener(Consumer<FlagChange> listener) {
		this.flagChanges.listeners().remove(listener);
	}

	/**
	 * Returns whether anybody listens to changes of flags.
	 * @return whether {@link #storeChanged} would have an effect
	 */
	public boolean hasFlagChangeListeners() {
		return !this.flagChanges.listeners().isEmpty();
	}

	/**
	 * Takes notice that somebody else has written to the store: reads it and tells the
	 * listeners of every flag that has another version than when this was last done,
	 * itself or in what it depends on. The first time, that is every flag.
	 * @throws RuntimeException if the store could not be read
	 */
	public void storeChanged() {
		this.updating.lock();
		try {
			this.flagChanges.storeChanged();
		}
		finally {
			this.updating.unlock();
		}
	}

	/**
	 * Waits for something that can only become true by a full set of data or by a change
	 * of the status.
	 * @param condition evaluated at once, and again after each of these, on the calling
	 * thread and without a lock
	 * @param timeout how long to wait at most; zero or less evaluates the condition once
	 * @return whether the condition holds
	 * @throws InterruptedException if the thread was interrupted while it waited
	 */
	public boolean awaitUntil(BooleanSupplier condition, Duration timeout) throws InterruptedException {
		return this.changed.awaitUntil(condition, timeout);
	}

	private Outcome write(BooleanSupplier update) {
		try {
			boolean applied = update.getAsBoolean();
			this.counts
				.updateAndGet((counts) -> applied ? counts.withApplied(this.clock.instant()) : counts.withRejected());
			storeAnswered();
			return applied ? Outcome.APPLIED : Outcome.REJECTED;
		}
		catch (RuntimeException ex) {
			this.counts.updateAndGet(UpdateCounts::withStoreFailure);
			storeFailed(ex);
			return Outcome.FAILED;
		}
	}

	private void storeAnswered() {
		if (this.storeFails) {
			this.storeFails = false;
			logger.info("The store takes updates again");
		}
	}

	private void storeFailed(RuntimeException ex) {
		if (!this.storeFails) {
			this.storeFails = true;
			logger.error("The store could not take an update; until it can, failures are counted, not logged", ex);
		}
		updateStatus(DataSourceState.INTERRUPTED,
				DataSourceErrorInfo.of(DataSourceErrorKind.STORE_ERROR, ex.toString(), this.clock.instant()));
	}

	private enum Outcome {

		APPLIED, REJECTED, FAILED

	}

}
