package dev.pennon.bigsegment;

import java.time.InstantSource;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.pennon.evaluation.BigSegmentsStatus;
import dev.pennon.internal.concurrent.ListenerDispatcher;
import dev.pennon.internal.concurrent.Scheduler;
import dev.pennon.internal.concurrent.Ticker;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands between evaluation and a {@link BigSegmentStore}: caches what the store says of
 * a context, polls its status, and keeps its bad days from evaluations.
 * <ul>
 * <li>However many threads want the same context's membership, the store is asked
 * once.</li>
 * <li>However many contexts an evaluation asks about, it waits for the store no longer
 * than one time limit.</li>
 * <li>After a failure nobody asks the store but the poll, until it succeeds. Meanwhile
 * memberships that are cached are used, for as long as the configuration says, and every
 * answer has the status {@code STORE_ERROR}.</li>
 * </ul>
 * Safe for use by any number of threads: {@link MembershipLoads} shares answers, and the
 * cache and the poller have a lock each, never held while the store is asked.
 */
public final class BigSegmentManager implements BigSegmentQuery, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(BigSegmentManager.class);

	private final BigSegmentStore store;

	private final MembershipCache cache;

	private final StatusPoller poller;

	private final MembershipLoads loads;

	private final Ticker ticker;

	private final ContextHasher hasher = new ContextHasher();

	private final AtomicBoolean failing = new AtomicBoolean();

	private final AtomicBoolean invalidLogged = new AtomicBoolean();

	/**
	 * Creates a manager that has not asked the store yet.
	 * @param store the store, which stays open
	 * @param config the limits
	 * @param scheduler runs the polls; stays open
	 * @param ticker measures the age of what is cached
	 * @param clock tells the age of the store's data
	 * @param dispatcher tells listeners of changes
	 */
	public BigSegmentManager(BigSegmentStore store, BigSegmentsConfig config, Scheduler scheduler, Ticker ticker,
			InstantSource clock, ListenerDispatcher dispatcher) {
		this.store = store;
		this.ticker = ticker;
		this.loads = new MembershipLoads(this::fresh, config.waitLimit(), ticker);
		this.cache = new MembershipCache(config, ticker);
		this.poller = new StatusPoller(store, config, scheduler, clock, dispatcher, this.cache::forgetFailures);
	}

	/**
	 * Begins to poll the status, at once and on a thread of the scheduler. Calling it
	 * again has no effect.
	 */
	public void start() {
		this.poller.start();
	}

	/**
	 * Returns who tells the status of the store.
	 * @return the provider, always the same one
	 */
	public BigSegmentStoreStatusProvider statusProvider() {
		return this.poller;
	}

	@Override
	public Result query(String contextKey) {
		return query(contextKey, new WaitedTime());
	}

	@Override
	public Result query(String contextKey, WaitedTime waited) {
		BigSegmentStoreStatus status = status(waited);
		MembershipCache.Entry cached = this.cache.fresh(contextKey);
		if (cached != null) {
			return new Result(cached.membership(), reasonFor(status));
		}
		if (!status.available() || !this.poller.isOpen() || this.cache.hasJustFailed(contextKey)) {
			return withoutStore(contextKey);
		}
		long begun = this.ticker.nanos();
		try {
			BigSegmentMembership membership = this.loads.load(contextKey, waited);
			return new Result(membership, reasonFor(status));
		}
		catch (TimeoutException ex) {
			failed(contextKey, ex);
			return withoutStore(contextKey);
		}
		catch (Exception | LinkageError | StackOverflowError ex) {
			return withoutStore(contextKey);
		}
		finally {
			waited.add(this.ticker.nanos() - begun);
		}
	}

	/** Only the first one that wants to know the status may have to wait for it. */
	private BigSegmentStoreStatus status(WaitedTime waited) {
		BigSegmentStoreObservation known = this.poller.lastObservation();
		if (known != null) {
			return known.status();
		}
		if (this.loads.isLate(waited)) {
			return BigSegmentStoreStatus.UNAVAILABLE;
		}
		long begun = this.ticker.nanos();
		try {
			return this.poller.getStatus();
		}
		finally {
			waited.add(this.ticker.nanos() - begun);
		}
	}

	private BigSegmentsStatus reasonFor(BigSegmentStoreStatus status) {
		if (!status.available() || !this.poller.isOpen()) {
			return BigSegmentsStatus.STORE_ERROR;
		}
		return status.stale() ? BigSegmentsStatus.STALE : BigSegmentsStatus.HEALTHY;
	}

	private Result withoutStore(String contextKey) {
		MembershipCache.Entry cached = this.cache.usable(contextKey);
		return new Result((cached != null) ? cached.membership() : null, BigSegmentsStatus.STORE_ERROR);
	}

	private @Nullable BigSegmentMembership fresh(String contextKey) {
		MembershipCache.Entry cached = this.cache.fresh(contextKey);
		return (cached != null) ? cached.membership() : ask(contextKey);
	}

	private @Nullable BigSegmentMembership ask(String contextKey) {
		try {
			BigSegmentMembership membership = this.store.getMembership(this.hasher.hash(contextKey));
			this.cache.put(contextKey, membership);
			if (this.failing.compareAndSet(true, false)) {
				logger.info("The big segment store tells memberships again");
			}
			return membership;
		}
		catch (InvalidMembershipException ex) {
			this.cache.putFailure(contextKey);
			if (this.invalidLogged.compareAndSet(false, true)) {
				logger.warn("A membership in the big segment store cannot be read; further ones are not logged", ex);
			}
			throw ex;
		}
		catch (RuntimeException | LinkageError | StackOverflowError ex) {
			failed(contextKey, ex);
			throw ex;
		}
	}

	private void failed(String contextKey, Throwable failure) {
		// Interrupting a thread of the application says nothing about the store
		if (!Thread.currentThread().isInterrupted()) {
			this.cache.putFailure(contextKey);
			this.poller.failed();
			if (this.failing.compareAndSet(false, true)) {
				logger.warn("The big segment store could not tell a membership: {}", StatusPoller.describe(failure));
			}
		}
	}

	/**
	 * Stops polling and forgets all memberships. The store stays open.
	 */
	@Override
	public void close() {
		this.poller.close();
		this.loads.close();
		this.cache.clear();
	}

}
