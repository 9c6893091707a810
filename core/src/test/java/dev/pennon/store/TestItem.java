package dev.pennon.store;

import java.util.List;

/**
 * An item that is neither a flag nor a segment, as a store must be able to keep it.
 *
 * @param key the storage key
 * @param version the version
 * @param isDeleted whether this is a tombstone
 * @param name some content
 * @param dependencies the keys of the items of the same kind that it depends on
 */
public record TestItem(String key, long version, boolean isDeleted, String name,
		List<String> dependencies) implements VersionedData {

	/**
	 * Creates an item that depends on nothing.
	 * @param key the storage key
	 * @param version the version
	 * @return the item
	 */
	public static TestItem of(String key, long version) {
		return new TestItem(key, version, false, "", List.of());
	}

	/**
	 * Creates a tombstone.
	 * @param key the storage key
	 * @param version the version of the deletion
	 * @return the tombstone
	 */
	public static TestItem tombstone(String key, long version) {
		return new TestItem(key, version, true, "", List.of());
	}

	/**
	 * Returns an item like this one with other content.
	 * @param name the content
	 * @return another item
	 */
	public TestItem named(String name) {
		return new TestItem(this.key, this.version, this.isDeleted, name, this.dependencies);
	}

	/**
	 * Returns an item like this one that depends on others.
	 * @param keys their storage keys
	 * @return another item
	 */
	public TestItem dependingOn(String... keys) {
		return new TestItem(this.key, this.version, this.isDeleted, this.name, List.of(keys));
	}

}
