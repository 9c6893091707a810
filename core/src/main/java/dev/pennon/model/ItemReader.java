package dev.pennon.model;

import dev.pennon.store.InvalidItemException;

/**
 * Reads flags and segments one by one, so that equal texts of all of them share one
 * string. For one thread, and for one load: it remembers the texts.
 */
public final class ItemReader {

	private final SharedValues shared = new SharedValues();

	private final boolean keepJson;

	/**
	 * Creates a reader.
	 * @param keepJson whether each item keeps a copy of its JSON, which a store that
	 * serializes items needs
	 */
	public ItemReader(boolean keepJson) {
		this.keepJson = keepJson;
	}

	/**
	 * Reads a flag.
	 * @param key the storage key
	 * @param buffer begins with UTF-8 JSON of the flag, and can be used again afterwards
	 * @param length how long that is, in bytes
	 * @return the flag, or its tombstone
	 * @throws InvalidItemException if the text is malformed or a known property has a
	 * wrong type; the message names the place
	 */
	public FeatureFlag flag(String key, byte[] buffer, int length) {
		return DataKinds.FLAG_KIND.decode(key, buffer, length, this.shared, this.keepJson);
	}

	/**
	 * Reads a segment.
	 * @param key the storage key
	 * @param buffer begins with UTF-8 JSON of the segment, and can be used again
	 * afterwards
	 * @param length how long that is, in bytes
	 * @return the segment, or its tombstone
	 * @throws InvalidItemException if the text is malformed or a known property has a
	 * wrong type; the message names the place
	 */
	public Segment segment(String key, byte[] buffer, int length) {
		return DataKinds.SEGMENT_KIND.decode(key, buffer, length, this.shared, this.keepJson);
	}

}
