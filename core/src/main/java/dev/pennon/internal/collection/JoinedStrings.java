package dev.pennon.internal.collection;

import java.util.Arrays;

/**
 * An immutable set of strings whose characters lie in one text, one string after the
 * other in the order of their slots. An element costs seven bytes beside its characters,
 * where a string costs forty and is one object more for the garbage collector to follow:
 * most strings of a large data set are values of clauses, and a quarter of the time of a
 * load was the collector's.
 * <p>
 * To find an element takes longer than in a {@link StringSet}, by a nanosecond for each
 * character. To find that there is none takes as long.
 */
public final class JoinedStrings {

	private static final JoinedStrings EMPTY = new JoinedStrings(new byte[1], new int[2], "");

	private final byte[] tags;

	/** Where the element of each slot begins, and where the last one ends. */
	private final int[] starts;

	private final String text;

	private JoinedStrings(byte[] tags, int[] starts, String text) {
		this.tags = tags;
		this.starts = starts;
		this.text = text;
	}

	/**
	 * Returns whether a string is an element. Allocates nothing.
	 * @param string the string
	 * @return whether the set contains it
	 */
	public boolean contains(String string) {
		byte[] tags = this.tags;
		int spread = HashSlots.spread(string.hashCode());
		byte wanted = HashSlots.tag(spread);
		int slot = HashSlots.home(spread, tags.length);
		byte tag = tags[slot];
		while (tag != HashSlots.NO_ELEMENT) {
			if (tag == wanted && isElement(string, slot)) {
				return true;
			}
			slot = HashSlots.next(slot, tags.length);
			tag = tags[slot];
		}
		return false;
	}

	private boolean isElement(String string, int slot) {
		int start = this.starts[slot];
		return this.starts[slot + 1] - start == string.length() && this.text.startsWith(string, start);
	}

	/**
	 * Collects strings for a set. Can be used again after {@link #clear}; what it has
	 * built does not change. For one thread.
	 */
	public static final class Builder {

		private static final int CHARACTERS = 256;

		private static final int STRINGS = 32;

		/** How much room is kept for the next set, in characters. */
		private static final int MAX_KEPT = 64 * CHARACTERS;

		private char[] characters = {};

		/** Where each string ends, and so the next one begins. */
		private int[] ends = {};

		/** The hash code that each string has. */
		private int[] hashCodes = {};

		private int size;

		private char[] ordered = {};

		/**
		 * Forgets all strings.
		 */
		public void clear() {
			this.size = 0;
			if (this.characters.length > MAX_KEPT || this.ends.length > MAX_KEPT) {
				this.characters = new char[0];
				this.ordered = this.characters;
				this.ends = new int[0];
				this.hashCodes = this.ends;
			}
		}

		/**
		 * Adds a string; duplicates count once.
		 * @param source has the string in it
		 * @param offset where it begins
		 * @param length how long it is
		 */
		public void add(char[] source, int offset, int length) {
			int start = start(this.size);
			if (start + length > this.characters.length) {
				this.characters = Arrays.copyOf(this.characters, Math.max(CHARACTERS, 2 * (start + length)));
			}
			if (this.size == this.ends.length) {
				this.ends = Arrays.copyOf(this.ends, Math.max(STRINGS, 2 * this.size));
				this.hashCodes = Arrays.copyOf(this.hashCodes, this.ends.length);
			}
			// Most strings are so short that a call to copy them costs more
			int hashCode = 0;
			for (int i = 0; i < length; i++) {
				char character = source[offset + i];
				this.characters[start + i] = character;
				hashCode = 31 * hashCode + character;
			}
			this.hashCodes[this.size] = hashCode;
			this.ends[this.size++] = start + length;
		}

		/**
		 * Returns how many strings were added.
		 * @return the number, duplicates included
		 */
		public int size() {
			return this.size;
		}

		/**
		 * Returns what {@link #start} and {@link #length} refer to.
		 * @return all characters; only valid until the next string is added
		 */
		public char[] characters() {
			return this.characters;
		}

		/**
		 * Returns where a string begins.
		 * @param index its place
		 * @return the place of its first character
		 */
		public int start(int index) {
			return (index > 0) ? this.ends[index - 1] : 0;
		}

		/**
		 * Returns how long a string is.
		 * @param index its place
		 * @return the number of its characters
		 */
		public int length(int index) {
			return this.ends[index] - start(index);
		}

		/**
		 * Makes a set of the strings.
		 * @return the set
		 */
		public JoinedStrings build() {
			if (this.size == 0) {
				return EMPTY;
			}
			byte[] tags = new byte[HashSlots.capacityFor(this.size)];
			int[] indexes = new int[tags.length + 1];
			for (int i = 0; i < this.size; i++) {
				place(i, tags, indexes);
			}
			return new JoinedStrings(tags, indexes, textInOrderOfSlots(tags, indexes));
		}

		private void place(int index, byte[] tags, int[] indexes) {
			int spread = HashSlots.spread(this.hashCodes[index]);
			byte tag = HashSlots.tag(spread);
			int slot = HashSlots.home(spread, tags.length);
			while (tags[slot] != HashSlots.NO_ELEMENT) {
				if (tags[slot] == tag && isEqual(index, indexes[slot])) {
					return;
				}
				slot = HashSlots.next(slot, tags.length);
			}
			tags[slot] = tag;
			indexes[slot] = index;
		}

		/** Puts in place of the strings' indexes where they begin in the text. */
		private String textInOrderOfSlots(byte[] tags, int[] indexes) {
			int total = this.ends[this.size - 1];
			if (this.ordered.length < total) {
				this.ordered = new char[this.characters.length];
			}
			int position = 0;
			for (int slot = 0; slot < tags.length; slot++) {
				int index = indexes[slot];
				indexes[slot] = position;
				if (tags[slot] != HashSlots.NO_ELEMENT) {
					for (int i = start(index); i < this.ends[index]; i++) {
						this.ordered[position++] = this.characters[i];
					}
				}
			}
			indexes[tags.length] = position;
			return new String(this.ordered, 0, position);
		}

		private boolean isEqual(int left, int right) {
			return Arrays.equals(this.characters, start(left), this.ends[left], this.characters, start(right),
					this.ends[right]);
		}

	}

}
