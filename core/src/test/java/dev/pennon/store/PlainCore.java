package dev.pennon.store;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A database in memory that can do no more than every core must.
 */
final class PlainCore implements FeatureStoreCore {

	final MapCore database = new MapCore();

	@Override
	public void initInternal(Map<VersionedDataKind<?>, Map<String, SerializedItem>> allData) {
		this.database.initInternal(allData);
	}

	@Override
	public @Nullable SerializedItem getInternal(VersionedDataKind<?> kind, String key) {
		return this.database.getInternal(kind, key);
	}

	@Override
	public Map<String, SerializedItem> getAllInternal(VersionedDataKind<?> kind) {
		return this.database.getAllInternal(kind);
	}

	@Override
	public SerializedItem upsertInternal(VersionedDataKind<?> kind, SerializedItem item) {
		return this.database.upsertInternal(kind, item);
	}

	@Override
	public boolean initializedInternal() {
		return this.database.initializedInternal();
	}

}
