package dev.pennon.internal.evaluator;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntFunction;

import org.jspecify.annotations.Nullable;

/**
 * Keeps {@link EvaluationState}s between evaluations. A thread-local would make one for
 * each virtual thread, and each has a message digest.
 * <p>
 * A state stays in its slot while it is used. It belongs to one thread at a time because
 * only an atomic exchange marks its slot as taken, and the write that marks it as free
 * carries the happens-before to the thread that takes it next. A mark is a number, since
 * a reference that goes to and fro costs several times as much where threads evaluate at
 * the same time; {@link EvaluationState} says why.
 */
final class StatePool {

	/**
	 * A power of two, well above the number of threads that evaluate at the same time.
	 */
	private static final int SLOTS = 64;

	/** Numbers between two marks, so that no two share a pair of cache lines. */
	private static final int SPACING = 32;

	private static final int ATTEMPTS = 4;

	private static final int NO_SLOT = -1;

	private static final int FREE = 0;

	private static final int TAKEN = 1;

	// Room before the first mark keeps it apart from the array's header
	private final AtomicIntegerArray marks = new AtomicIntegerArray((SLOTS + 1) * SPACING);

	/** Read and written by whoever has taken the slot. */
	private final AtomicReferenceArray<@Nullable EvaluationState> states = new AtomicReferenceArray<>(SLOTS);

	private final IntFunction<EvaluationState> factory;

	/**
	 * Creates a pool without states.
	 * @param factory makes a state for a slot, whose number is negative for none
	 */
	StatePool(IntFunction<EvaluationState> factory) {
		this.factory = factory;
	}

	/**
	 * Takes a state for an evaluation.
	 * @return a state that nobody else has
	 */
	EvaluationState take() {
		for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
			int slot = (int) Thread.currentThread().getId() + attempt & (SLOTS - 1);
			int mark = mark(slot);
			if (this.marks.getPlain(mark) == FREE && this.marks.compareAndSet(mark, FREE, TAKEN)) {
				return stateIn(slot);
			}
		}
		return this.factory.apply(NO_SLOT);
	}

	private EvaluationState stateIn(int slot) {
		EvaluationState present = this.states.getPlain(slot);
		if (present != null) {
			return present;
		}
		EvaluationState made = this.factory.apply(slot);
		this.states.setPlain(slot, made);
		return made;
	}

	/**
	 * Gives a state back that can be used again.
	 * @param state a state that was taken; one for which there was no slot is left to the
	 * garbage collector
	 */
	void giveBack(EvaluationState state) {
		if (state.slot() != NO_SLOT) {
			this.marks.setRelease(mark(state.slot()), FREE);
		}
	}

	/**
	 * Gives a state up that an aborted evaluation has left as it was.
	 * @param state a state that was taken
	 */
	void discard(EvaluationState state) {
		if (state.slot() != NO_SLOT) {
			this.states.setPlain(state.slot(), null);
			this.marks.setRelease(mark(state.slot()), FREE);
		}
	}

	private static int mark(int slot) {
		return (slot + 1) * SPACING;
	}

}
