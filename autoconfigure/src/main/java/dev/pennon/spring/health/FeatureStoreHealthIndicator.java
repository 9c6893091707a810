package dev.pennon.spring.health;

import java.time.temporal.ChronoUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.pennon.model.DataKinds;
import dev.pennon.store.CachingStoreWrapper;
import dev.pennon.store.DataStoreStatus;
import dev.pennon.store.FeatureStore;
import dev.pennon.store.ReadOnlyStore;
import dev.pennon.store.SnapshotFeatureStore;
import dev.pennon.store.StoreState;
import dev.pennon.store.StoreStatistics;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * Health of the store that flags are kept in: its condition, the number of flags of a
 * store in memory, and the last error and the counts of a database. Reports what is known
 * and asks nobody.
 */
public class FeatureStoreHealthIndicator extends AbstractHealthIndicator {

	private final FeatureStore store;

	private final Supplier<DataStoreStatus> status;

	private final BooleanSupplier dataStored;

	private final Function<FeatureStoreCondition, Status> mapping;

	/**
	 * Creates an indicator.
	 * @param store the store
	 * @param status whether a store of the application's own is available
	 * @param dataStored whether this process has put data into a store of the
	 * application's own
	 * @param mapping the health status for each condition
	 */
	public FeatureStoreHealthIndicator(FeatureStore store, Supplier<DataStoreStatus> status, BooleanSupplier dataStored,
			Function<FeatureStoreCondition, Status> mapping) {
		super("The health of the feature store could not be told");
		this.store = store;
		this.status = status;
		this.dataStored = dataStored;
		this.mapping = mapping;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		builder.withDetail("type", this.store.getClass().getSimpleName());
		if (this.store instanceof SnapshotFeatureStore inMemory) {
			describe(builder, inMemory);
		}
		else if (this.store instanceof CachingStoreWrapper database) {
			describe(builder, database);
		}
		else {
			describeForeign(builder);
		}
	}

	private void condition(Health.Builder builder, FeatureStoreCondition condition) {
		builder.status(this.mapping.apply(condition)).withDetail("state", condition);
	}

	private void describe(Health.Builder builder, SnapshotFeatureStore inMemory) {
		condition(builder, inMemory.isInitialized() ? FeatureStoreCondition.VALID : FeatureStoreCondition.INITIALIZING);
		ReadOnlyStore snapshot = inMemory.snapshot();
		builder.withDetail("flags", snapshot.all(DataKinds.FEATURES).size())
			.withDetail("segments", snapshot.all(DataKinds.SEGMENTS).size());
	}

	private void describe(Health.Builder builder, CachingStoreWrapper database) {
		StoreState state = database.state();
		condition(builder, condition(state));
		builder.withDetail("since", state.since().truncatedTo(ChronoUnit.SECONDS).toString())
			.withDetail("reachable", state.reachable())
			.withDetail("acceptingWrites", state.acceptingWrites())
			.withDetail("answeringFromMemory", state.answeringFromMemory());
		if (state.lastError() != null) {
			builder.withDetail("lastError", state.lastError());
		}
		if (state.healingConflict()) {
			builder.withDetail("healingConflict", true);
		}
		StoreStatistics statistics = database.statistics();
		builder.withDetail("refusedWrites", statistics.refusedWrites())
			.withDetail("refusedReads", statistics.refusedReads())
			.withDetail("unavailableFailures", statistics.unavailableFailures())
			.withDetail("invalidItems", statistics.invalidItems());
	}

	private static FeatureStoreCondition condition(StoreState state) {
		if (!state.reachable()) {
			return state.answeringFromMemory() ? FeatureStoreCondition.INTERRUPTED : FeatureStoreCondition.UNAVAILABLE;
		}
		if (!state.acceptingWrites()) {
			return FeatureStoreCondition.INTERRUPTED;
		}
		return state.initialized() ? FeatureStoreCondition.VALID : FeatureStoreCondition.INITIALIZING;
	}

	private void describeForeign(Health.Builder builder) {
		DataStoreStatus present = this.status.get();
		boolean data = this.dataStored.getAsBoolean();
		if (present.available()) {
			condition(builder, data ? FeatureStoreCondition.VALID : FeatureStoreCondition.INITIALIZING);
		}
		else {
			condition(builder, data ? FeatureStoreCondition.INTERRUPTED : FeatureStoreCondition.UNAVAILABLE);
		}
		builder.withDetail("available", present.available()).withDetail("stale", present.stale());
	}

}
