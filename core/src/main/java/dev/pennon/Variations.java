package dev.pennon;

import dev.pennon.context.EvaluationContext;
import dev.pennon.evaluation.EvaluationDetail;
import dev.pennon.internal.json.Json;
import dev.pennon.migration.MigrationStage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.NullNode;

/**
 * Turns what callers ask for into evaluations, with hooks around them if there are any,
 * and their results into Java values. Immutable.
 */
final class Variations {

	private final Evaluations evaluations;

	private final @Nullable Hooks hooks;

	Variations(Evaluations evaluations, Hooks hooks) {
		this.evaluations = evaluations;
		this.hooks = hooks.isEmpty() ? null : hooks;
	}

	boolean bool(String key, @Nullable EvaluationContext context, boolean defaultValue) {
		JsonNode value = evaluateBool(key, context, defaultValue, false).value();
		return (value != null) ? value.booleanValue() : defaultValue;
	}

	EvaluationDetail<Boolean> boolDetail(String key, @Nullable EvaluationContext context, boolean defaultValue) {
		EvaluationDetail<@Nullable JsonNode> result = evaluateBool(key, context, defaultValue, true);
		JsonNode value = result.value();
		return detail((value != null) ? value.booleanValue() : defaultValue, result);
	}

	private EvaluationDetail<@Nullable JsonNode> evaluateBool(String key, @Nullable EvaluationContext context,
			boolean defaultValue, boolean withReasons) {
		return evaluate(withReasons ? "FlagClient.boolVariationDetail" : "FlagClient.boolVariation", key, context,
				ValueType.BOOLEAN, null, defaultValue ? 1 : 0, null, withReasons);
	}

	int integer(String key, @Nullable EvaluationContext context, int defaultValue) {
		JsonNode value = evaluateInt(key, context, defaultValue, false).value();
		return (value != null) ? toInt(value) : defaultValue;
	}

	EvaluationDetail<Integer> integerDetail(String key, @Nullable EvaluationContext context, int defaultValue) {
		EvaluationDetail<@Nullable JsonNode> result = evaluateInt(key, context, defaultValue, true);
		JsonNode value = result.value();
		return detail((value != null) ? toInt(value) : defaultValue, result);
	}

	private EvaluationDetail<@Nullable JsonNode> evaluateInt(String key, @Nullable EvaluationContext context,
			int defaultValue, boolean withReasons) {
		return evaluate(withReasons ? "FlagClient.intVariationDetail" : "FlagClient.intVariation", key, context,
				ValueType.INT, null, defaultValue, null, withReasons);
	}

	private static int toInt(JsonNode number) {
		return (number instanceof IntNode) ? number.intValue() : (int) Json.toDouble(number);
	}

	double decimal(String key, @Nullable EvaluationContext context, double defaultValue) {
		JsonNode value = evaluateDouble(key, context, defaultValue, false).value();
		return (value != null) ? toDouble(value) : defaultValue;
	}

	EvaluationDetail<Double> decimalDetail(String key, @Nullable EvaluationContext context, double defaultValue) {
		EvaluationDetail<@Nullable JsonNode> result = evaluateDouble(key, context, defaultValue, true);
		JsonNode value = result.value();
		return detail((value != null) ? toDouble(value) : defaultValue, result);
	}

	private EvaluationDetail<@Nullable JsonNode> evaluateDouble(String key, @Nullable EvaluationContext context,
			double defaultValue, boolean withReasons) {
		return evaluate(withReasons ? "FlagClient.doubleVariationDetail" : "FlagClient.doubleVariation", key, context,
				ValueType.DOUBLE, null, defaultValue, null, withReasons);
	}

	// Boxing the number of an IntNode on the way would allocate
	private static double toDouble(JsonNode number) {
		return (number instanceof IntNode) ? number.intValue() : Json.toDouble(number);
	}

	// A string variation that is found is a String, and S is nothing narrower
	@SuppressWarnings("unchecked")
	<S extends @Nullable String> S string(String key, @Nullable EvaluationContext context, S defaultValue) {
		JsonNode value = evaluateString(key, context, defaultValue, false).value();
		return (value != null) ? (S) value.stringValue() : defaultValue;
	}

	@SuppressWarnings("unchecked")
	<S extends @Nullable String> EvaluationDetail<S> stringDetail(String key, @Nullable EvaluationContext context,
			S defaultValue) {
		EvaluationDetail<@Nullable JsonNode> result = evaluateString(key, context, defaultValue, true);
		JsonNode value = result.value();
		return detail((value != null) ? (S) value.stringValue() : defaultValue, result);
	}

	private EvaluationDetail<@Nullable JsonNode> evaluateString(String key, @Nullable EvaluationContext context,
			@Nullable String defaultValue, boolean withReasons) {
		return evaluate(withReasons ? "FlagClient.stringVariationDetail" : "FlagClient.stringVariation", key, context,
				ValueType.STRING, null, 0, defaultValue, withReasons);
	}

	EvaluationDetail<JsonNode> json(String key, @Nullable EvaluationContext context, @Nullable JsonNode defaultValue,
			boolean withReasons) {
		JsonNode fallback = (defaultValue != null) ? defaultValue : NullNode.getInstance();
		EvaluationDetail<@Nullable JsonNode> result = evaluate(jsonMethod(withReasons), key, context, ValueType.ANY,
				null, 0, fallback, withReasons);
		JsonNode value = result.value();
		return detail((value != null) ? value.deepCopy() : fallback, result);
	}

	<T extends @Nullable Object> EvaluationDetail<T> json(String key, @Nullable EvaluationContext context,
			T defaultValue, Class<? extends T> type, boolean withReasons) {
		ValueBinding<T> binding = new ValueBinding<>(type);
		EvaluationDetail<@Nullable JsonNode> result = evaluate(jsonMethod(withReasons), key, context, ValueType.ANY,
				binding, 0, null, withReasons);
		T bound = binding.bound();
		return detail((bound != null) ? bound : defaultValue, result);
	}

	private static String jsonMethod(boolean withReasons) {
		return withReasons ? "FlagClient.jsonVariationDetail" : "FlagClient.jsonVariation";
	}

	EvaluationDetail<@Nullable JsonNode> migrationStage(String key, @Nullable EvaluationContext context,
			MigrationStage defaultStage, EvaluationNote note) {
		return evaluate("FlagClient.migrationVariation", key, context, ValueType.MIGRATION_STAGE, note, 0,
				defaultStage.value(), false);
	}

	private EvaluationDetail<@Nullable JsonNode> evaluate(String method, String key,
			@Nullable EvaluationContext context, ValueType type, @Nullable EvaluationNote note, double defaultNumber,
			@Nullable Object defaultValue, boolean withReasons) {
		if (this.hooks == null) {
			return this.evaluations.evaluate(key, context, type, note, defaultNumber, defaultValue, withReasons);
		}
		return this.hooks.around(
				new EvaluationRequest(method, key, context, type, note, defaultNumber, defaultValue, withReasons),
				this.evaluations);
	}

	private static <T extends @Nullable Object> EvaluationDetail<T> detail(T value,
			EvaluationDetail<@Nullable JsonNode> result) {
		return new EvaluationDetail<>(value, result.variationIndex(), result.reason());
	}

}
