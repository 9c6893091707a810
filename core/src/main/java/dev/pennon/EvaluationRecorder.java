package dev.pennon;

import dev.pennon.context.EvaluationContext;
import dev.pennon.evaluation.EvaluationDetail;
import dev.pennon.event.EventProcessor;
import dev.pennon.model.FeatureFlag;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Takes every evaluation to the event processor.
 *
 * @param events the event processor
 */
record EvaluationRecorder(EventProcessor events) implements EvaluationObserver {

	@Override
	public boolean counted(FeatureFlag flag, EvaluationContext context, EvaluationDetail<@Nullable JsonNode> result) {
		return this.events.countEvaluation(flag, context, result);
	}

	@Override
	public void evaluated(String key, @Nullable FeatureFlag flag, EvaluationContext context,
			EvaluationDetail<@Nullable JsonNode> result, @Nullable JsonNode defaultValue, boolean withReasons) {
		this.events.recordEvaluation(key, flag, context, result, defaultValue, withReasons, null);
	}

	@Override
	public void prerequisiteEvaluated(FeatureFlag prerequisite, FeatureFlag prerequisiteOf, EvaluationContext context,
			EvaluationDetail<@Nullable JsonNode> result, boolean withReasons) {
		this.events.recordEvaluation(prerequisite.key(), prerequisite, context, result, null, withReasons,
				prerequisiteOf);
	}

}
