package dev.pennon.bigsegment;

import java.time.Duration;

/**
 * How long answers of a {@link BigSegmentStore} are relied on, and how often its status
 * is polled. Begin with {@link #defaults()}.
 *
 * @param contextCacheSize how many contexts are remembered at most; those that were used
 * least recently make way; zero to remember none
 * @param contextCacheTime for how long a context's membership is relied on; zero to
 * remember none
 * @param statusPollInterval how long to wait between two polls; more than zero
 * @param staleAfter how old the store's data may be before it counts as stale; more than
 * zero
 * @param staleOnError for how long after its time a membership may still be used while
 * the store cannot be asked; zero for never
 * @param waitLimit how long an evaluation waits for the store, whatever it asks, and for
 * another thread that asks the same; the first question is limited by the store; more
 * than zero
 */
public record BigSegmentsConfig(int contextCacheSize, Duration contextCacheTime, Duration statusPollInterval,
		Duration staleAfter, Duration staleOnError, Duration waitLimit) {

	/** How many contexts are remembered unless told otherwise. */
	public static final int DEFAULT_CONTEXT_CACHE_SIZE = 1000;

	/** How long a membership is relied on unless told otherwise. */
	public static final Duration DEFAULT_CONTEXT_CACHE_TIME = Duration.ofSeconds(5);

	/** The time between two polls unless told otherwise. */
	public static final Duration DEFAULT_STATUS_POLL_INTERVAL = Duration.ofSeconds(5);

	/** How old the store's data may be unless told otherwise. */
	public static final Duration DEFAULT_STALE_AFTER = Duration.ofMinutes(2);

	/** The longest wait of an evaluation for the store, unless told otherwise. */
	public static final Duration DEFAULT_WAIT_LIMIT = Duration.ofSeconds(2);

	private static final BigSegmentsConfig DEFAULTS = new BigSegmentsConfig(DEFAULT_CONTEXT_CACHE_SIZE,
			DEFAULT_CONTEXT_CACHE_TIME, DEFAULT_STATUS_POLL_INTERVAL, DEFAULT_STALE_AFTER, Duration.ZERO,
			DEFAULT_WAIT_LIMIT);

	/**
	 * Creates a configuration.
	 * @throws IllegalArgumentException if a number or a duration is out of range; the
	 * message names it
	 */
	public BigSegmentsConfig {
		if (contextCacheSize < 0) {
			throw new IllegalArgumentException("'contextCacheSize' is " + contextCacheSize
					+ " but must not be negative; use zero to remember no memberships");
		}
		requireNotNegative("contextCacheTime", contextCacheTime, "use zero to remember no memberships");
		requirePositive("statusPollInterval", statusPollInterval);
		requirePositive("staleAfter", staleAfter);
		requireNotNegative("staleOnError", staleOnError, "use zero to use no membership past its time");
		requirePositive("waitLimit", waitLimit);
	}

	private static void requireNotNegative(String name, Duration duration, String remedy) {
		if (duration.isNegative()) {
			throw new IllegalArgumentException(
					"'%s' is %s but must not be negative; %s".formatted(name, duration, remedy));
		}
	}

	private static void requirePositive(String name, Duration duration) {
		if (duration.isNegative() || duration.isZero()) {
			throw new IllegalArgumentException("'%s' is %s but must be positive".formatted(name, duration));
		}
	}

	/**
	 * Returns the configuration that is used unless told otherwise.
	 * @return the default configuration
	 */
	public static BigSegmentsConfig defaults() {
		return DEFAULTS;
	}

	/**
	 * Returns this configuration with another cache of memberships.
	 * @param size how many contexts are remembered at most; zero for none
	 * @param time for how long a membership is relied on; zero for not at all
	 * @return a configuration
	 * @throws IllegalArgumentException if one of them is negative
	 */
	public BigSegmentsConfig withContextCache(int size, Duration time) {
		return new BigSegmentsConfig(size, time, this.statusPollInterval, this.staleAfter, this.staleOnError,
				this.waitLimit);
	}

	/**
	 * Returns this configuration with another time between polls.
	 * @param interval how long to wait between two polls; more than zero
	 * @return a configuration
	 * @throws IllegalArgumentException if it is not positive
	 */
	public BigSegmentsConfig withStatusPollInterval(Duration interval) {
		return new BigSegmentsConfig(this.contextCacheSize, this.contextCacheTime, interval, this.staleAfter,
				this.staleOnError, this.waitLimit);
	}

	/**
	 * Returns this configuration with another limit for the age of the store's data.
	 * @param age how old the data may be; more than zero
	 * @return a configuration
	 * @throws IllegalArgumentException if it is not positive
	 */
	public BigSegmentsConfig withStaleAfter(Duration age) {
		return new BigSegmentsConfig(this.contextCacheSize, this.contextCacheTime, this.statusPollInterval, age,
				this.staleOnError, this.waitLimit);
	}

	/**
	 * Returns this configuration with another limit for memberships past their time.
	 * @param time for how long after its time a membership may be used while the store
	 * cannot be asked; zero for never
	 * @return a configuration
	 * @throws IllegalArgumentException if it is negative
	 */
	public BigSegmentsConfig withStaleOnError(Duration time) {
		return new BigSegmentsConfig(this.contextCacheSize, this.contextCacheTime, this.statusPollInterval,
				this.staleAfter, time, this.waitLimit);
	}

	/**
	 * Returns this configuration with another limit for waiting.
	 * @param limit how long an evaluation waits, as a rule the time limit of the store;
	 * more than zero
	 * @return a configuration
	 * @throws IllegalArgumentException if it is not positive
	 */
	public BigSegmentsConfig withWaitLimit(Duration limit) {
		return new BigSegmentsConfig(this.contextCacheSize, this.contextCacheTime, this.statusPollInterval,
				this.staleAfter, this.staleOnError, limit);
	}

}
