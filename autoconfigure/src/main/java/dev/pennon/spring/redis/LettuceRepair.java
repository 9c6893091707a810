package dev.pennon.spring.redis;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.cluster.RedisClusterClient;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Makes Lettuce look for a master that has moved. It does not by itself where a
 * connection is dead but open, nor where the master of a cluster died before there was a
 * connection to it.
 * <p>
 * Safe for use by any number of threads; an atomic time keeps them from looking too
 * often.
 */
final class LettuceRepair implements ConnectionSource.Repair {

	private static final long REFRESH_INTERVAL = TimeUnit.SECONDS.toNanos(1);

	private final LettuceConnectionFactory factory;

	private final Executor executor;

	private final Runnable whenSilent;

	private final AtomicLong nextRefresh = new AtomicLong(System.nanoTime());

	/**
	 * Creates the repair of one factory's connection.
	 * @param factory the factory
	 * @param executor runs what waits, which the threads of the driver's I/O must not
	 * @param whenSilent run after the connection has gone silent
	 */
	LettuceRepair(LettuceConnectionFactory factory, Executor executor, Runnable whenSilent) {
		this.factory = factory;
		this.executor = executor;
		this.whenSilent = whenSilent;
	}

	@Override
	public void failed(RuntimeException failure) {
		long next = this.nextRefresh.get();
		long now = System.nanoTime();
		if (now - next >= 0 && !isAnswer(failure) && this.nextRefresh.compareAndSet(next, now + REFRESH_INTERVAL)) {
			look();
		}
	}

	// A cluster answers for a master that is missing
	private static boolean isAnswer(RuntimeException failure) {
		Throwable cause = failure.getCause();
		return cause instanceof RedisCommandExecutionException && !RedisErrors.says(failure, "CLUSTERDOWN");
	}

	private CompletableFuture<?> refreshTopology() {
		return (this.factory.getNativeClient() instanceof RedisClusterClient cluster)
				? cluster.refreshPartitionsAsync().toCompletableFuture() : CompletableFuture.completedFuture(null);
	}

	@Override
	public void look() {
		// What becomes of it, the next command shows
		CompletableFuture<?> unused = refreshTopology();
	}

	@Override
	public void silent(ConnectionSource source) {
		CompletableFuture<?> unused = refreshTopology().whenCompleteAsync((done, failure) -> {
			source.renew();
			this.whenSilent.run();
		}, this.executor);
	}

	@Override
	public void disconnect() {
		this.factory.resetConnection();
	}

	@Override
	public boolean isOnlyOneToDisconnect() {
		return true;
	}

}
