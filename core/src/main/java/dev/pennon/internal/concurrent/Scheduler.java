package dev.pennon.internal.concurrent;

import java.time.Duration;

/**
 * Runs tasks later, one at a time. What a task throws is logged and ends nothing.
 */
public interface Scheduler extends AutoCloseable {

	/**
	 * Runs a task once.
	 * @param delay how long to wait; zero or less for at once
	 * @param task what to run
	 * @return a handle to call it off with
	 */
	Cancellable schedule(Duration delay, Runnable task);

	/**
	 * Runs a task again and again.
	 * @param initialDelay how long to wait before the first run
	 * @param delay how long to wait between the end of a run and the next
	 * @param task what to run
	 * @return a handle to call it off with
	 */
	Cancellable scheduleWithFixedDelay(Duration initialDelay, Duration delay, Runnable task);

	/**
	 * Calls everything off and ends the thread. Interrupts a running task and waits for
	 * it for a second at most. Calling it again has no effect.
	 */
	@Override
	void close();

	/**
	 * A task that can be called off.
	 */
	interface Cancellable {

		/**
		 * Keeps the task from running again. A run that has begun goes on.
		 */
		void cancel();

	}

}
