package dev.pennon.spring.autoconfigure;

import java.time.Duration;

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

}
