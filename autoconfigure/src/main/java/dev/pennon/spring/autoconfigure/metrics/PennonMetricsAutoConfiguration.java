package dev.pennon.spring.autoconfigure.metrics;

import dev.pennon.event.EventProcessor;
import dev.pennon.event.HttpEventProcessor;
import dev.pennon.spring.autoconfigure.PennonAutoConfiguration;
import dev.pennon.spring.metrics.EventProcessorMetrics;
import dev.pennon.spring.metrics.FeatureStoreMetrics;
import dev.pennon.store.CachingStoreWrapper;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the metrics of Pennon.
 */
@AutoConfiguration(after = PennonAutoConfiguration.class,
		afterName = { "org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration",
				"org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration" })
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(MeterRegistry.class)
public final class PennonMetricsAutoConfiguration {

	PennonMetricsAutoConfiguration() {
	}

	@Bean
	@ConditionalOnSingleCandidate(CachingStoreWrapper.class)
	@ConditionalOnMissingBean
	FeatureStoreMetrics pennonFeatureStoreMetrics(CachingStoreWrapper store) {
		return new FeatureStoreMetrics(store);
	}

	// A processor of the application's own has statistics of its own, if any
	@Bean
	@ConditionalOnSingleCandidate(EventProcessor.class)
	@ConditionalOnMissingBean
	@Nullable EventProcessorMetrics pennonEventProcessorMetrics(EventProcessor events) {
		return (events instanceof HttpEventProcessor http) ? new EventProcessorMetrics(http) : null;
	}

}
