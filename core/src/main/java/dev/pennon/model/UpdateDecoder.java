package dev.pennon.model;

import dev.pennon.store.InvalidItemException;
import dev.pennon.store.VersionedData;
import dev.pennon.store.VersionedDataKind;

/**
 * Decodes the items that a source is sent one by one, for as long as it runs. Texts that
 * recur from one item to the next are one string, and make no garbage; how many are
 * remembered is limited. For one thread.
 */
public final class UpdateDecoder {

	private final SharedValues shared = SharedValues.ofUpdates();

	/**
	 * Decodes an item.
	 * @param <T> the type of the items
	 * @param kind the kind of the item
	 * @param key the storage key
	 * @param json JSON in UTF-8; the item may keep the array, which must not be modified
	 * afterwards
	 * @return the item, or its tombstone
	 * @throws InvalidItemException if the text is malformed or a known property has a
	 * wrong type; the message names the item and the place. The decoder can be used again
	 */
	// A kind decodes items of its own type
	@SuppressWarnings("unchecked")
	public <T extends VersionedData> T decode(VersionedDataKind<T> kind, String key, byte[] json) {
		return (kind instanceof ItemKind<?, ?> known) ? (T) known.decode(key, json, this.shared)
				: kind.decode(key, json);
	}

}
