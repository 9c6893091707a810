package dev.pennon.internal.concurrent;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls listeners in order on one thread, which exists only from the first call on. The
 * calls that wait are bounded: while a listener hangs, the oldest are dropped and
 * counted, so that the listeners learn the newest state when they go on.
 * <p>
 * {@link #dispatch} may be called by any thread; one lock, held for the bookkeeping alone
 * and never during a listener's call, orders the calls and keeps the bound.
 */
public final class ListenerDispatcher implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(ListenerDispatcher.class);

	/** How many values may wait: ten complete changes of a very large environment. */
	static final int CAPACITY = 100_000;

	private static final Duration CLOSE_TIMEOUT = Duration.ofMillis(500);

	/**
	 * How long the thread pauses when nothing waits for it any more. To wake it costs the
	 * caller 1.5 microseconds, a sixth of an update of a flag, and updates come in
	 * bursts: with the pause, a burst wakes it once in this time.
	 */
	private static final Duration PAUSE = Duration.ofMillis(1);

	private final ReentrantLock lock = new ReentrantLock();

	private final ThreadPoolExecutor executor;

	private final int capacity;

	private final AtomicLong dropped = new AtomicLong();

	private int waiting;

	private boolean overflowing;

	private volatile @Nullable Thread thread;

	/**
	 * Creates a dispatcher. It starts no thread yet.
	 */
	public ListenerDispatcher() {
		this(CAPACITY);
	}

	ListenerDispatcher(int capacity) {
		this.capacity = capacity;
		this.executor = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
				new PennonThreadFactory("listeners"), new ThreadPoolExecutor.DiscardPolicy());
	}

	/**
	 * Runs a task after all those before it, as a rule at once, and at the latest a
	 * millisecond after they ended. Returns at once. After {@link #close} it has no
	 * effect.
	 * @param values how many values the task holds on to, counted against the bound
	 * @param task what to run; what it throws is logged
	 */
	public void dispatch(int values, Runnable task) {
		this.lock.lock();
		try {
			makeRoomFor(values);
			this.waiting += values;
			this.executor.execute(new Call(values, task));
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Returns how many values were dropped because listeners were too slow.
	 * @return a number that never falls
	 */
	public long droppedValues() {
		return this.dropped.get();
	}

	/**
	 * Gives the calls that wait half a second to finish, interrupts the listener that is
	 * still running then, drops the rest and ends the thread. Takes a second at most, and
	 * no time when a listener itself calls it. Calling it again has no effect.
	 */
	@Override
	public void close() {
		this.executor.shutdown();
		if (Thread.currentThread() == this.thread) {
			this.executor.getQueue().clear();
			return;
		}
		try {
			if (!awaitEnd()) {
				this.executor.shutdownNow();
				if (!awaitEnd()) {
					logger.warn("A listener did not end within {} ms of being interrupted", CLOSE_TIMEOUT.toMillis());
				}
			}
		}
		catch (InterruptedException ex) {
			this.executor.shutdownNow();
			Thread.currentThread().interrupt();
		}
	}

	private boolean awaitEnd() throws InterruptedException {
		return this.executor.awaitTermination(CLOSE_TIMEOUT.toNanos(), TimeUnit.NANOSECONDS);
	}

	private void makeRoomFor(int values) {
		while (this.waiting > 0 && this.waiting + (long) values > this.capacity) {
			if (!(this.executor.getQueue().poll() instanceof Call oldest)) {
				return;
			}
			this.waiting -= oldest.values();
			this.dropped.addAndGet(oldest.values());
			if (!this.overflowing) {
				this.overflowing = true;
				logger.warn("Listeners are too slow: {} events wait for them; dropping the oldest from now on",
						this.capacity);
			}
		}
	}

	private void begun(Call call) {
		this.lock.lock();
		try {
			this.waiting -= call.values();
			if (this.overflowing && this.waiting == 0) {
				this.overflowing = false;
				logger.info("Listeners have caught up; {} events were dropped so far", this.dropped.get());
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private void pauseIfNothingWaits() {
		if (this.executor.getQueue().isEmpty() && !this.executor.isShutdown()) {
			LockSupport.parkNanos(PAUSE.toNanos());
		}
	}

	/** A task in the queue. */
	private final class Call implements Runnable {

		private final int values;

		private final Runnable task;

		Call(int values, Runnable task) {
			this.values = values;
			this.task = task;
		}

		int values() {
			return this.values;
		}

		@Override
		public void run() {
			ListenerDispatcher.this.thread = Thread.currentThread();
			begun(this);
			try {
				this.task.run();
			}
			catch (RuntimeException | Error ex) {
				logger.error("A call of listeners failed", ex);
			}
			pauseIfNothingWaits();
		}

	}

}
