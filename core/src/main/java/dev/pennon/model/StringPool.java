package dev.pennon.model;

import org.jspecify.annotations.Nullable;

/**
 * Gives equal texts of one read the same string, without making a string of a text that
 * is already there: among the keys, names and values of a data set few are distinct. For
 * one thread.
 * <p>
 * It remembers up to {@value #MAX_STRINGS} texts, and beyond that forgets some for those
 * that come: what recurs is soon there again. A table of everything does not fit into a
 * processor's cache, and to find out with it that the many keys of a large data set are
 * all new took two fifths of the time of a load. Beside each string lies a tag, some bits
 * of its hash, so that a search hardly ever looks at a string that is not the one it
 * looks for.
 */
final class StringPool {

	/** In characters. Longer texts hardly ever recur: an identifier of 36 never does. */
	private static final int MAX_LENGTH = 35;

	private static final int MIN_CAPACITY = 16;

	private static final int MAX_INITIAL_CAPACITY = 256;

	/** In bytes of JSON. There is hardly ever less between one text and the next. */
	private static final int DISTANCE = 8;

	private static final int MAX_CAPACITY = 64 * 1024;

	static final int MAX_STRINGS = MAX_CAPACITY / 4 * 3;

	/** How many slots are looked at once the table is full: a power of two. */
	private static final int REACH = 8;

	/** Two to the power of 32, divided by the golden ratio. */
	private static final int GOLDEN_RATIO = 0x9E3779B9;

	private static final byte FREE = 0;

	private byte[] tags;

	private @Nullable String[] strings;

	private int size;

	private int forgotten;

	/**
	 * Creates an empty pool.
	 * @param expected how many bytes of JSON are read, if that is known; a single flag,
	 * as it comes from Redis, has a handful of texts or a hundred
	 */
	StringPool(int expected) {
		int capacity = Math.min(MAX_INITIAL_CAPACITY,
				Math.max(MIN_CAPACITY, 2 * Integer.highestOneBit(expected / DISTANCE)));
		this.tags = new byte[capacity];
		this.strings = new @Nullable String[capacity];
	}

	String get(char[] characters, int offset, int length) {
		if (length > MAX_LENGTH) {
			return new String(characters, offset, length);
		}
		int hash = spread(hash(characters, offset, length));
		int mask = this.tags.length - 1;
		int home = slot(hash, mask);
		byte tag = tag(hash);
		int reach = isFull() ? REACH : this.tags.length;
		for (int i = 0; i < reach; i++) {
			int slot = (home + i) & mask;
			if (this.tags[slot] == FREE) {
				return add(slot, tag, new String(characters, offset, length));
			}
			String present = this.strings[slot];
			if (this.tags[slot] == tag && present != null && isEqual(present, characters, offset, length)) {
				return present;
			}
		}
		this.forgotten++;
		return put((home + (this.forgotten & (REACH - 1))) & mask, tag, new String(characters, offset, length));
	}

	private boolean isFull() {
		return this.size == MAX_STRINGS;
	}

	private String add(int slot, byte tag, String string) {
		put(slot, tag, string);
		if (this.size < MAX_STRINGS) {
			this.size++;
			if (this.size > this.tags.length / 4 * 3) {
				grow();
			}
		}
		return string;
	}

	private String put(int slot, byte tag, String string) {
		this.tags[slot] = tag;
		this.strings[slot] = string;
		return string;
	}

	private void grow() {
		@Nullable String[] before = this.strings;
		this.tags = new byte[before.length * 2];
		this.strings = new @Nullable String[before.length * 2];
		int mask = this.tags.length - 1;
		for (String string : before) {
			if (string != null) {
				int hash = spread(string.hashCode());
				int slot = slot(hash, mask);
				while (this.tags[slot] != FREE) {
					slot = (slot + 1) & mask;
				}
				put(slot, tag(hash), string);
			}
		}
	}

	/** The hash of the string that these characters make. */
	private static int hash(char[] characters, int offset, int length) {
		int hash = 0;
		for (int i = offset; i < offset + length; i++) {
			hash = 31 * hash + characters[i];
		}
		return hash;
	}

	/**
	 * Makes the upper bits, which decide the slot, depend on the whole text: texts such
	 * as numbered keys would else crowd together.
	 */
	private static int spread(int hash) {
		return (hash ^ (hash >>> 15)) * GOLDEN_RATIO;
	}

	private static int slot(int hash, int mask) {
		return hash >>> Integer.numberOfLeadingZeros(mask);
	}

	/** Lower bits, of which the slot has none, made different from a free slot. */
	private static byte tag(int hash) {
		return (byte) (hash | 1);
	}

	private static boolean isEqual(String string, char[] characters, int offset, int length) {
		if (string.length() != length) {
			return false;
		}
		for (int i = 0; i < length; i++) {
			if (string.charAt(i) != characters[offset + i]) {
				return false;
			}
		}
		return true;
	}

}
