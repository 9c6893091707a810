package dev.pennon.store;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;

import dev.pennon.internal.concurrent.Ticker;

/**
 * What a {@link CachingStoreWrapper} remembers of the database, from one full data set to
 * the next. A load that began before a full data set arrived ends in a cache that nobody
 * looks at any more.
 * <p>
 * Safe for use by any number of threads; the map of kinds is concurrent.
 */
final class StoreCache {

	private final CacheConfig config;

	private final Ticker ticker;

	private final ConcurrentMap<VersionedDataKind<?>, KindCache<?>> kinds = new ConcurrentHashMap<>();

	StoreCache(CacheConfig config, Ticker ticker) {
		this.config = config;
		this.ticker = ticker;
	}

	static StoreCache of(FullDataSet data, CacheConfig config, Ticker ticker) {
		StoreCache cache = new StoreCache(config, ticker);
		if (config.mode() != CacheMode.OFF) {
			for (VersionedDataKind<?> kind : data.kinds()) {
				cache.fill(kind, data);
			}
		}
		return cache;
	}

	private <T extends VersionedData> void fill(VersionedDataKind<T> kind, FullDataSet data) {
		of(kind).fill(data.items(kind));
	}

	// Only the kind itself leads to its cache
	@SuppressWarnings("unchecked")
	<T extends VersionedData> KindCache<T> of(VersionedDataKind<T> kind) {
		KindCache<?> present = this.kinds.get(kind);
		if (present == null) {
			present = this.kinds.computeIfAbsent(kind, (ignored) -> new KindCache<>(this.config, this.ticker));
		}
		return (KindCache<T>) present;
	}

	<T extends VersionedData> void put(VersionedDataKind<T> kind, T item) {
		if (this.config.mode() != CacheMode.OFF) {
			of(kind).put(item);
		}
	}

	void forgetMisses() {
		forEach((kind) -> kind.items().forgetMisses());
	}

	void expire() {
		forEach(KindCache::expire);
	}

	private void forEach(Consumer<KindCache<?>> action) {
		this.kinds.values().forEach(action);
	}

}
