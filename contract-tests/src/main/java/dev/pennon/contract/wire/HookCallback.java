package dev.pennon.contract.wire;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Tells the harness that a hook has run.
 *
 * @param stage the stage of the hook
 * @param evaluationSeriesContext what is evaluated
 * @param evaluationSeriesData the data that the hook has got
 * @param evaluationDetail the result of the evaluation
 * @param trackSeriesContext what is tracked
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HookCallback(String stage, @Nullable Evaluation evaluationSeriesContext,
		@Nullable Map<String, Object> evaluationSeriesData, @Nullable EvaluateFlagResponse evaluationDetail,
		@Nullable Track trackSeriesContext) {

	/**
	 * What is evaluated.
	 *
	 * @param flagKey the key of the flag
	 * @param context whom it is evaluated for
	 * @param defaultValue the caller's default
	 * @param method the method of the client
	 * @param environmentId the id of the environment
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record Evaluation(String flagKey, @Nullable JsonNode context, JsonNode defaultValue, String method,
			@Nullable String environmentId) {
	}

	/**
	 * What is tracked.
	 *
	 * @param key the key of the event
	 * @param context whom it is about
	 * @param data its details
	 * @param metricValue the number to measure
	 * @param environmentId the id of the environment
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record Track(String key, @Nullable JsonNode context, @Nullable JsonNode data, @Nullable Double metricValue,
			@Nullable String environmentId) {
	}

}
