package dev.pennon.datasource.file;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.pennon.store.VersionedData;
import org.jspecify.annotations.Nullable;

/**
 * The items of one kind as they were loaded last, and the last version of each item that
 * was ever loaded. An item's version rises when its content has changed or when it comes
 * back after it was removed, and at no other time. Immutable.
 *
 * @param <T> the type of the items
 */
final class ItemHistory<T extends VersionedData> {

	private static final long FIRST_VERSION = 1;

	private final Map<String, Entry<T>> entries;

	private ItemHistory(Map<String, Entry<T>> entries) {
		this.entries = entries;
	}

	static <T extends VersionedData> ItemHistory<T> empty() {
		return new ItemHistory<>(Map.of());
	}

	/**
	 * Returns which items are new or have changed.
	 * @param items every item that there is now, by key
	 * @return the version that each of them gets, by key, in the order of the items
	 */
	Map<String, Long> changedVersions(Map<String, FlagFileItem> items) {
		Map<String, Long> versions = new LinkedHashMap<>();
		items.forEach((key, item) -> {
			Entry<T> before = this.entries.get(key);
			if (before == null || before.item() == null || !Arrays.equals(before.digest(), item.digest())) {
				versions.put(key, version(item.givenVersion(), before));
			}
		});
		return versions;
	}

	/**
	 * Returns the history after a load.
	 * @param items every item that there is now, by key
	 * @param changed those of them that are new or have changed, with their new versions
	 * @return the new history, or this one if nothing has changed
	 */
	ItemHistory<T> next(Map<String, FlagFileItem> items, Map<String, T> changed) {
		if (changed.isEmpty() && items.size() == items().size()) {
			return this;
		}
		Map<String, Entry<T>> next = new LinkedHashMap<>();
		items.forEach((key, item) -> {
			T newItem = changed.get(key);
			Entry<T> before = this.entries.get(key);
			if (newItem != null) {
				next.put(key, new Entry<>(item.digest(), newItem.version(), newItem));
			}
			else if (before != null) {
				next.put(key, before);
			}
		});
		this.entries.forEach((key, before) -> next.putIfAbsent(key, before.removed()));
		return new ItemHistory<>(next);
	}

	private static long version(long given, @Nullable Entry<?> before) {
		if (before != null) {
			return Math.max(before.version() + 1, given);
		}
		return (given != 0) ? given : FIRST_VERSION;
	}

	/**
	 * Returns the items.
	 * @return a new map by key, in the order of the files
	 */
	Map<String, T> items() {
		Map<String, T> items = new LinkedHashMap<>();
		this.entries.forEach((key, entry) -> {
			if (entry.item() != null) {
				items.put(key, entry.item());
			}
		});
		return items;
	}

	private static final class Entry<T extends VersionedData> {

		private final byte[] digest;

		private final long version;

		private final @Nullable T item;

		Entry(byte[] digest, long version, @Nullable T item) {
			this.digest = digest;
			this.version = version;
			this.item = item;
		}

		byte[] digest() {
			return this.digest;
		}

		long version() {
			return this.version;
		}

		@Nullable T item() {
			return this.item;
		}

		Entry<T> removed() {
			return new Entry<>(this.digest, this.version, null);
		}

	}

}
