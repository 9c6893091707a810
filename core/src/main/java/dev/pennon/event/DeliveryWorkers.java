package dev.pennon.event;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that deliver. There are a few at most, and only while there is something to
 * do; what is asked for while all of them are busy is done together by the first that is
 * free. A lock guards who is busy; nobody waits for anything while holding it.
 */
final class DeliveryWorkers {

	static final int MAX_WORKERS = 5;

	private static final Logger logger = LoggerFactory.getLogger(EventProcessor.class);

	private static final Duration IDLE_LIFE = Duration.ofSeconds(20);

	private static final Duration INTERRUPT_TIMEOUT = Duration.ofSeconds(1);

	private final ReentrantLock lock = new ReentrantLock();

	private final AtomicLong failures = new AtomicLong();

	private final Set<CompletableFuture<Boolean>> running = new HashSet<>();

	private final ThreadPoolExecutor executor;

	private final BooleanSupplier delivery;

	private @Nullable CompletableFuture<Boolean> waiting;

	private boolean closed;

	/**
	 * Creates workers without a thread.
	 * @param delivery delivers everything that is pending, and returns whether that
	 * worked
	 * @param threads makes the threads
	 */
	DeliveryWorkers(BooleanSupplier delivery, ThreadFactory threads) {
		this.delivery = delivery;
		this.executor = new ThreadPoolExecutor(MAX_WORKERS, MAX_WORKERS, IDLE_LIFE.toNanos(), TimeUnit.NANOSECONDS,
				new LinkedBlockingQueue<>(), threads);
		this.executor.allowCoreThreadTimeOut(true);
	}

	/** Asks for a delivery, whose failure is logged. Returns at once. */
	void request() {
		CompletableFuture<Boolean> unused = submitDelivery();
	}

	/**
	 * Does something else, which happens too seldom to be limited. Returns at once.
	 */
	void submit(Runnable other) {
		this.lock.lock();
		try {
			if (!this.closed) {
				begin(() -> {
					other.run();
					return true;
				}, new CompletableFuture<>());
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private CompletableFuture<Boolean> submitDelivery() {
		this.lock.lock();
		try {
			if (this.closed) {
				return CompletableFuture.completedFuture(false);
			}
			if (this.running.size() < MAX_WORKERS) {
				CompletableFuture<Boolean> result = new CompletableFuture<>();
				begin(this.delivery, result);
				return result;
			}
			if (this.waiting == null) {
				this.waiting = new CompletableFuture<>();
			}
			return this.waiting;
		}
		finally {
			this.lock.unlock();
		}
	}

	// Called with the lock. Whoever asks for a delivery is not told that there is no
	// thread for it, but the next one who asks may be luckier
	private void begin(BooleanSupplier task, CompletableFuture<Boolean> result) {
		this.running.add(result);
		try {
			this.executor.execute(() -> run(task, result));
		}
		catch (RuntimeException | OutOfMemoryError ex) {
			logger.error("Events could not be delivered", ex);
			ended(result, false);
		}
	}

	private void run(BooleanSupplier task, CompletableFuture<Boolean> result) {
		boolean succeeded = false;
		try {
			succeeded = task.getAsBoolean();
		}
		catch (RuntimeException | Error ex) {
			logger.error("Events could not be delivered", ex);
		}
		finally {
			ended(result, succeeded);
		}
	}

	// The same future that was added is removed
	@SuppressWarnings("CollectionUndefinedEquality")
	private void ended(CompletableFuture<Boolean> result, boolean succeeded) {
		if (!succeeded) {
			this.failures.incrementAndGet();
		}
		this.lock.lock();
		try {
			this.running.remove(result);
			CompletableFuture<Boolean> next = this.waiting;
			if (next != null && !this.closed) {
				this.waiting = null;
				begin(this.delivery, next);
			}
		}
		finally {
			this.lock.unlock();
		}
		result.complete(succeeded);
	}

	/**
	 * Asks for a delivery and waits for it and all that is under way. One that began
	 * later may have taken what was pending, so those are waited for as well that are
	 * under way then.
	 * @return whether all of it succeeded in time
	 */
	boolean requestAndWait(Duration timeout) {
		long failuresBefore = this.failures.get();
		CompletableFuture<Boolean> mine;
		CompletableFuture<Void> earlier;
		this.lock.lock();
		try {
			earlier = underWay();
			mine = submitDelivery();
		}
		finally {
			this.lock.unlock();
		}
		return await(mine.thenCombine(earlier, (delivered, unused) -> delivered)
			.thenCompose((delivered) -> underWay()
				.thenApply((unused) -> delivered && this.failures.get() == failuresBefore)), timeout);
	}

	private CompletableFuture<Void> underWay() {
		this.lock.lock();
		try {
			return CompletableFuture.allOf(this.running.toArray(CompletableFuture[]::new));
		}
		finally {
			this.lock.unlock();
		}
	}

	private static boolean await(CompletableFuture<Boolean> result, Duration timeout) {
		try {
			return result.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
		catch (ExecutionException | TimeoutException | CancellationException ex) {
			return false;
		}
	}

	/**
	 * Ends the threads, by interruption if need be. Whoever waits for something that has
	 * not begun yet waits in vain no longer.
	 */
	void close() {
		this.lock.lock();
		try {
			this.closed = true;
		}
		finally {
			this.lock.unlock();
		}
		this.executor.shutdownNow();
		try {
			if (!this.executor.awaitTermination(INTERRUPT_TIMEOUT.toNanos(), TimeUnit.NANOSECONDS)) {
				logger.warn("A delivery of events did not end within {} ms", INTERRUPT_TIMEOUT.toMillis());
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		unfinished().forEach((result) -> result.complete(false));
	}

	private List<CompletableFuture<Boolean>> unfinished() {
		this.lock.lock();
		try {
			List<CompletableFuture<Boolean>> unfinished = new ArrayList<>(this.running);
			this.running.clear();
			if (this.waiting != null) {
				unfinished.add(this.waiting);
				this.waiting = null;
			}
			return unfinished;
		}
		finally {
			this.lock.unlock();
		}
	}

}
