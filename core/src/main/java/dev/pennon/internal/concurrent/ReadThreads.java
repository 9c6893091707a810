package dev.pennon.internal.concurrent;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A few threads that read from a slow database. They exist only while there is something
 * to read, and a read that would wait for long is refused.
 * <p>
 * Safe for use by any number of threads; the executor's queue carries the reads.
 */
public final class ReadThreads implements Executor, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(ReadThreads.class);

	private static final int THREADS = 8;

	private static final int WAITING_READS = 1000;

	private static final Duration IDLE_TIME = Duration.ofSeconds(10);

	private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

	private final String role;

	private final ThreadPoolExecutor executor;

	/**
	 * Creates what has no threads yet.
	 * @param role what the threads do, as in {@link PennonThreadFactory}
	 */
	public ReadThreads(String role) {
		this.role = role;
		this.executor = new ThreadPoolExecutor(THREADS, THREADS, IDLE_TIME.toNanos(), TimeUnit.NANOSECONDS,
				new LinkedBlockingQueue<>(WAITING_READS), new PennonThreadFactory(role));
		this.executor.allowCoreThreadTimeOut(true);
	}

	/**
	 * Runs a read as soon as a thread is free.
	 * @param read asks the database, and tells whoever waits of the answer and of
	 * failures
	 * @throws RejectedExecutionException if too many wait already, or this is closed
	 */
	@Override
	public void execute(Runnable read) {
		this.executor.execute(read);
	}

	/**
	 * Ends the threads. Interrupts reads and waits for them for a second at most. Calling
	 * it again has no effect.
	 */
	@Override
	public void close() {
		this.executor.shutdownNow();
		try {
			if (!this.executor.awaitTermination(CLOSE_TIMEOUT.toNanos(), TimeUnit.NANOSECONDS)) {
				logger.warn("A read by a thread 'pennon-{}' did not end within {} ms", this.role,
						CLOSE_TIMEOUT.toMillis());
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
