package dev.pennon;

import java.time.Duration;

import dev.pennon.bigsegment.BigSegmentStoreStatusProvider;
import dev.pennon.context.EvaluationContext;
import dev.pennon.datasource.DataSourceStatusProvider;
import dev.pennon.evaluation.EvaluationDetail;
import dev.pennon.migration.MigrationStage;
import dev.pennon.migration.MigrationTracker;
import dev.pennon.migration.MigrationVariation;
import dev.pennon.store.DataStoreStatusProvider;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The {@link FlagClient}: takes each call to the part of the client that it is for.
 * Immutable.
 */
final class DefaultFlagClient implements FlagClient {

	private final Lifecycle lifecycle;

	private final Variations variations;

	private final AllFlags allFlags;

	private final Tracking tracking;

	private final Migrations migrations;

	private final DataSourceStatusProvider dataSourceStatus;

	private final DataStoreStatusProvider dataStoreStatus;

	private final BigSegmentStoreStatusProvider bigSegmentStoreStatus;

	private final FlagTracker flagTracker;

	private final @Nullable SecureModeHash secureModeHash;

	private final boolean offline;

	DefaultFlagClient(Lifecycle lifecycle, Variations variations, AllFlags allFlags, Tracking tracking,
			Migrations migrations, DataSourceStatusProvider dataSourceStatus, DataStoreStatusProvider dataStoreStatus,
			BigSegmentStoreStatusProvider bigSegmentStoreStatus, FlagTracker flagTracker,
			@Nullable SecureModeHash secureModeHash, boolean offline) {
		this.lifecycle = lifecycle;
		this.variations = variations;
		this.allFlags = allFlags;
		this.tracking = tracking;
		this.migrations = migrations;
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
		return this.variations.bool(key, context, defaultValue);
	}

	@Override
	public EvaluationDetail<Boolean> boolVariationDetail(String key, @Nullable EvaluationContext context,
			boolean defaultValue) {
		return this.variations.boolDetail(key, context, defaultValue);
	}

	@Override
	public int intVariation(String key, @Nullable EvaluationContext context, int defaultValue) {
		return this.variations.integer(key, context, defaultValue);
	}

	@Override
	public EvaluationDetail<Integer> intVariationDetail(String key, @Nullable EvaluationContext context,
			int defaultValue) {
		return this.variations.integerDetail(key, context, defaultValue);
	}

	@Override
	public double doubleVariation(String key, @Nullable EvaluationContext context, double defaultValue) {
		return this.variations.decimal(key, context, defaultValue);
	}

	@Override
	public EvaluationDetail<Double> doubleVariationDetail(String key, @Nullable EvaluationContext context,
			double defaultValue) {
		return this.variations.decimalDetail(key, context, defaultValue);
	}

	@Override
	public <S extends @Nullable String> S stringVariation(String key, @Nullable EvaluationContext context,
			S defaultValue) {
		return this.variations.string(key, context, defaultValue);
	}

	@Override
	public <S extends @Nullable String> EvaluationDetail<S> stringVariationDetail(String key,
			@Nullable EvaluationContext context, S defaultValue) {
		return this.variations.stringDetail(key, context, defaultValue);
	}

	@Override
	public JsonNode jsonVariation(String key, @Nullable EvaluationContext context, @Nullable JsonNode defaultValue) {
		return this.variations.json(key, context, defaultValue, false).value();
	}

	@Override
	public EvaluationDetail<JsonNode> jsonVariationDetail(String key, @Nullable EvaluationContext context,
			@Nullable JsonNode defaultValue) {
		return this.variations.json(key, context, defaultValue, true);
	}

	@Override
	public <T extends @Nullable Object> T jsonVariation(String key, @Nullable EvaluationContext context, T defaultValue,
			Class<? extends T> type) {
		return this.variations.<T>json(key, context, defaultValue, type, false).value();
	}

	@Override
	public <T extends @Nullable Object> EvaluationDetail<T> jsonVariationDetail(String key,
			@Nullable EvaluationContext context, T defaultValue, Class<? extends T> type) {
		return this.variations.json(key, context, defaultValue, type, true);
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
		return this.migrations.variation(key, context, defaultStage);
	}

	@Override
	public void trackMigration(MigrationTracker tracker) {
		this.tracking.trackMigration(tracker);
	}

}
