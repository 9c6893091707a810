package dev.pennon.model;

import java.util.ArrayList;
import java.util.List;

/**
 * Gives equal texts of one read the same string, without making a string of a text that
 * is already there: among the keys, names and values of a data set few are distinct. For
 * one thread.
 * <p>
 * Most texts of a large data set are new, and finding that out decides the time of a
 * load. It takes one look into a table of integers, each of them the number of a string
 * and beside it the bits of the hash that the slot does not tell; the strings themselves
 * are only looked at if these agree, and lie in the order in which they came.
 */
final class StringPool {

	/** In characters. Longer texts hardly ever recur: an identifier of 36 never does. */
	private static final int MAX_LENGTH = 35;

	private static final int INITIAL_TABLE_BITS = 8;

	private static final int CHUNK_BITS = 7;

	private static final int CHUNK_MASK = (1 << CHUNK_BITS) - 1;

	/** Two to the power of 32, divided by the golden ratio. */
	private static final int GOLDEN_RATIO = 0x9E3779B9;

	// Chunks are never copied, and not so large that a collector takes them for old
	private final List<String[]> chunks = new ArrayList<>(1);

	private int size;

	private int tableBits = INITIAL_TABLE_BITS;

	/**
	 * In the lower {@link #tableBits} of an entry is the number of a string, from 1, and
	 * above them are the lower bits of its hash, whose upper bits are about the slot. A
	 * free slot is zero.
	 */
	private int[] table = new int[1 << INITIAL_TABLE_BITS];

	String get(char[] characters, int offset, int length) {
		if (length > MAX_LENGTH) {
			return new String(characters, offset, length);
		}
		int hash = spread(hash(characters, offset, length));
		int mask = this.table.length - 1;
		int slot = slot(hash);
		int entry = this.table[slot];
		while (entry != 0) {
			if ((entry ^ (hash << this.tableBits)) >>> this.tableBits == 0) {
				String present = string((entry & mask) - 1);
				if (isEqual(present, characters, offset, length)) {
					return present;
				}
			}
			slot = (slot + 1) & mask;
			entry = this.table[slot];
		}
		String string = new String(characters, offset, length);
		add(string);
		this.table[slot] = (hash << this.tableBits) | this.size;
		if (this.size > this.table.length / 4 * 3) {
			grow();
		}
		return string;
	}

	private int slot(int hash) {
		return hash >>> (Integer.SIZE - this.tableBits);
	}

	private String string(int index) {
		return this.chunks.get(index >>> CHUNK_BITS)[index & CHUNK_MASK];
	}

	private void add(String string) {
		if ((this.size & CHUNK_MASK) == 0) {
			this.chunks.add(new String[1 << CHUNK_BITS]);
		}
		this.chunks.get(this.size >>> CHUNK_BITS)[this.size & CHUNK_MASK] = string;
		this.size++;
	}

	private void grow() {
		this.tableBits++;
		this.table = new int[1 << this.tableBits];
		int mask = this.table.length - 1;
		for (int i = 0; i < this.size; i++) {
			int hash = spread(string(i).hashCode());
			int slot = slot(hash);
			while (this.table[slot] != 0) {
				slot = (slot + 1) & mask;
			}
			this.table[slot] = (hash << this.tableBits) | (i + 1);
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
