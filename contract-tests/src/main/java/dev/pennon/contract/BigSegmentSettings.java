package dev.pennon.contract;

import java.time.Duration;

import dev.pennon.bigsegment.BigSegmentsConfig;
import dev.pennon.contract.wire.ClientConfiguration.BigSegments;
import org.jspecify.annotations.Nullable;

/**
 * How a client uses the harness's big segment store.
 */
final class BigSegmentSettings {

	private BigSegmentSettings() {
	}

	/**
	 * Returns the configuration. What is absent or out of range is as by default.
	 */
	static BigSegmentsConfig of(BigSegments given) {
		BigSegmentsConfig defaults = BigSegmentsConfig.defaults();
		Integer size = given.userCacheSize();
		return defaults
			.withContextCache((size != null && size >= 0) ? size : defaults.contextCacheSize(),
					millis(given.userCacheTimeMs(), defaults.contextCacheTime()))
			.withStatusPollInterval(millis(given.statusPollIntervalMs(), defaults.statusPollInterval()))
			.withStaleAfter(millis(given.staleAfterMs(), defaults.staleAfter()));
	}

	private static Duration millis(@Nullable Long given, Duration byDefault) {
		return (given != null && given > 0) ? Duration.ofMillis(given) : byDefault;
	}

}
