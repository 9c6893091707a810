package dev.pennon.event;

import java.time.Duration;

import dev.pennon.context.EvaluationContext;
import dev.pennon.evaluation.EvaluationDetail;
import dev.pennon.model.FeatureFlag;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Tells nobody anything.
 */
enum NoEvents implements EventProcessor {

	INSTANCE;

	@Override
	public void sendEvent(Event event) {
	}

	@Override
	public boolean countEvaluation(FeatureFlag flag, EvaluationContext context,
			EvaluationDetail<@Nullable JsonNode> result) {
		return true;
	}

	@Override
	public void recordEvaluation(String key, @Nullable FeatureFlag flag, EvaluationContext context,
			EvaluationDetail<@Nullable JsonNode> result, @Nullable JsonNode defaultValue, boolean withReasons,
			@Nullable FeatureFlag prerequisiteOf) {
	}

	@Override
	public void flush() {
	}

	@Override
	public boolean flushAndWait(Duration timeout) {
		return true;
	}

	@Override
	public void close() {
	}

}
