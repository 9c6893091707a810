package dev.pennon.internal.concurrent;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Time that moves only when a test says so: a clock, a ticker and a scheduler in one.
 * {@link #advance} runs what falls due on the calling thread, in order, each task at its
 * own moment. The ticker begins shortly before it overflows, so that a comparison of two
 * readings without a subtraction shows.
 * <p>
 * Safe for use by any number of threads; one lock, not held while tasks run.
 */
public final class ManualTime implements Ticker, InstantSource, Scheduler {

	private static final Logger logger = LoggerFactory.getLogger(ManualTime.class);

	private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

	private static final long START_NANOS = Long.MAX_VALUE - Duration.ofSeconds(1).toNanos();

	private final Object lock = new Object();

	private final PriorityQueue<Task> tasks = new PriorityQueue<>(
			Comparator.comparing(Task::due).thenComparing(Task::number));

	private Duration elapsed = Duration.ZERO;

	private long taskCount;

	private boolean closed;

	@Override
	public Instant instant() {
		return START.plus(elapsed());
	}

	@Override
	public long nanos() {
		return START_NANOS + elapsed().toNanos();
	}

	/**
	 * Returns how far time has moved.
	 * @return the sum of all advances so far
	 */
	public Duration elapsed() {
		synchronized (this.lock) {
			return this.elapsed;
		}
	}

	/**
	 * Moves time on and runs the tasks that fall due meanwhile, those included that they
	 * schedule.
	 * @param duration how far; zero runs what is due already
	 */
	public void advance(Duration duration) {
		Duration end = elapsed().plus(duration);
		for (Task task = nextUntil(end); task != null; task = nextUntil(end)) {
			task.run();
		}
		synchronized (this.lock) {
			this.elapsed = end;
		}
	}

	/**
	 * Returns how many tasks wait, each repeated one counted once.
	 * @return the number of tasks
	 */
	public int waitingTasks() {
		synchronized (this.lock) {
			return this.tasks.size();
		}
	}

	/**
	 * Returns how long it is until the next task falls due.
	 * @return a duration, or null if no task waits
	 */
	public @Nullable Duration untilNextTask() {
		synchronized (this.lock) {
			Task next = this.tasks.peek();
			return (next != null) ? next.due().minus(this.elapsed) : null;
		}
	}

	@Override
	public Cancellable schedule(Duration delay, Runnable task) {
		return add(delay, null, task);
	}

	@Override
	public Cancellable scheduleWithFixedDelay(Duration initialDelay, Duration delay, Runnable task) {
		return add(initialDelay, delay, task);
	}

	@Override
	public void close() {
		synchronized (this.lock) {
			this.closed = true;
			this.tasks.clear();
		}
	}

	private @Nullable Task nextUntil(Duration end) {
		synchronized (this.lock) {
			Task next = this.tasks.peek();
			if (next == null || next.due().compareTo(end) > 0) {
				return null;
			}
			this.tasks.remove();
			if (next.due().compareTo(this.elapsed) > 0) {
				this.elapsed = next.due();
			}
			return next;
		}
	}

	private Task add(Duration delay, @Nullable Duration repeat, Runnable action) {
		synchronized (this.lock) {
			Duration wait = delay.isNegative() ? Duration.ZERO : delay;
			Task task = new Task(this.elapsed.plus(wait), this.taskCount++, repeat, action);
			if (!this.closed) {
				this.tasks.add(task);
			}
			return task;
		}
	}

	private final class Task implements Cancellable {

		private final long number;

		private final @Nullable Duration repeat;

		private final Runnable action;

		private Duration due;

		private boolean cancelled;

		Task(Duration due, long number, @Nullable Duration repeat, Runnable action) {
			this.due = due;
			this.number = number;
			this.repeat = repeat;
			this.action = action;
		}

		Duration due() {
			return this.due;
		}

		long number() {
			return this.number;
		}

		@Override
		public void cancel() {
			synchronized (ManualTime.this.lock) {
				this.cancelled = true;
				ManualTime.this.tasks.remove(this);
			}
		}

		void run() {
			try {
				this.action.run();
			}
			catch (RuntimeException ex) {
				logger.error("A background task failed", ex);
			}
			synchronized (ManualTime.this.lock) {
				if (this.repeat != null && !this.cancelled && !ManualTime.this.closed) {
					this.due = ManualTime.this.elapsed.plus(this.repeat);
					ManualTime.this.tasks.add(this);
				}
			}
		}

	}

}
