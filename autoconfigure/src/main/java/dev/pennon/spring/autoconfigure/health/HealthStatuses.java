package dev.pennon.spring.autoconfigure.health;

import dev.pennon.datasource.DataSourceState;
import dev.pennon.spring.autoconfigure.PennonProperties;
import dev.pennon.spring.health.BigSegmentStoreCondition;
import dev.pennon.spring.health.FeatureStoreCondition;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.health.contributor.Status;
import org.springframework.util.StringUtils;

/**
 * The health status for each condition, as {@code pennon.health} says.
 */
class HealthStatuses {

	private final PennonProperties.Health.DataSourceStatuses dataSource;

	private final PennonProperties.Health.FeatureStoreStatuses featureStore;

	private final PennonProperties.Health.BigSegmentStatuses bigSegments;

	/**
	 * Creates the mapping.
	 * @param properties the configured statuses
	 * @throws InvalidConfigurationPropertyValueException if one is empty
	 */
	HealthStatuses(PennonProperties.Health properties) {
		this.dataSource = properties.dataSource();
		this.featureStore = properties.featureStore();
		this.bigSegments = properties.bigSegments();
		for (DataSourceState state : DataSourceState.values()) {
			of(state);
		}
		for (BigSegmentStoreCondition condition : BigSegmentStoreCondition.values()) {
			of(condition);
		}
		for (FeatureStoreCondition condition : FeatureStoreCondition.values()) {
			of(condition);
		}
	}

	Status of(DataSourceState state) {
		return switch (state) {
			case VALID -> status("data-source.valid", this.dataSource.valid());
			case INTERRUPTED -> status("data-source.interrupted", this.dataSource.interrupted());
			case INITIALIZING -> status("data-source.initializing", this.dataSource.initializing());
			case OFF -> status("data-source.off", this.dataSource.off());
		};
	}

	Status of(FeatureStoreCondition condition) {
		return switch (condition) {
			case VALID -> status("feature-store.valid", this.featureStore.valid());
			case INTERRUPTED -> status("feature-store.interrupted", this.featureStore.interrupted());
			case INITIALIZING -> status("feature-store.initializing", this.featureStore.initializing());
			case UNAVAILABLE -> status("feature-store.unavailable", this.featureStore.unavailable());
		};
	}

	Status of(BigSegmentStoreCondition condition) {
		return switch (condition) {
			case VALID -> status("big-segments.valid", this.bigSegments.valid());
			case STALE -> status("big-segments.stale", this.bigSegments.stale());
			case UNAVAILABLE -> status("big-segments.unavailable", this.bigSegments.unavailable());
			case INITIALIZING -> status("big-segments.initializing", this.bigSegments.initializing());
		};
	}

	private static Status status(String key, String name) {
		if (!StringUtils.hasText(name)) {
			throw new InvalidConfigurationPropertyValueException("pennon.health." + key, name,
					"A health status needs a name, such as UP or STALE.");
		}
		return new Status(name.strip());
	}

}
