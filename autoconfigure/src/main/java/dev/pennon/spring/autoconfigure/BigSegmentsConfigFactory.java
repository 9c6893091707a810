package dev.pennon.spring.autoconfigure;

import java.time.Duration;
import java.util.List;

import dev.pennon.bigsegment.BigSegmentsConfig;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * What the client does with a big segment store, as {@code pennon.big-segments.*} says.
 */
class BigSegmentsConfigFactory {

	private static final String PREFIX = "pennon.big-segments.";

	private final PennonProperties.BigSegments properties;

	BigSegmentsConfigFactory(PennonProperties.BigSegments properties) {
		this.properties = properties;
	}

	BigSegmentsConfig create() {
		if (this.properties.contextCacheSize() < 0) {
			throw new InvalidConfigurationPropertyValueException(PREFIX + "context-cache-size",
					this.properties.contextCacheSize(), "It must not be negative. Zero means to remember no contexts.");
		}
		return new BigSegmentsConfig(this.properties.contextCacheSize(),
				notNegative("context-cache-time", this.properties.contextCacheTime()),
				positive("status-poll-interval", this.properties.statusPollInterval()),
				positive("stale-after", this.properties.staleAfter()),
				notNegative("stale-on-error", this.properties.staleOnError()),
				positive("timeout", this.properties.timeout()));
	}

	private static Duration notNegative(String name, Duration duration) {
		if (duration.isNegative()) {
			throw new InvalidConfigurationPropertyValueException(PREFIX + name, duration,
					"It must not be negative. Zero means not at all.");
		}
		return duration;
	}

	private static Duration positive(String name, Duration duration) {
		return CachingStoreFactory.positive(PREFIX + name, duration);
	}

	/** Says what is missing where Redis is asked for and nobody made a store. */
	static PennonConfigurationException withoutRedis() {
		return new PennonConfigurationException(
				"Big segments are to be read from Redis, but Spring Data Redis is not on the class path.",
				List.of(PREFIX + "store"),
				"Add 'spring-boot-starter-data-redis' to the class path and set 'spring.data.redis.*', or set "
						+ "'pennon.big-segments.store' to 'none'. An application that is processed ahead of time "
						+ "needs the same 'pennon.big-segments.store' then as when it runs.",
				null);
	}

}
