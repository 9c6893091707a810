package dev.pennon.model;

import org.jspecify.annotations.Nullable;

/**
 * Gives equal texts of one read the same string, without making a string of a text that
 * is already there: among the keys, names and values of a data set few are distinct. For
 * one thread.
 * <p>
 * An open hash table with the hashes in an array of their own: most texts of a large data
 * set are new, and to find that out takes a look at neighbouring numbers and not at
 * strings all over the heap, which took more than half of the time of a load.
 */
final class StringPool {

	/** In characters. Longer texts hardly ever recur. */
	private static final int MAX_LENGTH = 64;

	private static final int INITIAL_CAPACITY = 64;

	/** Two to the power of 32, divided by the golden ratio. */
	private static final int GOLDEN_RATIO = 0x9E3779B9;

	private @Nullable String[] strings = new @Nullable String[INITIAL_CAPACITY];

	private int[] hashes = new int[INITIAL_CAPACITY];

	private int size;

	String get(char[] characters, int offset, int length) {
		if (length > MAX_LENGTH) {
			return new String(characters, offset, length);
		}
		int hash = hash(characters, offset, length);
		int mask = this.hashes.length - 1;
		int slot = hash >>> Integer.numberOfLeadingZeros(mask);
		while (this.hashes[slot] != 0) {
			String present = this.strings[slot];
			if (this.hashes[slot] == hash && present != null && isEqual(present, characters, offset, length)) {
				return present;
			}
			slot = (slot + 1) & mask;
		}
		return add(slot, hash, new String(characters, offset, length));
	}

	private String add(int slot, int hash, String string) {
		this.strings[slot] = string;
		this.hashes[slot] = hash;
		this.size++;
		if (this.size > this.strings.length / 4 * 3) {
			grow();
		}
		return string;
	}

	private void grow() {
		@Nullable String[] moreStrings = new @Nullable String[this.strings.length * 2];
		int[] moreHashes = new int[moreStrings.length];
		int mask = moreHashes.length - 1;
		for (int i = 0; i < this.hashes.length; i++) {
			int hash = this.hashes[i];
			if (hash != 0) {
				int slot = hash >>> Integer.numberOfLeadingZeros(mask);
				while (moreHashes[slot] != 0) {
					slot = (slot + 1) & mask;
				}
				moreHashes[slot] = hash;
				moreStrings[slot] = this.strings[i];
			}
		}
		this.strings = moreStrings;
		this.hashes = moreHashes;
	}

	/**
	 * Hashes a text so that the upper bits, which decide the slot, depend on all of it:
	 * texts such as numbered keys would else crowd together. Zero stands for a free slot.
	 */
	private static int hash(char[] characters, int offset, int length) {
		int hash = length;
		for (int i = offset; i < offset + length; i++) {
			hash = 31 * hash + characters[i];
		}
		int mixed = (hash ^ (hash >>> 15)) * GOLDEN_RATIO;
		return (mixed != 0) ? mixed : 1;
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
