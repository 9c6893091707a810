package dev.pennon.store;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What a {@link CachingStoreWrapper} keeps in memory. Begin with {@link #defaults()},
 * {@link #ttl(Duration)}, {@link #infinite()} or {@link #off()}.
 *
 * @param mode how long an item is relied on
 * @param ttl how long an item is relied on in {@link CacheMode#TTL} mode, and in every
 * mode but {@link CacheMode#OFF} how long it is remembered that there is no item; more
 * than zero
 * @param capacity how many items of each kind are kept at most, or null for all of them
 * @param refresh when an item is read again
 * @param staleOnError for how long after its time an item may still be served while the
 * database cannot be asked; zero for never, null for without limit
 */
public record CacheConfig(CacheMode mode, Duration ttl, @Nullable Long capacity, CacheRefresh refresh,
		@Nullable Duration staleOnError) {

	/** The time for which items are cached unless told otherwise. */
	public static final Duration DEFAULT_TTL = Duration.ofSeconds(15);

	/**
	 * Creates a configuration.
	 * @throws IllegalArgumentException if a number or a duration is out of range
	 */
	public CacheConfig {
		if (ttl.isZero() || ttl.isNegative()) {
			throw new IllegalArgumentException("The cache's time to live must be positive, but is " + ttl
					+ "; use CacheConfig.off() to cache nothing and CacheConfig.infinite() to cache for ever");
		}
		if (capacity != null && capacity < 1) {
			throw new IllegalArgumentException("The cache's capacity must be positive, but is " + capacity);
		}
		if (staleOnError != null && staleOnError.isNegative()) {
			throw new IllegalArgumentException("The time to serve stale items must not be negative, but is "
					+ staleOnError + "; use zero to never serve them");
		}
	}

	/**
	 * Caches for {@link #DEFAULT_TTL}, without a limit of items, and serves stale items
	 * while the database cannot be asked.
	 * @return the default configuration
	 */
	public static CacheConfig defaults() {
		return ttl(DEFAULT_TTL);
	}

	/**
	 * Caches for a time.
	 * @param ttl how long; more than zero
	 * @return a configuration with that time
	 */
	public static CacheConfig ttl(Duration ttl) {
		return new CacheConfig(CacheMode.TTL, ttl, null, CacheRefresh.ON_EXPIRY, null);
	}

	/**
	 * Caches for as long as the process lives.
	 * @return a configuration without expiry
	 */
	public static CacheConfig infinite() {
		return new CacheConfig(CacheMode.INFINITE, DEFAULT_TTL, null, CacheRefresh.ON_EXPIRY, null);
	}

	/**
	 * Caches nothing.
	 * @return a configuration without a cache
	 */
	public static CacheConfig off() {
		return new CacheConfig(CacheMode.OFF, DEFAULT_TTL, null, CacheRefresh.ON_EXPIRY, null);
	}

	/**
	 * Returns this configuration with another limit of items.
	 * @param capacity how many items of each kind are kept at most, or null for all
	 * @return a configuration
	 */
	public CacheConfig withCapacity(@Nullable Long capacity) {
		return new CacheConfig(this.mode, this.ttl, capacity, this.refresh, this.staleOnError);
	}

	/**
	 * Returns this configuration with another way to read items again.
	 * @param refresh when an item is read again
	 * @return a configuration
	 */
	public CacheConfig withRefresh(CacheRefresh refresh) {
		return new CacheConfig(this.mode, this.ttl, this.capacity, refresh, this.staleOnError);
	}

	/**
	 * Returns this configuration with another limit for stale items.
	 * @param staleOnError for how long after its time an item may be served while the
	 * database cannot be asked; null for without limit
	 * @return a configuration
	 */
	public CacheConfig withStaleOnError(@Nullable Duration staleOnError) {
		return new CacheConfig(this.mode, this.ttl, this.capacity, this.refresh, staleOnError);
	}

}
