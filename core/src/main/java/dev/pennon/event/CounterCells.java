package dev.pennon.event;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Numbers that any thread increments and one takes away, so that each increment is taken
 * exactly once. Each number is striped over several cells, and each stripe has cache
 * lines of its own, so that threads seldom meet in one.
 * <p>
 * What is taken is exchanged for zero in one atomic step. Cells that are given up are
 * exchanged for a number so low that increments leave it negative: an increment that
 * comes later sees that and reports that it did not count. Nothing is lost or counted
 * twice in between, and nobody waits.
 */
final class CounterCells {

	private static final long SEALED = Long.MIN_VALUE;

	/** Cells in two cache lines, which processors fetch together. */
	private static final int SPACING = 16;

	private static final int MAX_STRIPES = 16;

	private final int slots;

	private final int stripeLength;

	private final int stripeMask;

	private final AtomicLongArray cells;

	private CounterCells(int slots, int stripes) {
		this.slots = slots;
		this.stripeLength = (slots + SPACING - 1) / SPACING * SPACING;
		this.stripeMask = stripes - 1;
		// Room before the first stripe keeps it apart from the array's header
		this.cells = new AtomicLongArray(SPACING + stripes * this.stripeLength);
	}

	/** Makes cells for numbers that many threads increment. */
	static CounterCells striped(int slots) {
		int wanted = Math.min(2 * Runtime.getRuntime().availableProcessors(), MAX_STRIPES);
		return new CounterCells(slots, Integer.highestOneBit(Math.max(1, wanted)));
	}

	/** Makes cells for numbers that are rarely incremented. */
	static CounterCells single(int slots) {
		return new CounterCells(slots, 1);
	}

	int slots() {
		return this.slots;
	}

	/**
	 * Adds one.
	 * @return whether it counts; false if the cells are given up
	 */
	boolean increment(int slot) {
		int stripe = (int) Thread.currentThread().getId() & this.stripeMask;
		return this.cells.getAndIncrement(SPACING + stripe * this.stripeLength + slot) >= 0;
	}

	/** Takes what has been counted since it was last taken. */
	long take(int slot) {
		return exchange(slot, 0);
	}

	/** Takes what is left and lets nothing count any more. */
	long seal(int slot) {
		return exchange(slot, SEALED);
	}

	private long exchange(int slot, long replacement) {
		long sum = 0;
		for (int i = SPACING + slot; i < this.cells.length(); i += this.stripeLength) {
			// A cell that nobody has touched need not be fetched for writing
			if (this.cells.get(i) != replacement) {
				sum += Math.max(0, this.cells.getAndSet(i, replacement));
			}
		}
		return sum;
	}

}
