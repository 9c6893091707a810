package dev.pennon.store;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import dev.pennon.internal.concurrent.PennonThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the database on behalf of evaluations that have not enough time left to ask it
 * themselves: such a read may take a whole limit, and the evaluation waits for what
 * remains of its own. The threads exist only while a database is slow.
 * <p>
 * Safe for use by any number of threads; the executor's queue carries the reads.
 */
final class BackgroundReads implements Executor, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(BackgroundReads.class);

	private static final int THREADS = 8;

	private static final int WAITING_READS = 1000;

	private static final Duration IDLE_TIME = Duration.ofSeconds(10);

	private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

	private final ThreadPoolExecutor executor;

	BackgroundReads() {
		this.executor = new ThreadPoolExecutor(THREADS, THREADS, IDLE_TIME.toNanos(), TimeUnit.NANOSECONDS,
				new LinkedBlockingQueue<>(WAITING_READS), new PennonThreadFactory("store-read"));
		this.executor.allowCoreThreadTimeOut(true);
	}

	/**
	 * Runs a read as soon as a thread is free.
	 * @param read asks the database, and tells whoever waits of the answer and of
	 * failures
	 * @throws StoreUnavailableException if too many wait already, or this is closed
	 */
	@Override
	public void execute(Runnable read) {
		try {
			this.executor.execute(read);
		}
		catch (RejectedExecutionException ex) {
			throw new StoreUnavailableException("The feature store is slow: too many evaluations wait for it", ex);
		}
	}

	@Override
	public void close() {
		this.executor.shutdownNow();
		try {
			if (!this.executor.awaitTermination(CLOSE_TIMEOUT.toNanos(), TimeUnit.NANOSECONDS)) {
				logger.warn("A read of the feature store did not end within {} ms", CLOSE_TIMEOUT.toMillis());
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
