package dev.pennon.datasource.file;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.pennon.store.InvalidItemException;
import dev.pennon.store.VersionedData;

/**
 * Collects the items of one kind from all files, in the order of their definition: those
 * that have not changed as they were loaded last, and the others parsed at once, so that
 * no more than one item exists as text. For one thread.
 *
 * @param <T> the type of the items
 */
final class FlagFileItems<T extends VersionedData> {

	private final String noun;

	private final ItemHistory<T> before;

	private final DuplicateKeys duplicateKeys;

	private final Decoder<T> decoder;

	private final Map<String, FlagFileItem> definitions = new HashMap<>();

	private final Map<String, ItemHistory.Entry<T>> entries = new LinkedHashMap<>();

	/**
	 * Creates a collection without items.
	 * @param noun what messages call an item; the member of the file that holds items is
	 * its plural
	 * @param before what was loaded last
	 * @param duplicateKeys what to do when a key is defined twice
	 * @param decoder parses what has changed
	 */
	FlagFileItems(String noun, ItemHistory<T> before, DuplicateKeys duplicateKeys, Decoder<T> decoder) {
		this.noun = noun;
		this.before = before;
		this.duplicateKeys = duplicateKeys;
		this.decoder = decoder;
	}

	/**
	 * Adds an item.
	 * @param item the item
	 * @param copier has just copied it
	 */
	void add(FlagFileItem item, ItemCopier copier) {
		FlagFileItem first = this.definitions.putIfAbsent(item.key(), item);
		if (first == null) {
			ItemHistory.Entry<T> unchanged = this.before.unchanged(item);
			this.entries.put(item.key(), (unchanged != null) ? unchanged : parse(item, copier));
		}
		else if (this.duplicateKeys == DuplicateKeys.FAIL) {
			throw new FlagFileException(item.content().file().name(), item.place(),
					"the %s \"%s\" is defined already in %s%s".formatted(this.noun, item.key(),
							first.content().file().name(), first.place()),
					"Remove one of the two, or set duplicate-keys to first-wins to use the first", null);
		}
	}

	private ItemHistory.Entry<T> parse(FlagFileItem item, ItemCopier copier) {
		long version = this.before.versionOf(item);
		ItemText text = copier.complete(version);
		try {
			T parsed = this.decoder.decode(item.key(), text.buffer(), text.size());
			return new ItemHistory.Entry<>(item.digest(), version, parsed);
		}
		catch (InvalidItemException ex) {
			throw new WrongProperty(item, this.noun + "s").describe(ex.problem(),
					Arrays.copyOf(text.buffer(), text.size()), ex.column());
		}
	}

	/**
	 * Returns the history after a load of these items.
	 */
	ItemHistory<T> history() {
		return this.before.next(this.entries);
	}

	/**
	 * Parses an item.
	 */
	@FunctionalInterface
	interface Decoder<T> {

		T decode(String key, byte[] buffer, int length);

	}

}
