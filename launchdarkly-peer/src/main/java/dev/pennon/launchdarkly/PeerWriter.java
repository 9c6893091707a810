package dev.pennon.launchdarkly;

import java.util.Map;

/**
 * What accepts flags and segments. Safe for use by any number of threads.
 */
public interface PeerWriter {

	/**
	 * Parses a full data set, to be given to {@link #init}.
	 * @param flags the JSON of flags by key
	 * @param segments the JSON of segments by key
	 * @return the data
	 */
	Object parse(Map<String, String> flags, Map<String, String> segments);

	/**
	 * Replaces everything.
	 * @param data from {@link #parse}
	 */
	void init(Object data);

	/**
	 * Puts an item in the place of one with a lower version.
	 * @param kind the kind of the item
	 * @param key its key
	 * @param json its JSON
	 * @return whether the caller may go on: a source is told true unless the store fails,
	 * the store itself tells whether the item was written
	 */
	boolean upsert(PeerKind kind, String key, String json);

	/**
	 * Puts a tombstone in the place of an item with a lower version.
	 * @param kind the kind of the item
	 * @param key its key
	 * @param version the version of the deletion
	 * @return as for {@link #upsert}
	 */
	boolean delete(PeerKind kind, String key, int version);

}
