package dev.pennon.datasource;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.pennon.internal.concurrent.ListenerDispatcher;
import dev.pennon.internal.concurrent.Listeners;
import dev.pennon.store.FullDataSet;
import dev.pennon.store.ReadOnlyStore;
import dev.pennon.store.SnapshotFeatureStore;
import dev.pennon.store.VersionedData;
import dev.pennon.store.VersionedDataKind;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out which flags an update changes, and tells the listeners. It has an index of
 * the data only while somebody listens.
 * <p>
 * It is told of updates one after the other, under the lock of {@link DataSourceUpdates};
 * listeners come and go at any time. Whether there are any is looked at after the store
 * was written: one that has read a flag before that write is told of it.
 */
final class FlagChangeDetector {

	private static final Logger logger = LoggerFactory.getLogger(FlagChangeDetector.class);

	private final ReadOnlyStore store;

	private final ItemDependencies dependencies;

	private final Listeners<FlagChange> listeners;

	// Describes what the store holds; null while nobody listens
	private @Nullable DependencyIndex index;

	FlagChangeDetector(ReadOnlyStore store, ItemDependencies dependencies, ListenerDispatcher dispatcher) {
		this.store = store;
		this.dependencies = dependencies;
		this.listeners = new Listeners<>(dispatcher);
	}

	Listeners<FlagChange> listeners() {
		return this.listeners;
	}

	/**
	 * Remembers what the store holds before everything is replaced, at no cost if nobody
	 * listens.
	 * @return gives the index of that, if it is needed after all
	 */
	Supplier<DependencyIndex> beforeInit() {
		DependencyIndex known = this.index;
		if (known != null) {
			return () -> known;
		}
		if (this.store instanceof SnapshotFeatureStore snapshotStore) {
			ReadOnlyStore before = snapshotStore.snapshot();
			return () -> new DependencyIndex(this.dependencies, before::all);
		}
		DependencyIndex read = this.listeners.isEmpty() ? null : readStore();
		return () -> (read != null) ? read : new DependencyIndex(this.dependencies, (kind) -> Map.of());
	}

	/**
	 * Tells the listeners which flags have changed with everything.
	 */
	void initialized(Supplier<DependencyIndex> before, FullDataSet allData) {
		if (this.listeners.isEmpty()) {
			this.index = null;
			return;
		}
		DependencyIndex next = new DependencyIndex(this.dependencies, allData::items);
		this.index = next;
		this.listeners.dispatchAll(next.changesSince(before.get()));
	}

	/**
	 * Tells the listeners which flags have changed with an item.
	 */
	void upserted(VersionedDataKind<?> kind, VersionedData item) {
		if (this.listeners.isEmpty()) {
			this.index = null;
			return;
		}
		DependencyIndex current = this.index;
		if (current == null) {
			current = readStore();
			this.index = current;
		}
		if (current != null) {
			current.put(kind, item.key(), item);
			this.listeners.dispatchAll(current.changesBy(kind, item.key()));
		}
		else if (this.dependencies.isAnnounced(kind)) {
			this.listeners.dispatch(new FlagChange(item.key()));
		}
	}

	/**
	 * Tells the listeners which flags differ from what the index describes.
	 * @throws RuntimeException if the store cannot be read
	 */
	void storeChanged() {
		if (this.listeners.isEmpty()) {
			this.index = null;
			return;
		}
		DependencyIndex before = this.index;
		DependencyIndex next = new DependencyIndex(this.dependencies, this.store::all);
		this.index = next;
		this.listeners.dispatchAll(next
			.differencesFrom((before != null) ? before : new DependencyIndex(this.dependencies, (kind) -> Map.of())));
	}

	private @Nullable DependencyIndex readStore() {
		try {
			return new DependencyIndex(this.dependencies, this.store::all);
		}
		catch (RuntimeException ex) {
			logger.warn("The store cannot be read, so that listeners may miss changes of flags that depend on others",
					ex);
			return null;
		}
	}

}
