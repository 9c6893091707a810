package dev.pennon.bigsegment;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import dev.pennon.internal.concurrent.ListenerDispatcher;
import dev.pennon.internal.concurrent.Listeners;
import dev.pennon.internal.concurrent.Scheduler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the store for its metadata again and again, and so knows its status and whether
 * the store may be asked for anything else.
 *
 * <pre>
 *            any call fails
 *   OPEN ---------------------&gt; SHUT     the next poll is at once, then every
 *    ^                           |       half second until one succeeds
 *    +------ a poll succeeds ----+
 * </pre>
 *
 * However many threads want the first status, the store is asked once. Readers look at
 * volatile fields; a lock, never held during I/O, orders the polls and the statuses that
 * listeners see.
 */
final class StatusPoller implements BigSegmentStoreStatusProvider {

	private static final Logger logger = LoggerFactory.getLogger(StatusPoller.class);

	/** The time between two polls of a store that cannot be asked. */
	static final Duration PROBE_INTERVAL = Duration.ofMillis(500);

	private final ReentrantLock lock = new ReentrantLock();

	private final BigSegmentStore store;

	private final BigSegmentsConfig config;

	private final Scheduler scheduler;

	private final InstantSource clock;

	private final Listeners<BigSegmentStoreStatus> listeners;

	private final Runnable onRecovery;

	private volatile @Nullable BigSegmentStoreObservation last;

	private volatile boolean open = true;

	private @Nullable CompletableFuture<BigSegmentStoreStatus> polling;

	private Scheduler.@Nullable Cancellable next;

	private boolean closed;

	/**
	 * Creates a poller that has not asked yet.
	 * @param onRecovery run when a store that was not available is so again, before
	 * anyone asks it
	 */
	StatusPoller(BigSegmentStore store, BigSegmentsConfig config, Scheduler scheduler, InstantSource clock,
			ListenerDispatcher dispatcher, Runnable onRecovery) {
		this.store = store;
		this.config = config;
		this.scheduler = scheduler;
		this.clock = clock;
		this.listeners = new Listeners<>(dispatcher);
		this.onRecovery = onRecovery;
	}

	/** Begins to poll, unless somebody has asked for the status before. */
	void start() {
		this.lock.lock();
		try {
			if (this.last == null && this.next == null && this.polling == null) {
				schedule(Duration.ZERO, this::pollFirst);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Returns whether the store may be asked for memberships. */
	boolean isOpen() {
		return this.open;
	}

	/** Takes notice that the store could not be asked for a membership. */
	void failed() {
		this.lock.lock();
		try {
			if (this.open) {
				this.open = false;
				schedule(Duration.ZERO, this::poll);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public BigSegmentStoreStatus getStatus() {
		BigSegmentStoreObservation observation = this.last;
		return (observation != null) ? observation.status() : pollFirst();
	}

	private BigSegmentStoreStatus pollFirst() {
		return poll(true);
	}

	private void poll() {
		poll(false);
	}

	private BigSegmentStoreStatus poll(boolean first) {
		CompletableFuture<BigSegmentStoreStatus> mine = new CompletableFuture<>();
		CompletableFuture<BigSegmentStoreStatus> other;
		this.lock.lock();
		try {
			BigSegmentStoreObservation observation = this.last;
			if (first && observation != null) {
				return observation.status();
			}
			if (this.closed) {
				return BigSegmentStoreStatus.UNAVAILABLE;
			}
			other = this.polling;
			if (other == null) {
				this.polling = mine;
			}
		}
		finally {
			this.lock.unlock();
		}
		return (other != null) ? await(other) : ask(mine);
	}

	private BigSegmentStoreStatus await(CompletableFuture<BigSegmentStoreStatus> other) {
		try {
			return other.get(this.config.waitLimit().toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (ExecutionException | TimeoutException ex) {
			return BigSegmentStoreStatus.UNAVAILABLE;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return BigSegmentStoreStatus.UNAVAILABLE;
		}
	}

	private BigSegmentStoreStatus ask(CompletableFuture<BigSegmentStoreStatus> mine) {
		BigSegmentStoreStatus status = BigSegmentStoreStatus.UNAVAILABLE;
		try {
			BigSegmentStoreMetadata metadata = this.store.getMetadata();
			status = new BigSegmentStoreStatus(true, isStale(metadata));
			ended(status, metadata.lastUpToDate(), null);
		}
		catch (Exception | LinkageError | StackOverflowError ex) {
			// Interrupting a thread of the application says nothing about the store
			if (Thread.currentThread().isInterrupted()) {
				abandoned();
			}
			else {
				ended(status, null, describe(ex));
			}
		}
		finally {
			mine.complete(status);
		}
		return status;
	}

	private boolean isStale(BigSegmentStoreMetadata metadata) {
		Instant lastUpToDate = metadata.lastUpToDate();
		return lastUpToDate == null
				|| Duration.between(lastUpToDate, this.clock.instant()).compareTo(this.config.staleAfter()) > 0;
	}

	private void abandoned() {
		this.lock.lock();
		try {
			this.polling = null;
			schedule(this.open ? Duration.ZERO : PROBE_INTERVAL, this::poll);
		}
		finally {
			this.lock.unlock();
		}
	}

	private void ended(BigSegmentStoreStatus status, @Nullable Instant lastUpToDate, @Nullable String error) {
		this.lock.lock();
		try {
			this.polling = null;
			if (this.closed) {
				return;
			}
			BigSegmentStoreObservation before = this.last;
			if (before != null && !before.status().available() && status.available()) {
				this.onRecovery.run();
			}
			remember(status, lastUpToDate, error);
			this.open = status.available();
			Duration interval = this.config.statusPollInterval();
			boolean probe = !status.available() && interval.compareTo(PROBE_INTERVAL) > 0;
			schedule(probe ? PROBE_INTERVAL : interval, this::poll);
		}
		finally {
			this.lock.unlock();
		}
	}

	private void remember(BigSegmentStoreStatus status, @Nullable Instant lastUpToDate, @Nullable String error) {
		BigSegmentStoreObservation before = this.last;
		BigSegmentStoreStatus statusBefore = (before != null) ? before.status() : BigSegmentStoreStatus.HEALTHY;
		boolean same = before != null && before.status().equals(status);
		Instant since = (before != null && same) ? before.since() : this.clock.instant();
		Instant known = (before != null && error != null) ? before.lastUpToDate() : lastUpToDate;
		String lastError = (before != null && error == null) ? before.lastError() : error;
		this.last = new BigSegmentStoreObservation(status, since, known, lastError);
		if (!status.equals(statusBefore)) {
			log(status, known, error);
			this.listeners.dispatch(status);
		}
	}

	private void log(BigSegmentStoreStatus status, @Nullable Instant lastUpToDate, @Nullable String error) {
		if (!status.available()) {
			logger.warn("The big segment store cannot be asked: {}", error);
		}
		else if (status.stale()) {
			logger.warn(
					"The big segment store is out of date: it was last up to date {}, more than {} ago;"
							+ " the process that fills it may be down",
					(lastUpToDate != null) ? lastUpToDate : "never", this.config.staleAfter());
		}
		else {
			logger.info("The big segment store is available and up to date again");
		}
	}

	// The messages of drivers end in the words of the innermost exception, which alone
	// tell what is wrong
	static String describe(Throwable failure) {
		Throwable cause = failure;
		for (int depth = 0; depth < 10 && cause.getCause() != null; depth++) {
			cause = cause.getCause();
		}
		return (cause != failure) ? failure.getMessage() + ": " + cause : String.valueOf(failure);
	}

	private void schedule(Duration delay, Runnable task) {
		if (this.next != null) {
			this.next.cancel();
		}
		if (!this.closed) {
			this.next = this.scheduler.schedule(delay, task);
		}
	}

	/** Asks no more. What a poll that is under way finds out is not told. */
	void close() {
		this.lock.lock();
		try {
			this.closed = true;
			if (this.next != null) {
				this.next.cancel();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public @Nullable BigSegmentStoreObservation lastObservation() {
		return this.last;
	}

	@Override
	public void addListener(Consumer<BigSegmentStoreStatus> listener) {
		this.listeners.add(listener);
	}

	@Override
	public void removeListener(Consumer<BigSegmentStoreStatus> listener) {
		this.listeners.remove(listener);
	}

}
