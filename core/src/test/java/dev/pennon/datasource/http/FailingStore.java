package dev.pennon.datasource.http;

import java.util.Map;

import dev.pennon.store.FeatureStore;
import dev.pennon.store.FullDataSet;
import dev.pennon.store.InMemoryFeatureStore;
import dev.pennon.store.VersionedData;
import dev.pennon.store.VersionedDataKind;
import org.jspecify.annotations.Nullable;

/**
 * A store that refuses updates while it is told to.
 */
final class FailingStore implements FeatureStore {

	private final InMemoryFeatureStore store = new InMemoryFeatureStore();

	volatile boolean fails;

	@Override
	public <T extends VersionedData> @Nullable T get(VersionedDataKind<T> kind, String key) {
		return this.store.get(kind, key);
	}

	@Override
	public <T extends VersionedData> Map<String, T> all(VersionedDataKind<T> kind) {
		return this.store.all(kind);
	}

	@Override
	public boolean isInitialized() {
		return this.store.isInitialized();
	}

	@Override
	public void init(FullDataSet allData) {
		failIfToldTo();
		this.store.init(allData);
	}

	@Override
	public <T extends VersionedData> boolean upsert(VersionedDataKind<T> kind, T item) {
		failIfToldTo();
		return this.store.upsert(kind, item);
	}

	private void failIfToldTo() {
		if (this.fails) {
			throw new IllegalStateException("the store is away");
		}
	}

}
