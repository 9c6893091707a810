package dev.pennon.store;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

import dev.pennon.internal.concurrent.Scheduler;
import dev.pennon.internal.concurrent.Ticker;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that another process has written to the database: within the time for which
 * items are cached, while somebody wants to know; within {@link #TICK} and for the
 * cache's sake too, if the store was told to. Then it lets the cache expire and tells the
 * listener. A cache without expiry is left alone unless the database itself says that
 * something has changed.
 * <p>
 * A lock, never held during I/O, orders starts and ends. What a look remembers belongs to
 * the scheduler's thread.
 */
final class StoreWatch {

	private static final Logger logger = LoggerFactory.getLogger(StoreWatch.class);

	static final Duration TICK = Duration.ofMillis(500);

	private final ReentrantLock lock = new ReentrantLock();

	private final FeatureStoreCore core;

	private final CacheConfig config;

	private final boolean notifications;

	private final StoreAvailability availability;

	private final Runnable cacheExpiry;

	private final Ticker ticker;

	private final Scheduler scheduler;

	private Scheduler.@Nullable Cancellable task;

	StoreWatch(FeatureStoreCore core, CacheConfig config, boolean notifications, StoreAvailability availability,
			Runnable cacheExpiry, Ticker ticker, Scheduler scheduler) {
		this.core = core;
		this.config = config;
		this.notifications = notifications;
		this.availability = availability;
		this.cacheExpiry = cacheExpiry;
		this.ticker = ticker;
		this.scheduler = scheduler;
	}

	/** Begins anew, unless a change could never show. */
	void start(Collection<? extends VersionedDataKind<?>> kinds, StoreChangeListener listener) {
		this.lock.lock();
		try {
			stop();
			if (this.notifications || this.config.mode() != CacheMode.INFINITE) {
				Duration ttl = this.config.ttl();
				this.task = this.scheduler.scheduleWithFixedDelay(Duration.ZERO, (ttl.compareTo(TICK) < 0) ? ttl : TICK,
						new Look(kinds, listener));
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	void stop() {
		this.lock.lock();
		try {
			if (this.task != null) {
				this.task.cancel();
				this.task = null;
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Looks again and again, and remembers how far the listener has come. */
	private final class Look implements Runnable {

		private final List<VersionedDataKind<?>> kinds;

		private final StoreChangeListener listener;

		/** Whether the listener has seen what there is. */
		private boolean following;

		/** Whether something has changed that the listener has not seen. */
		private boolean behind;

		/** Whether the listener could not read, although the database is there. */
		private boolean failed;

		private boolean unableReported;

		private @Nullable Long dueSince;

		Look(Collection<? extends VersionedDataKind<?>> kinds, StoreChangeListener listener) {
			this.kinds = List.copyOf(kinds);
			this.listener = listener;
		}

		@Override
		public void run() {
			boolean wanted = this.listener.isWanted();
			this.following &= wanted;
			if (!StoreWatch.this.availability.isReachable()) {
				this.failed = false;
			}
			else if (StoreWatch.this.notifications || wanted) {
				look(wanted, isDue());
			}
		}

		private void look(boolean wanted, boolean due) {
			if ((due || StoreWatch.this.notifications || !this.following) && isChanged(due)) {
				this.behind = true;
				StoreWatch.this.cacheExpiry.run();
			}
			if (wanted && (this.behind || !this.following) && (due || !this.failed)) {
				tell();
			}
		}

		private boolean isDue() {
			long now = StoreWatch.this.ticker.nanos();
			Long last = this.dueSince;
			if (last != null && now - last < CacheTimes.nanos(StoreWatch.this.config.ttl())) {
				return false;
			}
			this.dueSince = now;
			return true;
		}

		private boolean isChanged(boolean due) {
			try {
				if (StoreWatch.this.core instanceof ChangeAwareFeatureStoreCore aware) {
					boolean changed = aware.hasChangedInternal(this.kinds);
					this.unableReported = false;
					return changed;
				}
				throw new UnsupportedOperationException("this kind of store cannot");
			}
			catch (RuntimeException ex) {
				reportUnable(ex);
				return due && StoreWatch.this.config.mode() != CacheMode.INFINITE;
			}
		}

		private void reportUnable(RuntimeException failure) {
			if (this.unableReported) {
				return;
			}
			this.unableReported = true;
			Duration ttl = StoreWatch.this.config.ttl();
			if (StoreWatch.this.notifications) {
				logger.warn("The feature store does not tell of changes, which are therefore seen after {}: {}", ttl,
						failure.getMessage());
			}
			else {
				logger.info("The feature store does not tell of changes; all of it is read every {} for those who "
						+ "listen to changes of flags: {}", ttl, failure.getMessage());
			}
		}

		private void tell() {
			try {
				this.listener.storeChanged();
				// What memory has answered for a database that failed does not count
				this.failed = !StoreWatch.this.availability.isReachable();
			}
			catch (RuntimeException ex) {
				this.failed = true;
				logger.debug("The feature store could not be read to find out what has changed", ex);
			}
			this.behind = this.failed;
			this.following = !this.failed;
		}

	}

}
