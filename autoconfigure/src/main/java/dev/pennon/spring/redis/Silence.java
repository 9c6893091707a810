package dev.pennon.spring.redis;

/**
 * Notices that a connection is dead although nobody has closed it, as when a machine
 * vanishes: a command that began after another had timed out was not answered either, and
 * none in between. A server that is only slow gets away with one.
 * <p>
 * Safe for use by any number of threads; the time is volatile, and threads that race to
 * set it mean the same silence.
 */
final class Silence {

	private static final long NONE = Long.MIN_VALUE;

	private final Runnable reconnect;

	private volatile long since = NONE;

	/**
	 * Creates the state of a connection that is well.
	 * @param reconnect puts another connection into the place of a dead one; returns at
	 * once
	 */
	Silence(Runnable reconnect) {
		this.reconnect = reconnect;
	}

	void answered() {
		if (this.since != NONE) {
			this.since = NONE;
		}
	}

	void timedOut(long begun, long now) {
		long first = this.since;
		if (first == NONE) {
			this.since = now;
		}
		else if (begun - first >= 0) {
			this.since = NONE;
			this.reconnect.run();
		}
	}

}
