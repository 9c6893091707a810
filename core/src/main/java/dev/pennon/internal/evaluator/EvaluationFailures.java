package dev.pennon.internal.evaluator;

import dev.pennon.model.FeatureFlag;

/**
 * Hears of evaluations that did not come to their end, on the thread of the evaluation.
 * There may be very many in a short time.
 */
public interface EvaluationFailures {

	/**
	 * A flag contradicts itself.
	 * @param flag the flag that was asked for; the contradiction may be in one that it
	 * depends on
	 * @param problem what is wrong
	 */
	void malformed(FeatureFlag flag, String problem);

	/**
	 * Something failed that should not.
	 * @param flag the flag that was asked for
	 * @param failure what was thrown
	 */
	void failed(FeatureFlag flag, Throwable failure);

}
