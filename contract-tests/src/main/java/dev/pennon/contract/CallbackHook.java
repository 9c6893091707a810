package dev.pennon.contract;

import java.util.HashMap;
import java.util.Map;

import dev.pennon.context.EvaluationContext;
import dev.pennon.contract.wire.ClientConfiguration.HookInstance;
import dev.pennon.contract.wire.EvaluateFlagResponse;
import dev.pennon.contract.wire.HookCallback;
import dev.pennon.evaluation.EvaluationDetail;
import dev.pennon.hook.EvaluationSeries;
import dev.pennon.hook.Hook;
import dev.pennon.hook.TrackSeries;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A hook that tells the harness about each of its stages, or fails in it, as the harness
 * wants.
 */
final class CallbackHook implements Hook {

	private final HookInstance instance;

	private final Callbacks callbacks;

	private final JsonMapper mapper;

	CallbackHook(HookInstance instance, Callbacks callbacks, JsonMapper mapper) {
		this.instance = instance;
		this.callbacks = callbacks;
		this.mapper = mapper;
	}

	@Override
	public String name() {
		return this.instance.name();
	}

	@Override
	public Map<String, Object> beforeEvaluation(EvaluationSeries series, Map<String, Object> data) {
		String stage = "beforeEvaluation";
		run(stage, new HookCallback(stage, series(series), data, null, null));
		Map<String, Object> merged = new HashMap<>(data);
		merged.putAll(this.instance.data().getOrDefault(stage, Map.of()));
		return merged;
	}

	@Override
	public void afterEvaluation(EvaluationSeries series, Map<String, Object> data, EvaluationDetail<JsonNode> detail) {
		String stage = "afterEvaluation";
		run(stage, new HookCallback(stage, series(series), data, EvaluateFlagResponse.of(detail), null));
	}

	@Override
	public void afterTrack(TrackSeries series) {
		String stage = "afterTrack";
		run(stage, new HookCallback(stage, null, null, null, new HookCallback.Track(series.key(),
				json(series.context()), series.data(), series.metricValue(), series.environmentId())));
	}

	private void run(String stage, HookCallback callback) {
		String error = this.instance.errors().get(stage);
		if (error != null) {
			throw new IllegalStateException(error);
		}
		this.callbacks.tell(this.instance.callbackUri(), callback);
	}

	private HookCallback.Evaluation series(EvaluationSeries series) {
		return new HookCallback.Evaluation(series.flagKey(), json(series.context()), series.defaultValue(),
				series.method(), series.environmentId());
	}

	private @Nullable JsonNode json(@Nullable EvaluationContext context) {
		return (context != null && context.isValid()) ? this.mapper.readTree(context.toJson()) : null;
	}

}
