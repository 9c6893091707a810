package dev.pennon.model;

import org.jspecify.annotations.Nullable;

/**
 * Gives equal texts the same string, without making a string of a text that is already
 * there: among the keys, names and values of a data set few are distinct. For one thread.
 * <p>
 * The number of texts that it remembers is limited. Beyond that it forgets some for those
 * that come: what recurs is soon there again. A table of everything does not fit into a
 * processor's cache, and to find out with it that the many keys of a large data set are
 * all new took two fifths of the time of a load. Beside each string lies a tag, some bits
 * of its hash, so that a search hardly ever looks at a string that is not the one it
 * looks for.
 * <p>
 * Most texts of a large data set stand in lists: keys of targets and segments. (Values of
 * clauses that only have to be equal never become strings of their own.) Once the table
 * is full and a sample of them shows that they hardly recur, most of them are not looked
 * for, which takes a fifth from the time of a load.
 */
final class StringPool {

	/** In characters. Longer texts hardly ever recur: an identifier of 36 never does. */
	private static final int MAX_LENGTH = 35;

	private static final int MIN_CAPACITY = 16;

	private static final int MAX_INITIAL_CAPACITY = 256;

	/** In bytes of JSON. There is hardly ever less between one text and the next. */
	private static final int DISTANCE = 8;

	private static final int MAX_CAPACITY = 64 * 1024;

	private static final int MAX_CAPACITY_FOR_UPDATES = 2 * 1024;

	static final int MAX_STRINGS = maxStrings(MAX_CAPACITY);

	static final int MAX_STRINGS_OF_UPDATES = maxStrings(MAX_CAPACITY_FOR_UPDATES);

	/** How many slots are looked at once the table is full: a power of two. */
	private static final int REACH = 8;

	/** Two to the power of 32, divided by the golden ratio. */
	private static final int GOLDEN_RATIO = 0x9E3779B9;

	/** In texts of lists. */
	private static final int SAMPLE = 256;

	/** If fewer of a sample are found, the next are not looked for. */
	private static final int MIN_FOUND = SAMPLE / 8;

	private static final int NOT_LOOKED_FOR = 16 * SAMPLE;

	private static final byte FREE = 0;

	private final int maxStrings;

	private byte[] tags;

	private @Nullable String[] strings;

	private int size;

	private int forgotten;

	private int found;

	/** In texts of lists. */
	private int sampled;

	private int foundInSample;

	/** How many texts of lists are not looked for from now on. */
	private int notLookedFor;

	private StringPool(int capacity, int maxCapacity) {
		this.maxStrings = maxStrings(maxCapacity);
		this.tags = new byte[capacity];
		this.strings = new @Nullable String[capacity];
	}

	/**
	 * Creates a pool for one read.
	 * @param expected how many bytes of JSON are read, if that is known; a single flag,
	 * as it comes from Redis, has a handful of texts or a hundred
	 */
	static StringPool forRead(int expected) {
		int capacity = Math.max(MIN_CAPACITY, 2 * Integer.highestOneBit(expected / DISTANCE));
		return new StringPool(Math.min(MAX_INITIAL_CAPACITY, capacity), MAX_CAPACITY);
	}

	/** Creates a pool that lives on from one read of a single item to the next. */
	static StringPool forUpdates() {
		return new StringPool(MIN_CAPACITY, MAX_CAPACITY_FOR_UPDATES);
	}

	private static int maxStrings(int capacity) {
		return capacity / 4 * 3;
	}

	/** Returns a text that stands in a list. */
	String getListed(char[] characters, int offset, int length) {
		if (this.notLookedFor > 0) {
			this.notLookedFor--;
			return new String(characters, offset, length);
		}
		int foundBefore = this.found;
		String string = get(characters, offset, length);
		this.foundInSample += this.found - foundBefore;
		this.sampled++;
		if (this.sampled == SAMPLE) {
			this.notLookedFor = (isFull() && this.foundInSample < MIN_FOUND) ? NOT_LOOKED_FOR : 0;
			this.foundInSample = 0;
			this.sampled = 0;
		}
		return string;
	}

	/** Returns a text. */
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
				this.found++;
				return present;
			}
		}
		this.forgotten++;
		return put((home + (this.forgotten & (REACH - 1))) & mask, tag, new String(characters, offset, length));
	}

	private boolean isFull() {
		return this.size == this.maxStrings;
	}

	private String add(int slot, byte tag, String string) {
		put(slot, tag, string);
		if (this.size < this.maxStrings) {
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
