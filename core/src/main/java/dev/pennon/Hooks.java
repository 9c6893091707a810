package dev.pennon;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import dev.pennon.evaluation.EvaluationDetail;
import dev.pennon.event.CustomEvent;
import dev.pennon.hook.EvaluationSeries;
import dev.pennon.hook.Hook;
import dev.pennon.hook.TrackSeries;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Runs the hooks of a client: in their order before an evaluation and after an event, in
 * the reverse order after an evaluation. What they throw is logged and harms nobody.
 * Immutable.
 */
final class Hooks {

	private static final Logger logger = LoggerFactory.getLogger(Hook.class);

	private final List<Hook> hooks;

	private final Supplier<@Nullable String> environmentId;

	Hooks(List<Hook> hooks, Supplier<@Nullable String> environmentId) {
		this.hooks = List.copyOf(hooks);
		this.environmentId = environmentId;
	}

	boolean isEmpty() {
		return this.hooks.isEmpty();
	}

	EvaluationDetail<@Nullable JsonNode> around(EvaluationRequest request, Evaluations evaluations) {
		JsonNode defaultValue = request.defaultJson();
		EvaluationSeries before = series(request, defaultValue);
		List<Map<String, Object>> data = new ArrayList<>(this.hooks.size());
		for (Hook hook : this.hooks) {
			data.add(before(hook, before));
		}
		EvaluationDetail<@Nullable JsonNode> result = evaluations.evaluate(request.key(), request.context(),
				request.type(), request.note(), request.defaultNumber(), request.defaultValue(), request.withReasons());
		JsonNode value = result.value();
		EvaluationDetail<JsonNode> detail = new EvaluationDetail<>((value != null) ? value : defaultValue,
				result.variationIndex(), result.reason());
		// The first flags may have come meanwhile, and with them the environment's id
		EvaluationSeries after = series(request, defaultValue);
		for (int i = this.hooks.size() - 1; i >= 0; i--) {
			after(this.hooks.get(i), after, data.get(i), detail);
		}
		return result;
	}

	private EvaluationSeries series(EvaluationRequest request, JsonNode defaultValue) {
		return new EvaluationSeries(request.key(), request.context(), defaultValue, request.method(),
				this.environmentId.get());
	}

	// A hook may be written in a language that knows nothing of nullness
	@SuppressWarnings("ConstantValue")
	private static Map<String, Object> before(Hook hook, EvaluationSeries series) {
		try {
			Map<String, Object> data = hook.beforeEvaluation(series, Map.of());
			return (data != null) ? data : Map.of();
		}
		catch (Exception | StackOverflowError | LinkageError ex) {
			failed(hook, "beforeEvaluation", series.flagKey(), ex);
			return Map.of();
		}
	}

	private static void after(Hook hook, EvaluationSeries series, Map<String, Object> data,
			EvaluationDetail<JsonNode> detail) {
		try {
			hook.afterEvaluation(series, data, detail);
		}
		catch (Exception | StackOverflowError | LinkageError ex) {
			failed(hook, "afterEvaluation", series.flagKey(), ex);
		}
	}

	void afterTrack(CustomEvent event) {
		if (this.hooks.isEmpty()) {
			return;
		}
		TrackSeries series = new TrackSeries(event.key(), event.context(), event.data(), event.metricValue(),
				this.environmentId.get());
		for (Hook hook : this.hooks) {
			try {
				hook.afterTrack(series);
			}
			catch (Exception | StackOverflowError | LinkageError ex) {
				failed(hook, "afterTrack", series.key(), ex);
			}
		}
	}

	private static void failed(Hook hook, String stage, String key, Throwable failure) {
		logger.error("The hook '{}' failed in {} for '{}', which goes on without it", name(hook), stage, key, failure);
	}

	private static String name(Hook hook) {
		try {
			return hook.name();
		}
		catch (Exception | StackOverflowError | LinkageError ex) {
			return hook.getClass().getName();
		}
	}

}
