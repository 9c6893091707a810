package dev.pennon.store;

/**
 * An item as a database holds it. The database may keep version and deletion mark apart
 * from the text, or find them in it.
 */
public final class SerializedItem {

	private final String key;

	private final long version;

	private final boolean deleted;

	private final byte[] json;

	/**
	 * Creates an item.
	 * @param key the storage key
	 * @param version the version
	 * @param deleted whether this is a tombstone
	 * @param json the item as UTF-8 JSON, a tombstone's own text included; not copied,
	 * not to be modified
	 */
	public SerializedItem(String key, long version, boolean deleted, byte[] json) {
		this.key = key;
		this.version = version;
		this.deleted = deleted;
		this.json = json;
	}

	/**
	 * Creates an item whose version and deletion mark are known only to its text.
	 * @param key the storage key
	 * @param json the item as UTF-8 JSON; not copied, not to be modified
	 * @return an item with version -1 that is not marked as deleted
	 */
	public static SerializedItem ofJson(String key, byte[] json) {
		return new SerializedItem(key, -1, false, json);
	}

	/**
	 * Returns the storage key.
	 * @return the key
	 */
	public String key() {
		return this.key;
	}

	/**
	 * Returns the version.
	 * @return the version, or -1 if only the text tells
	 */
	public long version() {
		return this.version;
	}

	/**
	 * Returns whether this is marked as a tombstone.
	 * @return whether the item is deleted; false if only the text tells
	 */
	public boolean isDeleted() {
		return this.deleted;
	}

	/**
	 * Returns the item as UTF-8 JSON.
	 * @return the text, not a copy and not to be modified
	 */
	public byte[] json() {
		return this.json;
	}

	@Override
	public String toString() {
		return "%s version %d%s".formatted(this.key, this.version, this.deleted ? ", deleted" : "");
	}

}
