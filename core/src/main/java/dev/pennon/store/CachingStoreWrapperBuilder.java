package dev.pennon.store;

import java.time.Duration;
import java.time.InstantSource;

import dev.pennon.internal.concurrent.Scheduler;
import dev.pennon.internal.concurrent.ThreadScheduler;
import dev.pennon.internal.concurrent.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link CachingStoreWrapper}. For one thread and one store.
 */
public final class CachingStoreWrapperBuilder {

	/** The longest wait for a thread that asks the database, unless told otherwise. */
	public static final Duration DEFAULT_WAIT_LIMIT = Duration.ofSeconds(2);

	final FeatureStoreCore core;

	CacheConfig cache = CacheConfig.defaults();

	HealingConfig healing = HealingConfig.defaults();

	Duration waitLimit = DEFAULT_WAIT_LIMIT;

	boolean external;

	boolean notifications;

	Ticker ticker = Ticker.system();

	InstantSource clock = InstantSource.system();

	private @Nullable Scheduler scheduler;

	CachingStoreWrapperBuilder(FeatureStoreCore core) {
		this.core = core;
	}

	/**
	 * Sets what is kept in memory.
	 * @param cache the configuration of the cache
	 * @return this builder
	 */
	public CachingStoreWrapperBuilder cache(CacheConfig cache) {
		this.cache = cache;
		return this;
	}

	/**
	 * Sets whether and how often lost data is written back. Has an effect only for a
	 * {@link HealableFeatureStoreCore}.
	 * @param healing the configuration of healing
	 * @return this builder
	 */
	public CachingStoreWrapperBuilder healing(HealingConfig healing) {
		this.healing = healing;
		return this;
	}

	/**
	 * Sets how long a thread waits for another one that asks the database for the same
	 * item. The thread that asks is limited by the core.
	 * @param waitLimit the limit, as a rule that of the core
	 * @return this builder
	 */
	public CachingStoreWrapperBuilder waitLimit(Duration waitLimit) {
		this.waitLimit = waitLimit;
		return this;
	}

	/**
	 * Sets that another process fills the database, and this one only reads. Such a store
	 * counts as initialized whatever the database says of itself, and refuses writes.
	 * @param external whether it is so
	 * @return this builder
	 */
	public CachingStoreWrapperBuilder external(boolean external) {
		this.external = external;
		return this;
	}

	/**
	 * Sets whether to look all the time whether another process has written to the
	 * database, so that its changes are seen within a second and not only when the time
	 * of what is cached is over. Has an effect while this store is
	 * {@linkplain CachingStoreWrapper#startWatching watched}, and for a
	 * {@link ChangeAwareFeatureStoreCore}.
	 * @param notifications whether to look; false unless set
	 * @return this builder
	 */
	public CachingStoreWrapperBuilder notifications(boolean notifications) {
		this.notifications = notifications;
		return this;
	}

	CachingStoreWrapperBuilder time(Ticker ticker, InstantSource clock, Scheduler scheduler) {
		this.ticker = ticker;
		this.clock = clock;
		this.scheduler = scheduler;
		return this;
	}

	Scheduler scheduler(String role) {
		Scheduler given = this.scheduler;
		return (given != null) ? given : new ThreadScheduler(role);
	}

	/**
	 * Returns the store.
	 * @return a new store
	 */
	public CachingStoreWrapper build() {
		return new CachingStoreWrapper(this);
	}

}
