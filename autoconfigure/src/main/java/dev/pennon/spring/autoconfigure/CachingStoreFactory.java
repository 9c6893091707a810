package dev.pennon.spring.autoconfigure;

import java.time.Duration;

import dev.pennon.store.CacheConfig;
import dev.pennon.store.CachingStoreWrapper;
import dev.pennon.store.FeatureStoreCore;
import dev.pennon.store.HealingConfig;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Makes a store of a database, as {@code pennon.store.*} says.
 */
class CachingStoreFactory {

	private final PennonProperties properties;

	CachingStoreFactory(PennonProperties properties) {
		this.properties = properties;
	}

	CachingStoreWrapper create(FeatureStoreCore core) {
		PennonProperties.Store store = this.properties.store();
		return CachingStoreWrapper.builder(core)
			.cache(cache(store.cache()))
			.healing(healing(store.healing()))
			.waitLimit(positive("pennon.store.timeout", store.timeout()))
			.external(this.properties.dataSource().type() == DataSourceType.EXTERNAL)
			.build();
	}

	private static CacheConfig cache(PennonProperties.Store.Cache cache) {
		Long capacity = cache.capacity();
		if (capacity != null && capacity < 1) {
			throw new InvalidConfigurationPropertyValueException("pennon.store.cache.capacity", capacity,
					"It must be at least 1. To cache nothing, set 'pennon.store.cache.mode' to 'off'.");
		}
		Duration staleOnError = cache.staleOnError();
		if (staleOnError != null && staleOnError.isNegative()) {
			throw new InvalidConfigurationPropertyValueException("pennon.store.cache.stale-on-error", staleOnError,
					"It must not be negative. Zero means never to serve a stale flag.");
		}
		return new CacheConfig(cache.mode(), positive("pennon.store.cache.ttl", cache.ttl()), capacity, cache.refresh(),
				staleOnError);
	}

	private static HealingConfig healing(PennonProperties.Store.Healing healing) {
		return new HealingConfig(healing.enabled(), positive("pennon.store.healing.interval", healing.interval()));
	}

	static Duration positive(String name, Duration duration) {
		if (duration.isZero() || duration.isNegative()) {
			throw new InvalidConfigurationPropertyValueException(name, duration, "It must be longer than zero.");
		}
		return duration;
	}

}
