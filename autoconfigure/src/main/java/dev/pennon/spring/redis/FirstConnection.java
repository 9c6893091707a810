package dev.pennon.spring.redis;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * Keeps threads that need the first connection at the same time from trying one after the
 * other, each for a whole time limit. A driver with one shared connection makes them wait
 * for each other, and makes the next one try when one has failed; here they share the
 * failure.
 * <p>
 * The lock carries the failure; {@code established} is volatile.
 */
final class FirstConnection {

	private final ReentrantLock connecting = new ReentrantLock();

	private final Duration timeout;

	private volatile boolean established;

	private @Nullable RuntimeException failure;

	private long failedAt;

	FirstConnection(Duration timeout) {
		this.timeout = timeout;
	}

	RedisConnection connect(RedisConnectionFactory factory) {
		return this.established ? factory.getConnection() : connectFirst(factory);
	}

	private RedisConnection connectFirst(RedisConnectionFactory factory) {
		long begun = System.nanoTime();
		if (!tryLock()) {
			throw new RedisConnectionFailureException("Another thread has not connected within " + this.timeout);
		}
		try {
			RuntimeException shared = this.failure;
			if (shared != null && this.failedAt - begun > 0) {
				throw shared;
			}
			RedisConnection connection = factory.getConnection();
			this.established = true;
			return connection;
		}
		catch (RuntimeException ex) {
			this.failure = ex;
			this.failedAt = System.nanoTime();
			throw ex;
		}
		finally {
			this.connecting.unlock();
		}
	}

	/**
	 * Begins again with another first connection, unless a thread is connecting anyway.
	 * @param disconnect gives up the connection that there is
	 */
	void renew(Runnable disconnect) {
		if (this.connecting.tryLock()) {
			try {
				this.established = false;
				disconnect.run();
			}
			finally {
				this.connecting.unlock();
			}
		}
	}

	private boolean tryLock() {
		try {
			return this.connecting.tryLock(this.timeout.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new RedisConnectionFailureException("Interrupted while another thread connected", ex);
		}
	}

}
