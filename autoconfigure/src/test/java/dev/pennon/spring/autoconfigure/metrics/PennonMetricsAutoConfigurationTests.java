package dev.pennon.spring.autoconfigure.metrics;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.pennon.FlagClient;
import dev.pennon.context.EvaluationContext;
import dev.pennon.spring.autoconfigure.PennonAutoConfiguration;
import dev.pennon.spring.metrics.FeatureStoreMetrics;
import dev.pennon.store.FeatureStoreCore;
import dev.pennon.store.SerializedItem;
import dev.pennon.store.VersionedDataKind;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PennonMetricsAutoConfiguration}.
 */
class PennonMetricsAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(PennonAutoConfiguration.class, PennonMetricsAutoConfiguration.class))
		.withBean(FeatureStoreCore.class, BrokenCore::new)
		.withPropertyValues("pennon.data-source.type=external");

	@Test
	void storeIsMeasured() {
		this.runner.withBean(MeterRegistry.class, SimpleMeterRegistry::new).run((context) -> {
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			context.getBean(FeatureStoreMetrics.class).bindTo(registry);
			context.getBean(FlagClient.class).boolVariation("flag", EvaluationContext.of("user"), false);
			assertThat(registry.get("pennon.store.failures").tag("kind", "unavailable").functionCounter().count())
				.isPositive();
			assertThat(registry.get("pennon.store.available").gauge().value()).isZero();
			assertThat(registry.get("pennon.store.cache.gets").tag("result", "miss").functionCounter().count())
				.isPositive();
		});
	}

	@Test
	void nothingIsMeasuredWithoutARegistry() {
		this.runner.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(FeatureStoreMetrics.class));
	}

	@Test
	void applicationWithoutMicrometerStarts() {
		this.runner.withClassLoader(new FilteredClassLoader(MeterRegistry.class))
			.run((context) -> assertThat(context).hasNotFailed());
	}

	/** A database that never answers. */
	static class BrokenCore implements FeatureStoreCore {

		private final Map<String, Integer> asked = new ConcurrentHashMap<>();

		@Override
		public void initInternal(Map<VersionedDataKind<?>, Map<String, SerializedItem>> allData) {
			throw broken("init");
		}

		@Override
		public @Nullable SerializedItem getInternal(VersionedDataKind<?> kind, String key) {
			throw broken("get");
		}

		@Override
		public Map<String, SerializedItem> getAllInternal(VersionedDataKind<?> kind) {
			throw broken("getAll");
		}

		@Override
		public SerializedItem upsertInternal(VersionedDataKind<?> kind, SerializedItem item) {
			throw broken("upsert");
		}

		@Override
		public boolean initializedInternal() {
			return this.asked.isEmpty();
		}

		private RuntimeException broken(String question) {
			this.asked.merge(question, 1, Integer::sum);
			return new IllegalStateException("The database does not answer");
		}

	}

}
