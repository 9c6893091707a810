package dev.pennon.store;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns what a database holds into items and back. An item that cannot be understood is
 * counted each time and logged once.
 */
final class ItemCodec {

	private static final Logger logger = LoggerFactory.getLogger(ItemCodec.class);

	/** So many items are logged by name; more would say nothing new. */
	private static final int LOGGED_ITEMS = 100;

	private final StoreCounters counters;

	private final Set<String> logged = ConcurrentHashMap.newKeySet();

	ItemCodec(StoreCounters counters) {
		this.counters = counters;
	}

	<T extends VersionedData> SerializedItem encode(VersionedDataKind<T> kind, T item) {
		return new SerializedItem(item.key(), item.version(), item.isDeleted(), kind.encode(item));
	}

	Map<VersionedDataKind<?>, Map<String, SerializedItem>> encode(FullDataSet data) {
		Map<VersionedDataKind<?>, Map<String, SerializedItem>> encoded = new LinkedHashMap<>();
		for (VersionedDataKind<?> kind : data.kinds()) {
			encoded.put(kind, encode(kind, data));
		}
		return encoded;
	}

	private <T extends VersionedData> Map<String, SerializedItem> encode(VersionedDataKind<T> kind, FullDataSet data) {
		Map<String, SerializedItem> encoded = new LinkedHashMap<>();
		data.items(kind).forEach((key, item) -> encoded.put(key, encode(kind, item)));
		return encoded;
	}

	<T extends VersionedData> T decode(VersionedDataKind<T> kind, SerializedItem item) {
		return item.isDeleted() ? kind.tombstone(item.key(), item.version()) : kind.decode(item.key(), item.json());
	}

	<T extends VersionedData> T decodeForOneUse(VersionedDataKind<T> kind, SerializedItem item) {
		return item.isDeleted() ? decode(kind, item) : kind.decodeForOneUse(item.key(), item.json());
	}

	/**
	 * Decodes what can be decoded.
	 * @param substitute gives an item, a tombstone or null for one that cannot
	 * @return the items without tombstones
	 */
	<T extends VersionedData> Map<String, T> decodeAll(VersionedDataKind<T> kind, Map<String, SerializedItem> items,
			Substitute<T> substitute) {
		Map<String, T> live = new HashMap<>(items.size() * 4 / 3 + 1);
		items.forEach((key, serialized) -> {
			T item;
			try {
				item = decode(kind, serialized);
			}
			catch (InvalidItemException ex) {
				invalid(kind, key, ex);
				item = substitute.find(key);
			}
			if (item != null && !item.isDeleted()) {
				live.put(key, item);
			}
		});
		return live;
	}

	void invalid(VersionedDataKind<?> kind, String key, InvalidItemException failure) {
		this.counters.invalidItems.increment();
		String name = kind.namespace() + "/" + key;
		if (this.logged.size() < LOGGED_ITEMS && this.logged.add(name)) {
			logger.error("The feature store holds something at {} that is not an item; correct or delete it there: {}",
					name, failure.getMessage());
		}
	}

	/** Finds an item in memory. */
	interface Substitute<T extends VersionedData> {

		@Nullable T find(String key);

	}

}
