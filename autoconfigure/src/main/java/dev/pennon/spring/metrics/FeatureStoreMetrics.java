package dev.pennon.spring.metrics;

import java.util.function.ToLongFunction;

import dev.pennon.store.CachingStoreWrapper;
import dev.pennon.store.StoreStatistics;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Meters of a feature store in a database: its cache, its operations, and its failures by
 * kind. Reads counts that are there already and asks nobody.
 */
public class FeatureStoreMetrics implements MeterBinder {

	private final CachingStoreWrapper store;

	/**
	 * Creates the meters.
	 * @param store the store
	 */
	public FeatureStoreMetrics(CachingStoreWrapper store) {
		this.store = store;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		counter("pennon.store.cache.gets", StoreStatistics::hits).tag("result", "hit")
			.description("Reads that the cache answered, or could not answer")
			.register(registry);
		counter("pennon.store.cache.gets", StoreStatistics::misses).tag("result", "miss")
			.description("Reads that the cache answered, or could not answer")
			.register(registry);
		counter("pennon.store.operations", StoreStatistics::loads).tag("operation", "read")
			.description("Requests to the database")
			.register(registry);
		counter("pennon.store.operations", StoreStatistics::writes).tag("operation", "write")
			.description("Requests to the database")
			.register(registry);
		counter("pennon.store.stale.answers", StoreStatistics::staleAnswers)
			.description("Reads that were answered from memory because the database could not answer")
			.register(registry);
		failures(registry, "unavailable", StoreStatistics::unavailableFailures);
		failures(registry, "write-refused", StoreStatistics::refusedWrites);
		failures(registry, "read-refused", StoreStatistics::refusedReads);
		failures(registry, "invalid-item", StoreStatistics::invalidItems);
		counter("pennon.store.heals", StoreStatistics::heals)
			.description("Times that lost data was written back to the database")
			.register(registry);
		Gauge.builder("pennon.store.available", this.store, (store) -> store.state().acceptingWrites() ? 1 : 0)
			.description("Whether the database answers and accepts writes: 1 or 0")
			.register(registry);
	}

	private void failures(MeterRegistry registry, String kind, ToLongFunction<StoreStatistics> count) {
		counter("pennon.store.failures", count).tag("kind", kind)
			.description("Failures of the database")
			.register(registry);
	}

	private FunctionCounter.Builder<CachingStoreWrapper> counter(String name, ToLongFunction<StoreStatistics> count) {
		return FunctionCounter.builder(name, this.store, (store) -> count.applyAsLong(store.statistics()));
	}

}
