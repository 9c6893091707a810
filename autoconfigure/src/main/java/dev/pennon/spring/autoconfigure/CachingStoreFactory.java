package dev.pennon.spring.autoconfigure;

import java.time.Duration;

import dev.pennon.store.CacheConfig;
import dev.pennon.store.CachingStoreWrapper;
import dev.pennon.store.FeatureStoreCore;
import dev.pennon.store.HealingConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Makes a store of a database, as {@code pennon.store.*} says.
 */
class CachingStoreFactory {

	private static final Logger logger = LoggerFactory.getLogger(CachingStoreFactory.class);

	private final PennonProperties properties;

	CachingStoreFactory(PennonProperties properties) {
		this.properties = properties;
	}

	CachingStoreWrapper create(FeatureStoreCore core) {
		PennonProperties.Store store = this.properties.store();
		boolean external = this.properties.dataSource().type() == DataSourceType.EXTERNAL;
		if (store.notifications() && !external) {
			logger
				.warn("'pennon.store.notifications' has no effect, because flags come from this process's own source; "
						+ "it is meant for 'pennon.data-source.type=external'");
		}
		return CachingStoreWrapper.builder(core)
			.cache(cache(store.cache()))
			.healing(healing(store.healing()))
			.waitLimit(positive("pennon.store.timeout", store.timeout()))
			.external(external)
			.notifications(store.notifications())
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
