package dev.pennon.internal.concurrent;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A {@link Scheduler} with one thread of its own, which exists only from the first task
 * on.
 */
public final class ThreadScheduler implements Scheduler {

	private static final Logger logger = LoggerFactory.getLogger(ThreadScheduler.class);

	private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

	private final ScheduledThreadPoolExecutor executor;

	/**
	 * Creates a scheduler.
	 * @param role what its thread does, as in {@link PennonThreadFactory}
	 */
	public ThreadScheduler(String role) {
		this.executor = new ScheduledThreadPoolExecutor(1, new PennonThreadFactory(role),
				new ThreadPoolExecutor.DiscardPolicy());
		this.executor.setRemoveOnCancelPolicy(true);
	}

	@Override
	public Cancellable schedule(Duration delay, Runnable task) {
		return cancellable(this.executor.schedule(logged(task), delay.toNanos(), TimeUnit.NANOSECONDS));
	}

	@Override
	public Cancellable scheduleWithFixedDelay(Duration initialDelay, Duration delay, Runnable task) {
		return cancellable(this.executor.scheduleWithFixedDelay(logged(task), initialDelay.toNanos(), delay.toNanos(),
				TimeUnit.NANOSECONDS));
	}

	private static Cancellable cancellable(Future<?> future) {
		return () -> future.cancel(false);
	}

	private static Runnable logged(Runnable task) {
		return () -> {
			try {
				task.run();
			}
			catch (RuntimeException | Error ex) {
				logger.error("A background task failed", ex);
			}
		};
	}

	@Override
	public void close() {
		this.executor.shutdownNow();
		try {
			if (!this.executor.awaitTermination(CLOSE_TIMEOUT.toNanos(), TimeUnit.NANOSECONDS)) {
				logger.warn("A background task did not end within {} ms", CLOSE_TIMEOUT.toMillis());
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
