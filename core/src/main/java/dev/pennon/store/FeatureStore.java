package dev.pennon.store;

import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Holds the latest flags and segments. An item is replaced only by one with a higher
 * version, in whatever order updates arrive, and a deletion leaves a tombstone that
 * counts as a version; {@link #get} and {@link #all} never show tombstones. Safe for use
 * by any number of threads.
 *
 * @see FeatureStoreCore
 */
public interface FeatureStore extends ReadOnlyStore, AutoCloseable {

	/**
	 * Passes an item through a function.
	 * @param <T> the type of the items
	 * @param <R> the type of the result
	 * @param kind the kind of the item
	 * @param key the storage key
	 * @param callback given the item, or null if there is none or it was deleted
	 * @return what the function returned
	 */
	default <T extends VersionedData, R extends @Nullable Object> R get(VersionedDataKind<T> kind, String key,
			Function<@Nullable T, R> callback) {
		return callback.apply(get(kind, key));
	}

	/**
	 * Passes all items of a kind, without tombstones, through a function.
	 * @param <T> the type of the items
	 * @param <R> the type of the result
	 * @param kind the kind
	 * @param callback given an unmodifiable map by storage key
	 * @return what the function returned
	 */
	default <T extends VersionedData, R extends @Nullable Object> R all(VersionedDataKind<T> kind,
			Function<Map<String, T>, R> callback) {
		return callback.apply(all(kind));
	}

	/**
	 * Replaces everything, whatever the versions, and marks the store as initialized.
	 * Items that are not in {@code allData} are gone.
	 * @param allData every item of every kind, tombstones allowed
	 * @throws RuntimeException if the data could not be written
	 */
	void init(FullDataSet allData);

	/**
	 * Puts an item in the place of one with a lower version, or where there was none. A
	 * tombstone is put in the same way.
	 * @param <T> the type of the items
	 * @param kind the kind of the item
	 * @param item the new item, under its storage key
	 * @return whether the store has changed; false means that it already held this
	 * version or a higher one
	 * @throws RuntimeException if the item could not be written
	 */
	<T extends VersionedData> boolean upsert(VersionedDataKind<T> kind, T item);

	/**
	 * Deletes an item with a lower version, or records the deletion of one that is not
	 * there, so that a late update with a lower version does not bring it back.
	 * @param <T> the type of the items
	 * @param kind the kind of the item
	 * @param key the storage key
	 * @param version the version of the deletion
	 * @return whether the store has changed
	 * @throws RuntimeException if the deletion could not be written
	 */
	default <T extends VersionedData> boolean delete(VersionedDataKind<T> kind, String key, long version) {
		return upsert(kind, kind.tombstone(key, version));
	}

	/**
	 * Returns whether this store calls {@link VersionedDataKind#encode}. Where it does
	 * not, whoever parses the data need not keep the text of each item in memory.
	 * @return true unless overridden
	 */
	default boolean needsJson() {
		return true;
	}

	/**
	 * Returns who tells whether the store can be used.
	 * @return the provider, always the same one, or null if the store does not notice
	 * failures of its own
	 */
	default @Nullable DataStoreStatusProvider statusProvider() {
		return null;
	}

	/**
	 * Releases what the store holds. Calling it again has no effect.
	 */
	@Override
	default void close() {
	}

}
