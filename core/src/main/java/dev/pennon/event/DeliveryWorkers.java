package dev.pennon.event;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

import dev.pennon.internal.concurrent.PennonThreadFactory;
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

	private final Set<CompletableFuture<Boolean>> running = new HashSet<>();

	private final ThreadPoolExecutor executor;

	private final BooleanSupplier delivery;

	private @Nullable CompletableFuture<Boolean> waiting;

	private boolean closed;

	/**
	 * Creates workers without a thread.
	 * @param delivery delivers everything that is pending, and returns whether that
	 * worked
	 */
	DeliveryWorkers(BooleanSupplier delivery) {
		this.delivery = delivery;
		this.executor = new ThreadPoolExecutor(MAX_WORKERS, MAX_WORKERS, IDLE_LIFE.toNanos(), TimeUnit.NANOSECONDS,
				new LinkedBlockingQueue<>(), new PennonThreadFactory("events"));
		this.executor.allowCoreThreadTimeOut(true);
	}

	/** Asks for a delivery, whose failure is logged. Returns at once. */
	void request() {
		CompletableFuture<Boolean> unused = request(this.delivery);
	}

	/**
	 * Delivers something else, which happens too seldom to be limited. Returns at once.
	 */
	// Whatever fails is logged by the worker
	@SuppressWarnings("FutureReturnValueIgnored")
	void submit(BooleanSupplier other) {
		this.lock.lock();
		try {
			if (!this.closed) {
				begin(other, new CompletableFuture<>());
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private CompletableFuture<Boolean> request(BooleanSupplier task) {
		this.lock.lock();
		try {
			if (this.closed) {
				return CompletableFuture.completedFuture(false);
			}
			if (this.running.size() < MAX_WORKERS) {
				CompletableFuture<Boolean> result = new CompletableFuture<>();
				begin(task, result);
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

	private void begin(BooleanSupplier task, CompletableFuture<Boolean> result) {
		this.running.add(result);
		this.executor.execute(() -> run(task, result));
	}

	private void run(BooleanSupplier task, CompletableFuture<Boolean> result) {
		boolean delivered = false;
		try {
			delivered = task.getAsBoolean();
		}
		catch (RuntimeException | Error ex) {
			logger.error("Events could not be delivered", ex);
		}
		finally {
			ended(result);
			result.complete(delivered);
		}
	}

	// The same future that was added is removed, and whatever fails is logged
	@SuppressWarnings({ "CollectionUndefinedEquality", "FutureReturnValueIgnored" })
	private void ended(CompletableFuture<Boolean> result) {
		this.lock.lock();
		try {
			this.running.removeIf((candidate) -> candidate == result);
			CompletableFuture<Boolean> next = this.waiting;
			if (next != null && !this.closed) {
				this.waiting = null;
				begin(this.delivery, next);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Asks for a delivery and waits for it and all that is under way.
	 * @return whether all of it succeeded in time
	 */
	boolean requestAndWait(Duration timeout) {
		List<CompletableFuture<Boolean>> all;
		CompletableFuture<Boolean> mine;
		this.lock.lock();
		try {
			all = List.copyOf(this.running);
			mine = request(this.delivery);
		}
		finally {
			this.lock.unlock();
		}
		CompletableFuture<Boolean> together = mine;
		for (CompletableFuture<Boolean> other : all) {
			together = together.thenCombine(other, Boolean::logicalAnd);
		}
		return await(together, timeout);
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

	/** Ends the threads, by interruption if need be. */
	void close() {
		this.lock.lock();
		try {
			this.closed = true;
			if (this.waiting != null) {
				this.waiting.complete(false);
				this.waiting = null;
			}
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
	}

}
