package dev.pennon.spring.autoconfigure;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.pennon.store.FeatureStoreCore;
import dev.pennon.store.SerializedItem;
import dev.pennon.store.VersionedDataKind;
import org.jspecify.annotations.Nullable;

/**
 * An application's own database, as small as can be.
 */
class MapFeatureStoreCore implements FeatureStoreCore {

	private final Map<String, Map<String, SerializedItem>> itemsByKind = new ConcurrentHashMap<>();

	private volatile boolean initialized;

	@Override
	public void initInternal(Map<VersionedDataKind<?>, Map<String, SerializedItem>> allData) {
		this.itemsByKind.clear();
		allData.forEach((kind, items) -> items(kind).putAll(items));
		this.initialized = true;
	}

	@Override
	public @Nullable SerializedItem getInternal(VersionedDataKind<?> kind, String key) {
		return items(kind).get(key);
	}

	@Override
	public Map<String, SerializedItem> getAllInternal(VersionedDataKind<?> kind) {
		return new HashMap<>(items(kind));
	}

	@Override
	public SerializedItem upsertInternal(VersionedDataKind<?> kind, SerializedItem item) {
		return items(kind).merge(item.key(), item, (old, next) -> (next.version() > old.version()) ? next : old);
	}

	@Override
	public boolean initializedInternal() {
		return this.initialized;
	}

	private Map<String, SerializedItem> items(VersionedDataKind<?> kind) {
		return this.itemsByKind.computeIfAbsent(kind.namespace(), (namespace) -> new ConcurrentHashMap<>());
	}

}
