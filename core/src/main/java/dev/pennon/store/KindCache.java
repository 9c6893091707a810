package dev.pennon.store;

import java.util.HashMap;
import java.util.Map;

import dev.pennon.internal.concurrent.Ticker;

/**
 * What a {@link CachingStoreWrapper} remembers of one kind: single items, and the whole
 * kind. The two do not fill each other.
 *
 * @param <T> the type of the items
 */
final class KindCache<T extends VersionedData> {

	private final ItemCache<T> items;

	private final AllCache<T> all;

	KindCache(CacheConfig config, Ticker ticker) {
		this.items = new ItemCache<>(config, ticker);
		this.all = new AllCache<>(config, ticker);
	}

	ItemCache<T> items() {
		return this.items;
	}

	AllCache<T> all() {
		return this.all;
	}

	void fill(Map<String, T> given) {
		this.items.fill(given);
		Map<String, T> live = new HashMap<>(given);
		live.values().removeIf(VersionedData::isDeleted);
		this.all.fill(live);
	}

	void put(T item) {
		this.items.put(item);
		this.all.written(item);
	}

	void expire() {
		this.items.expire();
		this.all.expire();
	}

}
