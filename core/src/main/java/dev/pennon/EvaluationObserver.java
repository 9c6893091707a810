package dev.pennon;

import dev.pennon.context.EvaluationContext;
import dev.pennon.evaluation.EvaluationDetail;
import dev.pennon.model.FeatureFlag;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Learns of every evaluation that was asked for with a valid context. Called on the
 * caller's thread, so it must be quick; what it throws is logged and changes no result.
 */
interface EvaluationObserver {

	/**
	 * A flag was evaluated for a caller.
	 * @param flag the flag
	 * @param context whom it was evaluated for
	 * @param result the outcome; its value is null where the caller gets the default
	 * @return whether there is nothing else to know; if false, {@link #evaluated} is told
	 * as if this had not been
	 */
	boolean counted(FeatureFlag flag, EvaluationContext context, EvaluationDetail<@Nullable JsonNode> result);

	/**
	 * A flag was evaluated for a caller.
	 * @param key the key that was asked for
	 * @param flag the flag, or null if there is none or it could not be looked up
	 * @param context whom it was evaluated for
	 * @param result the outcome; its value is null where the caller gets the default
	 * @param defaultValue the caller's default; null stands for the JSON null, and for a
	 * default that has no JSON form
	 * @param withReasons whether the caller asked for the reason
	 */
	void evaluated(String key, @Nullable FeatureFlag flag, EvaluationContext context,
			EvaluationDetail<@Nullable JsonNode> result, @Nullable JsonNode defaultValue, boolean withReasons);

	/**
	 * A flag was evaluated because another one needs it.
	 * @param prerequisite the flag
	 * @param prerequisiteOf the flag that needs it
	 * @param context whom it was evaluated for
	 * @param result the outcome
	 * @param withReasons whether the caller asked for the reason
	 */
	void prerequisiteEvaluated(FeatureFlag prerequisite, FeatureFlag prerequisiteOf, EvaluationContext context,
			EvaluationDetail<@Nullable JsonNode> result, boolean withReasons);

}
