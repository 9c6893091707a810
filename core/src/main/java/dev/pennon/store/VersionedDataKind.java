package dev.pennon.store;

/**
 * A collection of items in a {@link FeatureStore}, such as flags or segments. A store
 * treats a kind as opaque: only the {@linkplain #namespace() namespace} tells collections
 * apart, and it must work for kinds that it has never heard of. Kinds are compared by
 * identity.
 *
 * @param <T> the type of the items
 */
public interface VersionedDataKind<T extends VersionedData> {

	/**
	 * Returns the name of the collection in a store.
	 * @return the namespace, such as {@code features}
	 */
	String namespace();

	/**
	 * Returns the path under which the flag service offers this collection alone.
	 * @return a path that begins with a slash
	 */
	String requestApiPath();

	/**
	 * Returns the prefix of the paths of this kind's items in stream messages.
	 * @return a path that begins and ends with a slash, such as {@code /flags/}
	 */
	String streamApiPath();

	/**
	 * Parses an item. The item remembers {@code json}, so that {@link #encode} gives it
	 * back unchanged.
	 * @param key the storage key
	 * @param json the item as UTF-8 JSON; not modified afterwards by the caller
	 * @return the item, a tombstone if the JSON says that it is deleted
	 * @throws InvalidItemException if the text is not JSON or a known property has a
	 * wrong type
	 */
	T decode(String key, byte[] json);

	/**
	 * Parses an item that is dropped after a single evaluation, because nothing is
	 * cached. It answers as one that was {@linkplain #decode decoded}, but need not be
	 * prepared for being asked often.
	 * @param key the storage key
	 * @param json the item as UTF-8 JSON; not modified afterwards by the caller
	 * @return the item, a tombstone if the JSON says that it is deleted
	 * @throws InvalidItemException if the text is not JSON or a known property has a
	 * wrong type
	 */
	default T decodeForOneUse(String key, byte[] json) {
		return decode(key, json);
	}

	/**
	 * Returns the item as UTF-8 JSON. For an item that was {@linkplain #decode decoded}
	 * this is the text it came from, unknown properties and number formats included.
	 * @param item an item, or a tombstone, of this kind
	 * @return UTF-8 JSON, not to be modified
	 */
	byte[] encode(T item);

	/**
	 * Returns the record of a deletion.
	 * @param key the storage key
	 * @param version the version of the deletion
	 * @return an item that {@linkplain VersionedData#isDeleted() is deleted}
	 */
	T tombstone(String key, long version);

}
