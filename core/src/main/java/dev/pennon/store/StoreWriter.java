package dev.pennon.store;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Writes to the database what the source delivers, and later what could not be written at
 * once. What Pennon writes on its own account is a merge by versions, never a replacement
 * of everything.
 * <p>
 * A lock puts the writes of this process in order. It is held while the database is
 * asked, at most for one time limit when something is written back; no reader takes it.
 */
final class StoreWriter {

	/**
	 * One batch is one request within the ordinary time limit, on a busy database too.
	 */
	private static final int BATCH_ITEMS = 200;

	private static final int BATCH_BYTES = 256 * 1024;

	private final ReentrantLock writing = new ReentrantLock();

	// Guarded by the lock
	private final Set<VersionedDataKind<?>> writtenKinds = new LinkedHashSet<>();

	private final FeatureStoreCore core;

	private final ItemCodec codec;

	private final StoreMemory memory;

	private final StoreAvailability availability;

	private final StoreCounters counters;

	private volatile StoreReader.RaceHook raceHook = StoreReader.RaceHook.NONE;

	StoreWriter(FeatureStoreCore core, ItemCodec codec, StoreMemory memory, StoreAvailability availability,
			StoreCounters counters) {
		this.core = core;
		this.codec = codec;
		this.memory = memory;
		this.availability = availability;
		this.counters = counters;
	}

	void setRaceHook(StoreReader.RaceHook raceHook) {
		this.raceHook = raceHook;
	}

	/**
	 * Remembers a full data set and puts it into the database, if that is possible.
	 * @param cache run after that, before any other write
	 */
	void init(FullDataSet data, Runnable cache) {
		this.memory.init(data);
		this.writing.lock();
		try {
			if (!this.availability.isReachable() || !tryInit(data)) {
				this.memory.addAllUnwritten();
			}
			cache.run();
		}
		finally {
			this.writing.unlock();
		}
	}

	private boolean tryInit(FullDataSet data) {
		try {
			this.counters.writes.increment();
			this.core.initInternal(encodeWithOldKinds(data));
			this.raceHook.answered("");
			this.memory.takeUnwritten();
			this.availability.rewritten();
			return true;
		}
		catch (RuntimeException ex) {
			this.availability.failed(ex);
			return false;
		}
	}

	// A kind that the new data lacks is gone, but the database does not know its name
	private Map<VersionedDataKind<?>, Map<String, SerializedItem>> encodeWithOldKinds(FullDataSet data) {
		Map<VersionedDataKind<?>, Map<String, SerializedItem>> encoded = this.codec.encode(data);
		this.writtenKinds.forEach((kind) -> encoded.putIfAbsent(kind, Map.of()));
		this.writtenKinds.addAll(data.kinds());
		return encoded;
	}

	/**
	 * Puts an item into the database, or remembers it for later.
	 * @param cache given the item that is known to be the newest
	 * @return whether anything has changed
	 * @throws RuntimeException if the database failed and there is no full data set in
	 * memory that the item could be part of
	 */
	<T extends VersionedData> boolean upsert(VersionedDataKind<T> kind, T item, Written<T> cache) {
		boolean remembered = this.memory.put(kind, item);
		this.writing.lock();
		try {
			if (!this.availability.isAcceptingWrites() && this.memory.isFull()) {
				return later(kind, item, remembered, cache);
			}
			if (!this.availability.isReachable()) {
				throw new StoreUnavailableException("%s/%s cannot be written, the feature store is unavailable: %s"
					.formatted(kind.namespace(), item.key(), this.availability.condition().lastError()), null);
			}
			return upsertNow(kind, item, cache);
		}
		catch (RuntimeException ex) {
			if (!this.memory.isFull()) {
				this.availability.updateLost();
				throw ex;
			}
			return later(kind, item, remembered, cache);
		}
		finally {
			this.writing.unlock();
		}
	}

	private <T extends VersionedData> boolean upsertNow(VersionedDataKind<T> kind, T item, Written<T> cache) {
		SerializedItem mine = this.codec.encode(kind, item);
		SerializedItem stored;
		try {
			this.counters.writes.increment();
			this.writtenKinds.add(kind);
			stored = this.core.upsertInternal(kind, mine);
			this.raceHook.answered(item.key());
		}
		catch (RuntimeException ex) {
			this.availability.failed(ex);
			throw ex;
		}
		T newest = (stored == mine) ? item : decode(kind, stored, item);
		this.memory.put(kind, newest);
		cache.accept(newest);
		return stored == mine;
	}

	private <T extends VersionedData> T decode(VersionedDataKind<T> kind, SerializedItem stored, T fallback) {
		try {
			return this.codec.decode(kind, stored);
		}
		catch (InvalidItemException ex) {
			this.codec.invalid(kind, stored.key(), ex);
			return fallback;
		}
	}

	private <T extends VersionedData> boolean later(VersionedDataKind<T> kind, T item, boolean remembered,
			Written<T> cache) {
		this.memory.addUnwritten(kind, item.key());
		cache.accept(item);
		return remembered;
	}

	/** Runs something that no write of this process may overlap. */
	<R> R exclusively(Supplier<R> action) {
		this.writing.lock();
		try {
			return action.get();
		}
		finally {
			this.writing.unlock();
		}
	}

	/**
	 * Writes back what the database may not hold yet, in batches, and then runs something
	 * before any other write.
	 * @throws RuntimeException if the database failed; what was not written is kept
	 */
	void writeBack(Runnable completed) {
		boolean any = false;
		while (!exclusively(() -> completeIfWritten(completed))) {
			// One item finds out whether the database accepts writes at all
			writeBatches(this.memory.takeUnwritten(), any ? BATCH_ITEMS : 1);
			any = true;
		}
	}

	private boolean completeIfWritten(Runnable completed) {
		if (this.memory.hasUnwritten()) {
			return false;
		}
		completed.run();
		return true;
	}

	private void writeBatches(Map<VersionedDataKind<?>, Set<String>> unwritten, int firstBatch) {
		int limit = firstBatch;
		try {
			for (Map.Entry<VersionedDataKind<?>, Set<String>> entry : unwritten.entrySet()) {
				Set<String> keys = entry.getValue();
				while (!keys.isEmpty()) {
					int items = limit;
					List<String> batch = exclusively(() -> writeBatch(entry.getKey(), keys, items));
					batch.forEach(keys::remove);
					limit = BATCH_ITEMS;
				}
			}
			markInitialized();
		}
		catch (RuntimeException ex) {
			unwritten.forEach((kind, keys) -> keys.forEach((key) -> this.memory.addUnwritten(kind, key)));
			throw ex;
		}
	}

	private void markInitialized() {
		if (this.core instanceof HealableFeatureStoreCore healable && this.memory.isFull()) {
			healable.markInitializedInternal();
		}
	}

	private <T extends VersionedData> List<String> writeBatch(VersionedDataKind<T> kind, Set<String> keys,
			int maximumItems) {
		InMemoryState state = this.memory.state();
		List<String> taken = new ArrayList<>();
		List<SerializedItem> items = new ArrayList<>();
		int bytes = 0;
		for (String key : keys) {
			if (taken.size() == maximumItems || bytes > BATCH_BYTES) {
				break;
			}
			taken.add(key);
			T item = (state != null) ? state.known(kind, key) : null;
			if (item != null) {
				SerializedItem encoded = this.codec.encode(kind, item);
				items.add(encoded);
				bytes += encoded.json().length;
			}
		}
		merge(kind, items);
		return taken;
	}

	private void merge(VersionedDataKind<?> kind, List<SerializedItem> items) {
		this.counters.writes.increment();
		if (this.core instanceof HealableFeatureStoreCore healable) {
			healable.mergeInternal(Map.of(kind, items));
			return;
		}
		for (SerializedItem item : items) {
			this.core.upsertInternal(kind, item);
		}
	}

	/** Takes an item into the cache. */
	interface Written<T extends VersionedData> {

		void accept(T item);

	}

}
