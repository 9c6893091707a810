package dev.pennon.store;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What evaluation may ask of a store. Safe for use by any number of threads.
 */
public interface ReadOnlyStore {

	/**
	 * Returns an item.
	 * @param <T> the type of the items
	 * @param kind the kind of the item
	 * @param key the storage key
	 * @return the item, or null if there is none or it was deleted
	 * @throws RuntimeException if the store could not be asked
	 */
	<T extends VersionedData> @Nullable T get(VersionedDataKind<T> kind, String key);

	/**
	 * Returns all items of a kind, without tombstones.
	 * @param <T> the type of the items
	 * @param kind the kind
	 * @return an unmodifiable map by storage key, in no particular order; empty for a
	 * kind that the store does not know
	 * @throws RuntimeException if the store could not be asked
	 */
	<T extends VersionedData> Map<String, T> all(VersionedDataKind<T> kind);

	/**
	 * Returns whether the store holds a full set of data: whether it was ever
	 * {@linkplain FeatureStore#init initialized}, by this process or another.
	 * @return whether there is data to evaluate with
	 */
	boolean isInitialized();

	/**
	 * Returns this store as one whose reads may have to wait. Every evaluation asks. A
	 * test with {@code instanceof} for an interface that a class does not implement was a
	 * quarter of the simplest evaluation.
	 * @return this store, or null if its reads never wait for long
	 */
	default @Nullable RemoteFeatureStore asRemote() {
		return null;
	}

}
