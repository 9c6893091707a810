package dev.pennon;

import java.time.Duration;

import dev.pennon.bigsegment.BigSegmentStoreStatusProvider;
import dev.pennon.context.EvaluationContext;
import dev.pennon.datasource.DataSourceStatusProvider;
import dev.pennon.evaluation.EvaluationDetail;
import dev.pennon.internal.json.Json;
import dev.pennon.migration.MigrationStage;
import dev.pennon.migration.MigrationTracker;
import dev.pennon.migration.MigrationVariation;
import dev.pennon.store.DataStoreStatusProvider;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.StringNode;

/**
 * The {@link FlagClient}: turns what callers ask for into evaluations, and their results
 * into Java values.
 */
final class DefaultFlagClient implements FlagClient {

	private final Lifecycle lifecycle;

	private final Evaluations evaluations;

	private final AllFlags allFlags;

	private final Tracking tracking;

	private final Migrations migrations;

	private final @Nullable Hooks hooks;

	private final boolean observed;

	private final DataSourceStatusProvider dataSourceStatus;

	private final DataStoreStatusProvider dataStoreStatus;

	private final BigSegmentStoreStatusProvider bigSegmentStoreStatus;

	private final FlagTracker flagTracker;

	private final @Nullable SecureModeHash secureModeHash;

	private final boolean offline;

	DefaultFlagClient(Lifecycle lifecycle, Evaluations evaluations, AllFlags allFlags, Tracking tracking,
			Migrations migrations, @Nullable Hooks hooks, DataSourceStatusProvider dataSourceStatus,
			DataStoreStatusProvider dataStoreStatus, BigSegmentStoreStatusProvider bigSegmentStoreStatus,
			FlagTracker flagTracker, @Nullable SecureModeHash secureModeHash, boolean offline) {
		this.lifecycle = lifecycle;
		this.evaluations = evaluations;
		this.allFlags = allFlags;
		this.tracking = tracking;
		this.migrations = migrations;
		this.hooks = hooks;
		this.observed = hooks != null || evaluations.isObserved();
		this.dataSourceStatus = dataSourceStatus;
		this.dataStoreStatus = dataStoreStatus;
		this.bigSegmentStoreStatus = bigSegmentStoreStatus;
		this.flagTracker = flagTracker;
		this.secureModeHash = secureModeHash;
		this.offline = offline;
	}

	@Override
	public void start() {
		this.lifecycle.start();
	}

	@Override
	public void stop() {
		this.lifecycle.stop();
	}

	@Override
	public void close() {
		this.lifecycle.close();
	}

	@Override
	public boolean isInitialized() {
		return this.lifecycle.isInitialized();
	}

	@Override
	public boolean isOffline() {
		return this.offline;
	}

	@Override
	public boolean boolVariation(String key, @Nullable EvaluationContext context, boolean defaultValue) {
		JsonNode value = evaluateBool(key, context, defaultValue, false).value();
		return (value != null) ? value.booleanValue() : defaultValue;
	}

	@Override
	public EvaluationDetail<Boolean> boolVariationDetail(String key, @Nullable EvaluationContext context,
			boolean defaultValue) {
		EvaluationDetail<@Nullable JsonNode> result = evaluateBool(key, context, defaultValue, true);
		JsonNode value = result.value();
		return detail((value != null) ? value.booleanValue() : defaultValue, result);
	}

	private EvaluationDetail<@Nullable JsonNode> evaluateBool(String key, @Nullable EvaluationContext context,
			boolean defaultValue, boolean withReasons) {
		return evaluate(withReasons ? "FlagClient.boolVariationDetail" : "FlagClient.boolVariation", key, context,
				ValueType.BOOLEAN, null, this.observed ? BooleanNode.valueOf(defaultValue) : null, withReasons);
	}

	@Override
	public int intVariation(String key, @Nullable EvaluationContext context, int defaultValue) {
		JsonNode value = evaluateInt(key, context, defaultValue, false).value();
		return (value != null) ? toInt(value) : defaultValue;
	}

	@Override
	public EvaluationDetail<Integer> intVariationDetail(String key, @Nullable EvaluationContext context,
			int defaultValue) {
		EvaluationDetail<@Nullable JsonNode> result = evaluateInt(key, context, defaultValue, true);
		JsonNode value = result.value();
		return detail((value != null) ? toInt(value) : defaultValue, result);
	}

	private EvaluationDetail<@Nullable JsonNode> evaluateInt(String key, @Nullable EvaluationContext context,
			int defaultValue, boolean withReasons) {
		return evaluate(withReasons ? "FlagClient.intVariationDetail" : "FlagClient.intVariation", key, context,
				ValueType.NUMBER, null, this.observed ? IntNode.valueOf(defaultValue) : null, withReasons);
	}

	private static int toInt(JsonNode number) {
		return (number instanceof IntNode) ? number.intValue() : (int) Json.toDouble(number);
	}

	@Override
	public double doubleVariation(String key, @Nullable EvaluationContext context, double defaultValue) {
		JsonNode value = evaluateDouble(key, context, defaultValue, false).value();
		return (value != null) ? toDouble(value) : defaultValue;
	}

	@Override
	public EvaluationDetail<Double> doubleVariationDetail(String key, @Nullable EvaluationContext context,
			double defaultValue) {
		EvaluationDetail<@Nullable JsonNode> result = evaluateDouble(key, context, defaultValue, true);
		JsonNode value = result.value();
		return detail((value != null) ? toDouble(value) : defaultValue, result);
	}

	private EvaluationDetail<@Nullable JsonNode> evaluateDouble(String key, @Nullable EvaluationContext context,
			double defaultValue, boolean withReasons) {
		return evaluate(withReasons ? "FlagClient.doubleVariationDetail" : "FlagClient.doubleVariation", key, context,
				ValueType.NUMBER, null, this.observed ? DoubleNode.valueOf(defaultValue) : null, withReasons);
	}

	// Boxing the number of an IntNode on the way would allocate
	private static double toDouble(JsonNode number) {
		return (number instanceof IntNode) ? number.intValue() : Json.toDouble(number);
	}

	// A string variation that is found is a String, and S is nothing narrower
	@Override
	@SuppressWarnings("unchecked")
	public <S extends @Nullable String> S stringVariation(String key, @Nullable EvaluationContext context,
			S defaultValue) {
		JsonNode value = evaluateString(key, context, defaultValue, false).value();
		return (value != null) ? (S) value.stringValue() : defaultValue;
	}

	@Override
	@SuppressWarnings("unchecked")
	public <S extends @Nullable String> EvaluationDetail<S> stringVariationDetail(String key,
			@Nullable EvaluationContext context, S defaultValue) {
		EvaluationDetail<@Nullable JsonNode> result = evaluateString(key, context, defaultValue, true);
		JsonNode value = result.value();
		return detail((value != null) ? (S) value.stringValue() : defaultValue, result);
	}

	private EvaluationDetail<@Nullable JsonNode> evaluateString(String key, @Nullable EvaluationContext context,
			@Nullable String defaultValue, boolean withReasons) {
		return evaluate(withReasons ? "FlagClient.stringVariationDetail" : "FlagClient.stringVariation", key, context,
				ValueType.STRING, null, this.observed ? StringNode.valueOf(defaultValue) : null, withReasons);
	}

	@Override
	public JsonNode jsonVariation(String key, @Nullable EvaluationContext context, @Nullable JsonNode defaultValue) {
		return jsonVariationDetail(key, context, defaultValue, false).value();
	}

	@Override
	public EvaluationDetail<JsonNode> jsonVariationDetail(String key, @Nullable EvaluationContext context,
			@Nullable JsonNode defaultValue) {
		return jsonVariationDetail(key, context, defaultValue, true);
	}

	private EvaluationDetail<JsonNode> jsonVariationDetail(String key, @Nullable EvaluationContext context,
			@Nullable JsonNode defaultValue, boolean withReasons) {
		JsonNode fallback = (defaultValue != null) ? defaultValue : NullNode.getInstance();
		EvaluationDetail<@Nullable JsonNode> result = evaluate(jsonMethod(withReasons), key, context, ValueType.ANY,
				null, fallback, withReasons);
		JsonNode value = result.value();
		return detail((value != null) ? value.deepCopy() : fallback, result);
	}

	@Override
	public <T extends @Nullable Object> T jsonVariation(String key, @Nullable EvaluationContext context, T defaultValue,
			Class<? extends T> type) {
		return jsonVariationDetail(key, context, defaultValue, type, false).value();
	}

	@Override
	public <T extends @Nullable Object> EvaluationDetail<T> jsonVariationDetail(String key,
			@Nullable EvaluationContext context, T defaultValue, Class<? extends T> type) {
		return jsonVariationDetail(key, context, defaultValue, type, true);
	}

	private <T extends @Nullable Object> EvaluationDetail<T> jsonVariationDetail(String key,
			@Nullable EvaluationContext context, T defaultValue, Class<? extends T> type, boolean withReasons) {
		ValueBinding<T> binding = new ValueBinding<>(type);
		EvaluationDetail<@Nullable JsonNode> result = evaluate(jsonMethod(withReasons), key, context, ValueType.ANY,
				binding, null, withReasons);
		T bound = binding.bound();
		return detail((bound != null) ? bound : defaultValue, result);
	}

	private static String jsonMethod(boolean withReasons) {
		return withReasons ? "FlagClient.jsonVariationDetail" : "FlagClient.jsonVariation";
	}

	private EvaluationDetail<@Nullable JsonNode> evaluate(String method, String key,
			@Nullable EvaluationContext context, ValueType type, @Nullable ValueBinding<?> binding,
			@Nullable JsonNode defaultValue, boolean withReasons) {
		if (this.hooks == null) {
			return this.evaluations.evaluate(key, context, type, binding, defaultValue, withReasons);
		}
		return this.hooks.around(new EvaluationRequest(method, key, context, type, binding, defaultValue, withReasons),
				this.evaluations);
	}

	private static <T extends @Nullable Object> EvaluationDetail<T> detail(T value,
			EvaluationDetail<@Nullable JsonNode> result) {
		return new EvaluationDetail<>(value, result.variationIndex(), result.reason());
	}

	@Override
	public FeatureFlagsState allFlagsState(@Nullable EvaluationContext context, FlagsStateOption... options) {
		return this.allFlags.evaluate(context, options);
	}

	@Override
	public @Nullable String secureModeHash(@Nullable EvaluationContext context) {
		if (this.secureModeHash == null) {
			throw new IllegalStateException("The hash for secure mode needs the SDK key, but the client has none; "
					+ "set 'sdkKey' when building it");
		}
		return (context != null && context.isValid()) ? this.secureModeHash.of(context) : null;
	}

	@Override
	public DataSourceStatusProvider dataSourceStatusProvider() {
		return this.dataSourceStatus;
	}

	@Override
	public DataStoreStatusProvider dataStoreStatusProvider() {
		return this.dataStoreStatus;
	}

	@Override
	public BigSegmentStoreStatusProvider bigSegmentStoreStatusProvider() {
		return this.bigSegmentStoreStatus;
	}

	@Override
	public FlagTracker flagTracker() {
		return this.flagTracker;
	}

	@Override
	public void identify(@Nullable EvaluationContext context) {
		this.tracking.identify(context);
	}

	@Override
	public void track(String event, @Nullable EvaluationContext context, @Nullable JsonNode data) {
		this.tracking.track(event, context, data, null);
	}

	@Override
	public void track(String event, @Nullable EvaluationContext context, @Nullable JsonNode data, double metricValue) {
		this.tracking.track(event, context, data, metricValue);
	}

	@Override
	public void flush() {
		this.tracking.flush();
	}

	@Override
	public boolean flushAndWait(Duration timeout) {
		return this.tracking.flushAndWait(timeout);
	}

	@Override
	public MigrationVariation migrationVariation(String key, @Nullable EvaluationContext context,
			MigrationStage defaultStage) {
		EvaluationDetail<@Nullable JsonNode> result = evaluate("FlagClient.migrationVariation", key, context,
				ValueType.MIGRATION_STAGE, null, StringNode.valueOf(defaultStage.value()), false);
		return this.migrations.variation(key, context, defaultStage, result);
	}

	@Override
	public void trackMigration(MigrationTracker tracker) {
		this.tracking.trackMigration(tracker);
	}

}
