package dev.pennon.internal;

import java.lang.management.ManagementFactory;

import com.sun.management.ThreadMXBean;

/**
 * Counts what code allocates, so that a test can hold it without measuring time.
 */
public final class AllocatedBytes {

	private static final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	private AllocatedBytes() {
	}

	/**
	 * Runs code on this thread. It should have run before, since loading and linking its
	 * classes allocates as well.
	 * @param code what to run
	 * @return how many bytes this thread has allocated meanwhile
	 */
	public static long by(Runnable code) {
		long before = threads.getCurrentThreadAllocatedBytes();
		code.run();
		long after = threads.getCurrentThreadAllocatedBytes();
		return after - before - overhead();
	}

	private static long overhead() {
		long before = threads.getCurrentThreadAllocatedBytes();
		return threads.getCurrentThreadAllocatedBytes() - before;
	}

}
