package dev.pennon.spring.redis;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.QueryTimeoutException;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * Gives connections to whoever runs a command, and another one when the one that there is
 * has gone silent.
 * <p>
 * Safe for use by any number of threads; {@link FirstConnection} orders who connects.
 */
final class ConnectionSource {

	private final RedisConnectionFactory factory;

	private final FirstConnection first;

	private final Duration timeout;

	private final Repair repair;

	private final Silence silence;

	private final AtomicBoolean suspect = new AtomicBoolean();

	/**
	 * Creates a source.
	 * @param factory the factory
	 * @param timeout how long to wait for another thread that connects
	 * @param repair what to do about failures
	 */
	ConnectionSource(RedisConnectionFactory factory, Duration timeout, Repair repair) {
		this.factory = factory;
		this.timeout = timeout;
		this.first = new FirstConnection(timeout);
		this.repair = repair;
		this.silence = new Silence(() -> repair.silent(this));
	}

	RedisConnectionFactory factory() {
		return this.factory;
	}

	/** How long to wait at most, as far as the factory does not limit it. */
	Duration timeout() {
		return this.timeout;
	}

	/** Makes the next command connect anew. */
	void renew() {
		this.first.renew(this.repair::disconnect);
	}

	/** Does that only when there is a next command, for the sake of one that runs now. */
	void suspect() {
		this.repair.look();
		this.suspect.set(true);
	}

	<T> @Nullable T execute(Function<RedisConnection, @Nullable T> command) {
		if (this.suspect.get() && this.suspect.compareAndSet(true, false)) {
			renew();
		}
		long begun = System.nanoTime();
		try (RedisConnection connection = this.first.connect(this.factory)) {
			T answer = command.apply(connection);
			this.silence.answered();
			return answer;
		}
		catch (QueryTimeoutException ex) {
			this.silence.timedOut(begun, System.nanoTime());
			this.repair.failed(ex);
			throw ex;
		}
		catch (RuntimeException ex) {
			this.repair.failed(ex);
			throw ex;
		}
	}

	/**
	 * What to do about failures. Nothing of it makes the caller wait, but
	 * {@link #disconnect()}.
	 */
	interface Repair {

		/** Leaves it to the driver. */
		Repair NONE = new Repair() {

			@Override
			public void failed(RuntimeException failure) {
			}

			@Override
			public void look() {
			}

			@Override
			public void silent(ConnectionSource source) {
			}

			@Override
			public void disconnect() {
			}

		};

		/** Told of every command that failed, for whatever reason. */
		void failed(RuntimeException failure);

		/** Looks which servers there are now. */
		void look();

		/**
		 * Told when the connection has gone silent; renews the source sooner or later.
		 */
		void silent(ConnectionSource source);

		/** Makes the factory give up the connection that all threads share. */
		void disconnect();

	}

}
