package dev.pennon.store;

import java.time.Duration;

/**
 * Whether and how often a {@link CachingStoreWrapper} with a source of its own looks
 * whether the database has lost data, and writes back what is missing.
 *
 * @param enabled whether it does so at all
 * @param interval how long to wait between two looks, give or take a fifth; more than
 * zero
 */
public record HealingConfig(boolean enabled, Duration interval) {

	/** The time between two looks unless told otherwise. */
	public static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(10);

	/**
	 * Creates a configuration.
	 * @throws IllegalArgumentException if the interval is not positive
	 */
	public HealingConfig {
		if (interval.isZero() || interval.isNegative()) {
			throw new IllegalArgumentException("The healing interval must be positive, but is " + interval);
		}
	}

	/**
	 * Heals, looking every {@link #DEFAULT_INTERVAL}.
	 * @return the default configuration
	 */
	public static HealingConfig defaults() {
		return new HealingConfig(true, DEFAULT_INTERVAL);
	}

	/**
	 * Never heals.
	 * @return a configuration that is switched off
	 */
	public static HealingConfig off() {
		return new HealingConfig(false, DEFAULT_INTERVAL);
	}

}
