package dev.pennon.internal.evaluator;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Keeps {@link EvaluationState}s between evaluations. A thread-local would make one for
 * each virtual thread, and each has a message digest.
 * <p>
 * A state belongs to one thread at a time because only an atomic exchange takes it out of
 * its slot, which also carries the happens-before from the thread that put it there. Two
 * threads that put states into the same slot lose one of them to the garbage collector.
 */
final class StatePool {

	/**
	 * A power of two, well above the number of threads that evaluate at the same time.
	 */
	private static final int SLOTS = 64;

	/** References between two slots, so that no two share a cache line. */
	private static final int SPACING = 16;

	private static final int ATTEMPTS = 4;

	private final AtomicReferenceArray<@Nullable EvaluationState> slots = new AtomicReferenceArray<>(SLOTS * SPACING);

	private final Supplier<EvaluationState> factory;

	StatePool(Supplier<EvaluationState> factory) {
		this.factory = factory;
	}

	EvaluationState take() {
		for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
			int slot = slot(attempt);
			if (this.slots.getPlain(slot) != null) {
				EvaluationState state = this.slots.getAndSet(slot, null);
				if (state != null) {
					return state;
				}
			}
		}
		return this.factory.get();
	}

	void giveBack(EvaluationState state) {
		for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
			int slot = slot(attempt);
			if (this.slots.getPlain(slot) == null) {
				this.slots.setRelease(slot, state);
				return;
			}
		}
	}

	private static int slot(int attempt) {
		return ((int) Thread.currentThread().getId() + attempt & (SLOTS - 1)) * SPACING;
	}

}
