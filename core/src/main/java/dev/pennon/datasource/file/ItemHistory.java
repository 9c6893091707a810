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

	private final int size;

	private ItemHistory(Map<String, Entry<T>> entries, int size) {
		this.entries = entries;
		this.size = size;
	}

	static <T extends VersionedData> ItemHistory<T> empty() {
		return new ItemHistory<>(Map.of(), 0);
	}

	/**
	 * Returns an item as it was loaded last.
	 * @param item the item as it is now
	 * @return null if it is new or has changed
	 */
	@Nullable Entry<T> unchanged(FlagFileItem item) {
		Entry<T> before = this.entries.get(item.key());
		return (before != null && before.item != null && Arrays.equals(before.digest, item.digest())) ? before : null;
	}

	/**
	 * Returns the version that an item gets which is new or has changed.
	 * @param item the item as it is now
	 */
	long versionOf(FlagFileItem item) {
		Entry<T> before = this.entries.get(item.key());
		if (before != null) {
			return Math.max(before.version + 1, item.givenVersion());
		}
		return (item.givenVersion() != 0) ? item.givenVersion() : FIRST_VERSION;
	}

	/**
	 * Returns the history after a load.
	 * @param now every item that there is now, by key; kept
	 * @return the new history, or this one if nothing has changed
	 */
	ItemHistory<T> next(Map<String, Entry<T>> now) {
		int size = now.size();
		if (size == this.size
				&& now.entrySet().stream().allMatch((entry) -> isKnown(entry.getKey(), entry.getValue()))) {
			return this;
		}
		this.entries.forEach((key, before) -> now.putIfAbsent(key, before.removed()));
		return new ItemHistory<>(now, size);
	}

	private boolean isKnown(String key, Entry<T> entry) {
		return this.entries.get(key) == entry;
	}

	/**
	 * Returns the items.
	 * @return a new map by key, in the order of the files
	 */
	Map<String, T> items() {
		Map<String, T> items = new LinkedHashMap<>();
		this.entries.forEach((key, entry) -> {
			if (entry.item != null) {
				items.put(key, entry.item);
			}
		});
		return items;
	}

	/**
	 * An item as it was loaded last, or the last version of one that was removed.
	 *
	 * @param <T> the type of the item
	 */
	static final class Entry<T extends VersionedData> {

		private final byte[] digest;

		private final long version;

		private final @Nullable T item;

		Entry(byte[] digest, long version, @Nullable T item) {
			this.digest = digest;
			this.version = version;
			this.item = item;
		}

		private Entry<T> removed() {
			return new Entry<>(this.digest, this.version, null);
		}

	}

}
