package dev.pennon.internal.collection;

import java.util.Collection;

import org.jspecify.annotations.Nullable;

/**
 * An immutable set of strings that costs two to three references an element: an open
 * table with linear probing. A {@code HashSet} costs about ten times as much, which
 * counts when a thousand segments list their keys.
 */
public final class StringSet {

	private static final StringSet EMPTY = new StringSet(new @Nullable String[2], 0);

	private final @Nullable String[] table;

	private final int size;

	private StringSet(@Nullable String[] table, int size) {
		this.table = table;
		this.size = size;
	}

	/**
	 * Returns a set of the given strings.
	 * @param elements the strings; duplicates count once
	 * @return the set
	 */
	public static StringSet copyOf(Collection<String> elements) {
		if (elements.isEmpty()) {
			return EMPTY;
		}
		@Nullable String[] table = new @Nullable String[capacityFor(elements.size())];
		int size = 0;
		for (String element : elements) {
			int slot = slotOf(table, element);
			if (table[slot] == null) {
				table[slot] = element;
				size++;
			}
		}
		return new StringSet(table, size);
	}

	/**
	 * Returns whether a string is an element.
	 * @param string the string
	 * @return whether the set contains it
	 */
	public boolean contains(String string) {
		return this.table[slotOf(this.table, string)] != null;
	}

	/**
	 * Returns the number of elements.
	 * @return the size
	 */
	public int size() {
		return this.size;
	}

	/**
	 * Returns whether there are no elements.
	 * @return whether the set is empty
	 */
	public boolean isEmpty() {
		return this.size == 0;
	}

	/** A power of two that leaves at least a third of the table empty. */
	private static int capacityFor(int elements) {
		int atLeast = elements + elements / 2 + 1;
		return Integer.highestOneBit(atLeast - 1) << 1;
	}

	/** The slot that holds the string, or else the empty slot where it belongs. */
	private static int slotOf(@Nullable String[] table, String string) {
		int mask = table.length - 1;
		int hash = string.hashCode();
		int slot = (hash ^ (hash >>> 16)) & mask;
		String present = table[slot];
		while (present != null && !present.equals(string)) {
			slot = (slot + 1) & mask;
			present = table[slot];
		}
		return slot;
	}

}
