package dev.pennon.internal.evaluator;

import dev.pennon.evaluation.EvaluationDetail;
import dev.pennon.model.FeatureFlag;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Hears of the prerequisites that an evaluation evaluates.
 */
@FunctionalInterface
public interface PrerequisiteListener {

	/**
	 * Called for each prerequisite after it was evaluated, the prerequisites of a
	 * prerequisite before that one, on the thread of the evaluation. Also called if the
	 * evaluation is aborted later. Not called for a flag that is missing.
	 * @param prerequisite the flag that was evaluated
	 * @param prerequisiteOf the flag that directly depends on it
	 * @param detail the result
	 */
	void evaluated(FeatureFlag prerequisite, FeatureFlag prerequisiteOf, EvaluationDetail<@Nullable JsonNode> detail);

}
