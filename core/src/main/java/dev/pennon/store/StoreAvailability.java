package dev.pennon.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import dev.pennon.internal.concurrent.ListenerDispatcher;
import dev.pennon.internal.concurrent.Listeners;
import dev.pennon.internal.concurrent.Scheduler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers whether the database can be asked, so that only one background task finds out
 * when it can be asked again.
 *
 * <pre>
 *               any other failure
 *  AVAILABLE ------------------------> UNAVAILABLE
 *   |     ^                             |   |   ^
 *   |     +------- probe succeeds ------+   |   |
 *   |     |                                 |   |
 *   |     +---- probe succeeds ---+    refused  any other failure
 *   |  write refused              |         v   |
 *   +------------------------> REFUSING WRITES -+
 * </pre>
 *
 * Readers look at a volatile condition; a lock, never held during I/O, orders the
 * transitions and the statuses that listeners see.
 */
final class StoreAvailability implements DataStoreStatusProvider {

	private static final Logger logger = LoggerFactory.getLogger(StoreAvailability.class);

	static final Duration PROBE_INTERVAL = Duration.ofMillis(500);

	/** So many refusals are logged; more would say nothing new. */
	private static final int LOGGED_REFUSALS = 20;

	private final ReentrantLock lock = new ReentrantLock();

	private final InstantSource clock;

	private final Scheduler scheduler;

	private final Runnable probe;

	private final Listeners<DataStoreStatus> listeners;

	private final StoreCounters counters;

	private final Set<String> refusals = ConcurrentHashMap.newKeySet();

	private volatile Condition condition;

	private volatile boolean updatesLost;

	private boolean probing;

	/**
	 * Creates the state of a database that has not failed yet.
	 * @param probe run every {@link #PROBE_INTERVAL} until the database is available;
	 * calls {@link #recovered()} when it is, or {@link #failed} when it is not
	 */
	StoreAvailability(InstantSource clock, Scheduler scheduler, ListenerDispatcher dispatcher, StoreCounters counters,
			Runnable probe) {
		this.clock = clock;
		this.scheduler = scheduler;
		this.listeners = new Listeners<>(dispatcher);
		this.counters = counters;
		this.probe = probe;
		this.condition = new Condition(true, true, clock.instant(), null);
	}

	boolean isReachable() {
		return this.condition.reachable();
	}

	boolean isAcceptingWrites() {
		return this.condition.acceptingWrites();
	}

	Condition condition() {
		return this.condition;
	}

	/** Takes notice of a failed read or write. */
	void failed(RuntimeException failure) {
		if (failure instanceof StoreWriteRefusedException || failure instanceof InvalidItemException) {
			refused(failure);
			return;
		}
		// Interrupting a thread of the application says nothing about the database
		if (Thread.currentThread().isInterrupted()) {
			return;
		}
		((failure instanceof StoreAccessRefusedException) ? this.counters.refusedReads
				: this.counters.unavailableFailures)
			.increment();
		change(false, false, failure);
	}

	private void refused(RuntimeException failure) {
		this.counters.refusedWrites.increment();
		change(true, false, failure);
	}

	/** Takes notice of a question that is refused although others are answered. */
	void readRefused(RuntimeException failure) {
		this.counters.refusedReads.increment();
		String description = describe(failure);
		if (this.refusals.size() < LOGGED_REFUSALS && this.refusals.add(description)) {
			logger.error("The feature store refuses a question; correct the rights of its user: {}", description);
		}
		this.lock.lock();
		try {
			Condition present = this.condition;
			this.condition = new Condition(present.reachable(), present.acceptingWrites(), present.since(),
					description);
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Takes notice that the database is there and holds what it should. */
	void recovered() {
		change(true, true, null);
	}

	/** Takes notice that an update is neither in the database nor in memory. */
	void updateLost() {
		this.updatesLost = true;
	}

	/** Takes notice that the database was given a full data set. */
	void rewritten() {
		this.updatesLost = false;
		recovered();
	}

	private void change(boolean reachable, boolean acceptingWrites, @Nullable RuntimeException failure) {
		this.lock.lock();
		try {
			Condition old = this.condition;
			boolean changed = old.reachable() != reachable || old.acceptingWrites() != acceptingWrites;
			String error = (failure != null) ? describe(failure) : old.lastError();
			if (!changed && failure == null) {
				return;
			}
			DataStoreStatus oldStatus = status(old);
			Condition next = new Condition(reachable, acceptingWrites, changed ? this.clock.instant() : old.since(),
					error);
			this.condition = next;
			if (changed) {
				log(next, failure);
				DataStoreStatus status = status(next);
				if (!status.equals(oldStatus)) {
					this.listeners.dispatch(status);
				}
			}
			if (!acceptingWrites && !this.probing) {
				this.probing = true;
				this.scheduler.schedule(PROBE_INTERVAL, this::probe);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private void probe() {
		try {
			this.probe.run();
		}
		finally {
			probed();
		}
	}

	private void probed() {
		this.lock.lock();
		try {
			this.probing = !isAcceptingWrites();
			if (this.probing) {
				this.scheduler.schedule(PROBE_INTERVAL, this::probe);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private static void log(Condition condition, @Nullable RuntimeException failure) {
		if (condition.acceptingWrites()) {
			logger.info("The feature store is available again");
		}
		else if (condition.reachable()) {
			logger.warn("The feature store refuses what is written to it: {}", condition.lastError());
		}
		else if (failure instanceof StoreAccessRefusedException) {
			logger.error("The feature store refuses access; flags are served from memory where they are known. Correct "
					+ "the user name, the password or the rights of the user: {}", condition.lastError());
		}
		else {
			logger.warn("The feature store cannot be asked; flags are served from memory where they are known: {}",
					condition.lastError());
		}
	}

	// The messages of drivers end in the words of the innermost exception, which alone
	// tell what is wrong
	private static String describe(RuntimeException failure) {
		if (failure instanceof StoreAccessRefusedException) {
			return String.valueOf(failure.getMessage());
		}
		Throwable cause = failure;
		for (int depth = 0; depth < 10 && cause.getCause() != null; depth++) {
			cause = cause.getCause();
		}
		return (cause != failure) ? failure.getMessage() + ": " + cause : String.valueOf(failure);
	}

	private DataStoreStatus status(Condition of) {
		return new DataStoreStatus(of.acceptingWrites(), of.acceptingWrites() && this.updatesLost);
	}

	@Override
	public DataStoreStatus getStatus() {
		return status(this.condition);
	}

	@Override
	public boolean isMonitoringEnabled() {
		return true;
	}

	@Override
	public void addListener(Consumer<DataStoreStatus> listener) {
		this.listeners.add(listener);
	}

	@Override
	public void removeListener(Consumer<DataStoreStatus> listener) {
		this.listeners.remove(listener);
	}

	/**
	 * What is known at some moment. A database that cannot be asked accepts no writes.
	 */
	record Condition(boolean reachable, boolean acceptingWrites, Instant since, @Nullable String lastError) {
	}

}
