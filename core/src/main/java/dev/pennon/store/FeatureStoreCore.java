package dev.pennon.store;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The part of a database-backed store that speaks to the database, and nothing else: it
 * neither caches nor hides tombstones. {@link CachingStoreWrapper} makes a
 * {@link FeatureStore} of it. Safe for use by any number of threads.
 * <p>
 * A method throws {@link InvalidItemException} when what the database holds under the
 * name in question cannot be an item, {@link StoreWriteRefusedException} when the
 * database answers but does not accept a write, {@link StoreAccessRefusedException} when
 * it does not let this process read, and any other {@link RuntimeException} when the
 * database cannot be asked; after that it is left alone until {@link #isAvailable} says
 * that it can. Waiting for an answer must have a limit.
 * <p>
 * An item that is returned may be {@linkplain SerializedItem#ofJson without} version and
 * deletion mark where the database keeps them in the text alone.
 *
 * @see HealableFeatureStoreCore
 */
public interface FeatureStoreCore extends AutoCloseable {

	/**
	 * Replaces everything, if the database can do so as one step; else writes kinds and
	 * items in the order in which they are given, removes what is left over, and last
	 * marks the data as initialized.
	 * @param allData the serialized items by kind and storage key, in dependency order
	 */
	void initInternal(Map<VersionedDataKind<?>, Map<String, SerializedItem>> allData);

	/**
	 * Returns an item or its tombstone.
	 * @param kind the kind of the item
	 * @param key the storage key
	 * @return the item, or null if the database has none
	 */
	@Nullable SerializedItem getInternal(VersionedDataKind<?> kind, String key);

	/**
	 * Returns all items of a kind, tombstones included.
	 * @param kind the kind
	 * @return the items by storage key
	 */
	Map<String, SerializedItem> getAllInternal(VersionedDataKind<?> kind);

	/**
	 * Puts an item in the place of one with a lower version, or where there was none. The
	 * comparison and the write are one step, whoever else writes.
	 * @param kind the kind of the item
	 * @param item the new item or tombstone
	 * @return the item that the database holds afterwards: {@code item} itself if it was
	 * written, else the one that was not older
	 */
	SerializedItem upsertInternal(VersionedDataKind<?> kind, SerializedItem item);

	/**
	 * Asks the database whether anyone has initialized it.
	 * @return whether it is initialized
	 */
	boolean initializedInternal();

	/**
	 * Asks the database for a sign of life, with the smallest request there is that takes
	 * the same rights as reading an item.
	 * @return whether items can be asked for; never throws
	 */
	default boolean isAvailable() {
		try {
			initializedInternal();
			return true;
		}
		catch (RuntimeException ex) {
			return false;
		}
	}

	/**
	 * Releases connections. Calling it again has no effect.
	 */
	@Override
	default void close() {
	}

}
