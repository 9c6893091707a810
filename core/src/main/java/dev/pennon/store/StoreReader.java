package dev.pennon.store;

import java.time.Duration;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;

import dev.pennon.internal.collection.PersistentMap;
import org.jspecify.annotations.Nullable;

/**
 * Asks the database, and knows what to answer when it cannot be asked: the last full data
 * of this process's own source, else what was read before, however old the configuration
 * lets it be.
 * <p>
 * Holds no state but counters; safe for use by any number of threads.
 */
final class StoreReader {

	private final FeatureStoreCore core;

	private final ItemCodec codec;

	private final StoreMemory memory;

	private final StoreAvailability availability;

	private final StoreCounters counters;

	private volatile RaceHook raceHook = RaceHook.NONE;

	private volatile boolean anythingRead;

	StoreReader(FeatureStoreCore core, ItemCodec codec, StoreMemory memory, StoreAvailability availability,
			StoreCounters counters) {
		this.core = core;
		this.codec = codec;
		this.memory = memory;
		this.availability = availability;
		this.counters = counters;
	}

	void setRaceHook(RaceHook raceHook) {
		this.raceHook = raceHook;
	}

	/** Whether the database ever gave this process an item. */
	boolean hasReadAnything() {
		return this.anythingRead;
	}

	/**
	 * Whether to ask the database at all. While it does not take what the source
	 * delivers, the memory is ahead of it.
	 */
	boolean mayAsk() {
		return this.availability.isReachable() && (this.availability.isAcceptingWrites() || !this.memory.isFull());
	}

	<T extends VersionedData> @Nullable T ask(VersionedDataKind<T> kind, String key) {
		return ask(kind, key, this.codec::decode);
	}

	/** Asks for an item that will not be kept. */
	<T extends VersionedData> @Nullable T askForOneUse(VersionedDataKind<T> kind, String key) {
		return ask(kind, key, this.codec::decodeForOneUse);
	}

	private <T extends VersionedData> @Nullable T ask(VersionedDataKind<T> kind, String key,
			BiFunction<VersionedDataKind<T>, SerializedItem, T> decode) {
		this.counters.loads.increment();
		try {
			SerializedItem answer = this.core.getInternal(kind, key);
			T item = (answer != null) ? decode.apply(kind, answer) : null;
			this.anythingRead |= item != null;
			this.raceHook.answered(key);
			return item;
		}
		catch (InvalidItemException ex) {
			this.codec.invalid(kind, key, ex);
			throw ex;
		}
		catch (RuntimeException ex) {
			noteFailure(ex);
			throw ex;
		}
	}

	<T extends VersionedData> PersistentMap<T> askAll(VersionedDataKind<T> kind, @Nullable ItemCache<T> cached) {
		this.counters.loads.increment();
		try {
			Map<String, SerializedItem> answer = this.core.getAllInternal(kind);
			Map<String, T> live = this.codec.decodeAll(kind, answer, (key) -> substitute(kind, key, cached));
			this.anythingRead |= !live.isEmpty();
			this.raceHook.answered(kind.namespace());
			return PersistentMap.copyOf(live);
		}
		catch (InvalidItemException ex) {
			this.codec.invalid(kind, "", ex);
			throw ex;
		}
		catch (RuntimeException ex) {
			noteFailure(ex);
			throw ex;
		}
	}

	private <T extends VersionedData> @Nullable T substitute(VersionedDataKind<T> kind, String key,
			@Nullable ItemCache<T> cached) {
		InMemoryState state = this.memory.state();
		if (state != null) {
			return state.known(kind, key);
		}
		CacheEntry<T> entry = (cached != null) ? cached.entry(key) : null;
		return (entry != null) ? entry.value() : null;
	}

	boolean askInitialized() {
		this.counters.loads.increment();
		try {
			return this.core.initializedInternal();
		}
		catch (InvalidItemException ex) {
			return false;
		}
		catch (RuntimeException ex) {
			noteFailure(ex);
			throw ex;
		}
	}

	// Who may not read one kind, or everything at once, may read the rest
	private void noteFailure(RuntimeException failure) {
		if (failure instanceof StoreAccessRefusedException && this.core.isAvailable()) {
			this.availability.readRefused(failure);
		}
		else {
			this.availability.failed(failure);
		}
	}

	/**
	 * Answers for a database that could not.
	 * @param entry what was read before, or null
	 * @param now a reading of the cache's ticker
	 * @param failure why the database could not answer, or null if it was not asked
	 * @return the item, a tombstone, or null
	 */
	<T extends VersionedData> @Nullable T withoutDatabase(VersionedDataKind<T> kind, String key,
			@Nullable CacheEntry<T> entry, long now, @Nullable RuntimeException failure) {
		InMemoryState state = this.memory.state();
		T read = (entry != null) ? entry.value() : null;
		if (state != null) {
			this.counters.staleAnswers.increment();
			T delivered = state.known(kind, key);
			return (delivered == null || (read != null && read.version() > delivered.version())) ? read : delivered;
		}
		if (entry != null && entry.isUsable(now)) {
			this.counters.staleAnswers.increment();
			return read;
		}
		throw failure(failure, () -> "%s/%s".formatted(kind.namespace(), key));
	}

	<T extends VersionedData> Map<String, T> allWithoutDatabase(VersionedDataKind<T> kind,
			@Nullable CacheEntry<? extends Map<String, T>> entry, long now, @Nullable RuntimeException failure) {
		InMemoryState state = this.memory.state();
		if (state != null) {
			this.counters.staleAnswers.increment();
			return state.all(kind);
		}
		if (entry != null && entry.isUsable(now)) {
			this.counters.staleAnswers.increment();
			return entry.value();
		}
		throw failure(failure, kind::namespace);
	}

	private RuntimeException failure(@Nullable RuntimeException failure, Supplier<String> what) {
		if (failure != null) {
			return failure;
		}
		StoreAvailability.Condition condition = this.availability.condition();
		return new StoreUnavailableException(
				"The feature store has been unavailable since %s, and %s is not in memory: %s"
					.formatted(condition.since(), what.get(), condition.lastError()),
				null);
	}

	/** Where tests make a race happen: between the database's answer and its use. */
	interface RaceHook {

		RaceHook NONE = (key) -> {
		};

		void answered(String key);

	}

}
