package dev.pennon.store;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A thread that is there for one task, since only another thread is kept out by a lock
 * that was not given back.
 */
final class OtherThread {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private OtherThread() {
	}

	/** Runs a task there and waits for it. */
	static void run(Runnable task) {
		FutureTask<Boolean> result = start(task);
		assertThat(result).succeedsWithin(LIMIT);
	}

	/** Runs a task there and goes on. */
	static FutureTask<Boolean> start(Runnable task) {
		FutureTask<Boolean> result = new FutureTask<>(task, true);
		Thread thread = new Thread(result, "other-thread");
		thread.setDaemon(true);
		thread.start();
		return result;
	}

	/** Waits there until a test goes on. */
	static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(LIMIT.toNanos(), TimeUnit.NANOSECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
