package dev.pennon.spring.redis;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * An immutable set of segment references as Redis sends them: the bytes of all in one
 * array, and where each ends. There is no object for each of them to make, keep or
 * collect, which counts when a context is part of a hundred thousand segments. A set that
 * is not small has an open table with linear probing besides.
 */
final class ReferenceSet {

	/** Spreads hashes of references, which differ little when they are numbered. */
	private static final int MULTIPLIER = 0x9E3779B9;

	/** So few are looked at one by one: a table would be as large as they are. */
	private static final int MOST_WITHOUT_TABLE = 16;

	private static final char LAST_OF_ASCII = 0x7F;

	private static final int[] NO_TABLE = {};

	private static final ReferenceSet EMPTY = new ReferenceSet(new byte[0], new int[0]);

	private final byte[] bytes;

	/** Where each reference ends; the next one begins there. */
	private final int[] ends;

	/**
	 * The number of the reference in each slot, counted from one; zero for none. Empty
	 * for a small set.
	 */
	private final int[] table;

	private final int shift;

	private ReferenceSet(byte[] bytes, int[] ends) {
		this.bytes = bytes;
		this.ends = ends;
		this.table = (ends.length > MOST_WITHOUT_TABLE) ? new int[capacityFor(ends.length)] : NO_TABLE;
		this.shift = Integer.numberOfLeadingZeros(this.table.length - 1);
		if (this.table.length > 0) {
			fillTable();
		}
	}

	private void fillTable() {
		for (int i = 0; i < this.ends.length; i++) {
			this.table[freeSlot(hash(this.bytes, begin(i), this.ends[i]))] = i + 1;
		}
	}

	/** A power of two that leaves at least a third of the table empty. */
	private static int capacityFor(int references) {
		return Integer.highestOneBit(references + references / 2) << 1;
	}

	private int begin(int reference) {
		return (reference > 0) ? this.ends[reference - 1] : 0;
	}

	private static int hash(byte[] bytes, int from, int to) {
		int hash = 0;
		for (int i = from; i < to; i++) {
			hash = 31 * hash + bytes[i];
		}
		return hash * MULTIPLIER;
	}

	private int freeSlot(int hash) {
		int slot = hash >>> this.shift;
		while (this.table[slot] != 0) {
			slot = next(slot);
		}
		return slot;
	}

	private int next(int slot) {
		return (slot + 1) & (this.table.length - 1);
	}

	boolean isEmpty() {
		return this.ends.length == 0;
	}

	/** Whether the set has a reference. Of a small set that is asked without garbage. */
	boolean contains(String reference) {
		return (this.table.length == 0 && isAscii(reference)) ? isAmongFew(reference)
				: contains(reference.getBytes(StandardCharsets.UTF_8));
	}

	private static boolean isAscii(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (text.charAt(i) > LAST_OF_ASCII) {
				return false;
			}
		}
		return true;
	}

	private boolean isAmongFew(String reference) {
		for (int i = 0; i < this.ends.length; i++) {
			if (is(i, reference)) {
				return true;
			}
		}
		return false;
	}

	private boolean is(int number, String reference) {
		int begin = begin(number);
		if (this.ends[number] - begin != reference.length()) {
			return false;
		}
		for (int i = 0; i < reference.length(); i++) {
			if (this.bytes[begin + i] != reference.charAt(i)) {
				return false;
			}
		}
		return true;
	}

	/** Whether the set has a reference, given in UTF-8. */
	boolean contains(byte[] reference) {
		return (this.table.length > 0) ? isInTable(reference) : isAmongFew(reference);
	}

	private boolean isAmongFew(byte[] reference) {
		for (int i = 0; i < this.ends.length; i++) {
			if (is(i, reference)) {
				return true;
			}
		}
		return false;
	}

	private boolean is(int number, byte[] reference) {
		return Arrays.equals(this.bytes, begin(number), this.ends[number], reference, 0, reference.length);
	}

	private boolean isInTable(byte[] reference) {
		int slot = hash(reference, 0, reference.length) >>> this.shift;
		while (this.table[slot] != 0) {
			if (is(this.table[slot] - 1, reference)) {
				return true;
			}
			slot = next(slot);
		}
		return false;
	}

	/**
	 * Collects references. Used by one thread at a time.
	 */
	static final class Builder {

		private static final byte[] NO_BYTES = {};

		private static final int[] NO_ENDS = {};

		private static final int FIRST_ENDS = 4;

		/** A set keeps no more than an eighth of its bytes unused. */
		private static final int SPARE_DIVISOR = 8;

		private byte[] bytes = NO_BYTES;

		private int length;

		private int[] ends = NO_ENDS;

		private int size;

		/** Makes room for as many references as are announced, before the first. */
		void expect(int references) {
			if (this.size == 0 && references > 0) {
				this.ends = new int[references];
			}
		}

		/** Adds a reference in UTF-8. One that is added again does no harm. */
		void add(byte[] reference) {
			add(ByteBuffer.wrap(reference));
		}

		/** Adds a reference in UTF-8, and takes it out of the buffer. */
		void add(ByteBuffer reference) {
			int count = reference.remaining();
			int end = this.length + count;
			if (this.size == this.ends.length) {
				this.ends = Arrays.copyOf(this.ends, Math.max(FIRST_ENDS, 2 * this.size));
			}
			if (end > this.bytes.length) {
				this.bytes = Arrays.copyOf(this.bytes, roomFor(end));
			}
			reference.get(this.bytes, this.length, count);
			this.length = end;
			this.ends[this.size++] = end;
		}

		/** Enough if the references to come are as long as those so far. */
		private int roomFor(int end) {
			long estimate = (long) end * this.ends.length / (this.size + 1);
			return (int) Math.max(end, Math.min(estimate, Integer.MAX_VALUE / 2));
		}

		ReferenceSet build() {
			if (this.size == 0) {
				return EMPTY;
			}
			boolean spare = this.bytes.length - this.length > this.bytes.length / SPARE_DIVISOR;
			return new ReferenceSet(spare ? Arrays.copyOf(this.bytes, this.length) : this.bytes,
					(this.size < this.ends.length) ? Arrays.copyOf(this.ends, this.size) : this.ends);
		}

	}

}
