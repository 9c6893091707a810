package dev.pennon.model;

import org.jspecify.annotations.Nullable;

/**
 * Gives equal texts of one read the same string, without making a string of a text that
 * is already there: among the keys, names and values of a data set few are distinct. For
 * one thread.
 */
final class StringPool {

	/** In characters. Longer texts hardly ever recur. */
	private static final int MAX_LENGTH = 64;

	private static final int INITIAL_CAPACITY = 64;

	private @Nullable String[] table = new @Nullable String[INITIAL_CAPACITY];

	private int size;

	String get(char[] characters, int offset, int length) {
		if (length > MAX_LENGTH) {
			return new String(characters, offset, length);
		}
		int mask = this.table.length - 1;
		int slot = spread(hash(characters, offset, length)) & mask;
		String present = this.table[slot];
		while (present != null) {
			if (isEqual(present, characters, offset, length)) {
				return present;
			}
			slot = (slot + 1) & mask;
			present = this.table[slot];
		}
		return add(slot, new String(characters, offset, length));
	}

	private String add(int slot, String string) {
		this.table[slot] = string;
		this.size++;
		if (this.size > this.table.length / 4 * 3) {
			grow();
		}
		return string;
	}

	private void grow() {
		@Nullable String[] larger = new @Nullable String[this.table.length * 2];
		int mask = larger.length - 1;
		for (String string : this.table) {
			if (string != null) {
				int slot = spread(string.hashCode()) & mask;
				while (larger[slot] != null) {
					slot = (slot + 1) & mask;
				}
				larger[slot] = string;
			}
		}
		this.table = larger;
	}

	/** The same as {@link String#hashCode()}. */
	private static int hash(char[] characters, int offset, int length) {
		int hash = 0;
		for (int i = offset; i < offset + length; i++) {
			hash = 31 * hash + characters[i];
		}
		return hash;
	}

	private static int spread(int hash) {
		return hash ^ (hash >>> 16);
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
