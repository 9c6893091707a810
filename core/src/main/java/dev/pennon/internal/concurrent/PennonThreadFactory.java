package dev.pennon.internal.concurrent;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The one place that creates threads: daemons named {@code pennon-<role>-<number>}.
 */
public final class PennonThreadFactory implements ThreadFactory {

	private final String role;

	private final AtomicInteger count = new AtomicInteger();

	/**
	 * Creates a factory.
	 * @param role what the threads do, in one or two words with hyphens
	 */
	public PennonThreadFactory(String role) {
		this.role = role;
	}

	@Override
	public Thread newThread(Runnable task) {
		Thread thread = new Thread(task, "pennon-%s-%d".formatted(this.role, this.count.incrementAndGet()));
		thread.setDaemon(true);
		return thread;
	}

}
