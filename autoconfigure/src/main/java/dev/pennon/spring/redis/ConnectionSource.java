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
 * Safe for use by any number of threads; {@link FirstConnection} orders who connects, and
 * volatile fields publish the connection that is kept.
 */
final class ConnectionSource {

	private final RedisConnectionFactory factory;

	private final FirstConnection first;

	private final Duration timeout;

	private final Repair repair;

	private final Silence silence;

	private final AtomicBoolean suspect = new AtomicBoolean();

	/** Another one each time that the factory is told to connect anew. */
	private volatile Object epoch = new Object();

	private volatile @Nullable Kept kept;

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

	/** Whether the driver is Lettuce, and its own connection is kept. */
	boolean isKeeping() {
		return this.repair.isOnlyOneToDisconnect();
	}

	/** Makes the next command connect anew. */
	void renew() {
		this.first.renew(() -> {
			this.epoch = new Object();
			this.repair.disconnect();
		});
	}

	/** Does that only when there is a next command, for the sake of one that runs now. */
	void suspect() {
		this.repair.look();
		this.suspect.set(true);
	}

	<T> @Nullable T execute(Function<RedisConnection, @Nullable T> command) {
		renewIfSuspect();
		long begun = System.nanoTime();
		try (RedisConnection connection = this.first.connect(this.factory)) {
			T answer = command.apply(connection);
			this.silence.answered();
			return answer;
		}
		catch (RuntimeException ex) {
			throw failed(ex, begun);
		}
	}

	/**
	 * Runs a command on the driver's own connection, which is kept where nobody else can
	 * close it: Spring Data makes some twenty objects for each connection that it gives.
	 */
	<T> @Nullable T executeNatively(Function<Object, @Nullable T> command) {
		renewIfSuspect();
		long begun = System.nanoTime();
		try {
			Kept present = this.kept;
			T answer = (present != null && present.epoch() == this.epoch) ? command.apply(present.connection())
					: executeAndKeep(command);
			this.silence.answered();
			return answer;
		}
		catch (RuntimeException ex) {
			throw failed(ex, begun);
		}
	}

	private <T> @Nullable T executeAndKeep(Function<Object, @Nullable T> command) {
		Object now = this.epoch;
		try (RedisConnection connection = this.first.connect(this.factory)) {
			Object nativeConnection = connection.getNativeConnection();
			T answer = command.apply(nativeConnection);
			if (isKeeping()) {
				this.kept = new Kept(nativeConnection, now);
			}
			return answer;
		}
	}

	private void renewIfSuspect() {
		if (this.suspect.get() && this.suspect.compareAndSet(true, false)) {
			renew();
		}
	}

	private RuntimeException failed(RuntimeException failure, long begun) {
		if (failure instanceof QueryTimeoutException) {
			this.silence.timedOut(begun, System.nanoTime());
		}
		this.repair.failed(failure);
		return failure;
	}

	/**
	 * A connection of the driver.
	 *
	 * @param connection the connection
	 * @param epoch when it was got; the factory has closed it if there is another now
	 */
	private record Kept(Object connection, Object epoch) {
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

			@Override
			public boolean isOnlyOneToDisconnect() {
				return false;
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

		/** Whether the factory keeps its connection until it is told that. */
		boolean isOnlyOneToDisconnect();

	}

}
