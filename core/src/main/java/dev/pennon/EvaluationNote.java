package dev.pennon;

import dev.pennon.model.FeatureFlag;
import tools.jackson.databind.JsonNode;

/**
 * Takes from one evaluation what its result does not have. For one thread.
 */
interface EvaluationNote {

	/** The flag was found. */
	default void found(FeatureFlag flag) {
	}

	/**
	 * The value has the type that was asked for.
	 * @return whether it is of use; if not, the log says why
	 */
	default boolean accepts(FeatureFlag flag, JsonNode value, EvaluationLog log) {
		return true;
	}

}
