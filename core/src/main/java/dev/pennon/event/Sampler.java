package dev.pennon.event;

import java.util.function.LongUnaryOperator;

/**
 * Picks one of so many events at random.
 */
final class Sampler {

	private final LongUnaryOperator random;

	/**
	 * Creates a sampler.
	 * @param random gives a random number from zero to below its operand
	 */
	Sampler(LongUnaryOperator random) {
		this.random = random;
	}

	/**
	 * Decides about one event.
	 * @param ratio how many events there are for each one that is picked; 0 for none
	 * @return whether it is picked
	 */
	boolean picks(long ratio) {
		return ratio == 1 || (ratio > 0 && this.random.applyAsLong(ratio) == 0);
	}

}
