package dev.pennon.spring.autoconfigure.health;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.pennon.FlagClient;
import dev.pennon.bigsegment.BigSegmentStore;
import dev.pennon.bigsegment.BigSegmentStoreStatusProvider;
import dev.pennon.datasource.DataSourceUpdates;
import dev.pennon.datasource.UpdateCounts;
import dev.pennon.spring.autoconfigure.PennonAutoConfiguration;
import dev.pennon.spring.autoconfigure.PennonProperties;
import dev.pennon.spring.health.BigSegmentStoreHealthIndicator;
import dev.pennon.spring.health.DataSourceHealthIndicator;
import dev.pennon.spring.health.FeatureStoreHealthIndicator;
import dev.pennon.store.FeatureStore;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the health of Pennon: the
 * composite {@code pennon} with a part for each thing that can fail.
 */
@AutoConfiguration(after = PennonAutoConfiguration.class)
@ConditionalOnClass({ HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnSingleCandidate(FlagClient.class)
@ConditionalOnBean({ FeatureStore.class, PennonProperties.class })
@ConditionalOnEnabledHealthIndicator("pennon")
public final class PennonHealthContributorAutoConfiguration {

	PennonHealthContributorAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean(name = { "pennonHealthIndicator", "pennonHealthContributor" })
	CompositeHealthContributor pennonHealthContributor(FlagClient client, FeatureStore store,
			ObjectProvider<DataSourceUpdates> updates, ObjectProvider<BigSegmentStore> bigSegmentStore,
			ObjectProvider<BigSegmentStoreStatusProvider> bigSegmentStatus, PennonProperties properties) {
		HealthStatuses statuses = new HealthStatuses(properties.health());
		DataSourceUpdates counting = updates.getIfAvailable();
		Map<String, HealthIndicator> parts = new LinkedHashMap<>();
		parts.put("dataSource", new DataSourceHealthIndicator(() -> client.dataSourceStatusProvider().getStatus(),
				() -> counts(counting), statuses::of, InstantSource.system()));
		parts.put("featureStore",
				new FeatureStoreHealthIndicator(store, () -> client.dataStoreStatusProvider().getStatus(),
						() -> hasStoredData(counts(counting)), statuses::of));
		BigSegmentStoreStatusProvider provider = bigSegmentStatus.getIfUnique();
		if (provider != null && bigSegmentStore.stream().findAny().isPresent()) {
			parts.put("bigSegments",
					new BigSegmentStoreHealthIndicator(provider, statuses::of, InstantSource.system()));
		}
		return CompositeHealthContributor.fromMap(parts);
	}

	private static @Nullable UpdateCounts counts(@Nullable DataSourceUpdates updates) {
		return (updates != null) ? updates.counts() : null;
	}

	private static boolean hasStoredData(@Nullable UpdateCounts counts) {
		return counts != null && counts.applied() > 0;
	}

}
