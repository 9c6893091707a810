package dev.pennon.datasource.http;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.pennon.internal.concurrent.Scheduler;
import dev.pennon.internal.concurrent.ThreadScheduler;

/**
 * Runs tasks on a thread of its own, waits next to nothing, and remembers how long it
 * should have waited.
 */
final class ImpatientScheduler implements Scheduler {

	private static final Duration PATIENCE = Duration.ofMillis(2);

	private final ThreadScheduler scheduler = new ThreadScheduler("impatient");

	private final List<Duration> delays = new CopyOnWriteArrayList<>();

	/** The delays of all tasks but the first, which a source runs at once. */
	List<Duration> delays() {
		return this.delays.stream().skip(1).toList();
	}

	@Override
	public Cancellable schedule(Duration delay, Runnable task) {
		this.delays.add(delay);
		return this.scheduler.schedule((delay.compareTo(PATIENCE) > 0) ? PATIENCE : delay, task);
	}

	@Override
	public Cancellable scheduleWithFixedDelay(Duration initialDelay, Duration delay, Runnable task) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void close() {
		this.scheduler.close();
	}

}
