package dev.pennon.store;

/**
 * An item that a {@link FeatureStore} keeps: something with a key and a version, or the
 * tombstone of such a thing. Items are immutable.
 */
public interface VersionedData {

	/**
	 * Returns the key under which a store keeps the item: the key of the map or path in
	 * which the item arrived. An item's own JSON may name another one; stores ignore
	 * that.
	 * @return the storage key, possibly empty
	 */
	String key();

	/**
	 * Returns the version. Of two states of one item the higher version is the newer.
	 * @return the version
	 */
	long version();

	/**
	 * Returns whether this is a tombstone: a record that the item was deleted at this
	 * version. Tombstones keep late updates from bringing a deleted item back.
	 * @return whether the item is deleted
	 */
	boolean isDeleted();

}
