package dev.pennon.spring.redis;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.TransactionResult;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.codec.ByteArrayCodec;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.QueryTimeoutException;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Finds out whether somebody has written to keys, on a connection of its own: the server
 * watches them for it, and an empty transaction tells whether they were touched since.
 * That costs the server next to nothing, needs nothing of its configuration, unlike
 * keyspace notifications, and forgets no change: what happens while there is no
 * connection counts as a change.
 * <p>
 * The state is guarded by a lock, which the one thread that asks holds while it waits for
 * the server; closing does not take it.
 */
final class LettuceKeyWatch implements AutoCloseable {

	private final ReentrantLock asking = new ReentrantLock();

	private final LettuceConnectionFactory factory;

	private final Duration limit;

	private volatile @Nullable Watch present;

	private volatile boolean closed;

	/**
	 * Creates a watch that does not connect yet.
	 * @param factory whose client makes the connection
	 * @param limit how long to wait for an answer
	 */
	LettuceKeyWatch(LettuceConnectionFactory factory, Duration limit) {
		this.factory = factory;
		this.limit = limit;
	}

	/**
	 * Returns whether keys may have been written to since this was last asked.
	 * @param keys the same ones each time, all in one slot
	 */
	boolean hasChanged(byte[]... keys) {
		this.asking.lock();
		try {
			Watch watch = this.present;
			if (watch == null || watch.isLost()) {
				drop();
				begin(keys);
				return true;
			}
			return watch.renew(this.limit, keys);
		}
		catch (RuntimeException ex) {
			drop();
			throw RedisErrors.says(ex, "NOPERM")
					? new IllegalStateException("the Redis user needs +watch, +multi and +exec", ex) : ex;
		}
		finally {
			this.asking.unlock();
		}
	}

	private void begin(byte[]... keys) {
		if (this.closed) {
			throw new IllegalStateException("The connection is closed");
		}
		Watch watch = connect(this.factory.getRequiredNativeClient(), keys[0]);
		this.present = watch;
		watch.begin(this.limit, keys);
		if (this.closed) {
			drop();
		}
	}

	// Nobody waits for a connection that is given up
	@SuppressWarnings("FutureReturnValueIgnored")
	private static Watch connect(AbstractRedisClient client, byte[] key) {
		if (client instanceof RedisClusterClient clusterClient) {
			// A node that has failed over is not in the topology of before
			clusterClient.refreshPartitions();
			StatefulRedisClusterConnection<byte[], byte[]> cluster = clusterClient.connect(ByteArrayCodec.INSTANCE);
			try {
				RedisClusterNode node = cluster.getPartitions().getPartitionBySlot(SlotHash.getSlot(key));
				return new Watch(cluster, cluster.getConnection(node.getNodeId()));
			}
			catch (RuntimeException ex) {
				cluster.closeAsync();
				throw ex;
			}
		}
		StatefulRedisConnection<byte[], byte[]> connection = ((RedisClient) client).connect(ByteArrayCodec.INSTANCE);
		return new Watch(connection, connection);
	}

	private void drop() {
		Watch watch = this.present;
		this.present = null;
		if (watch != null) {
			watch.close();
		}
	}

	/** Closes the connection. Calling it again has no effect. */
	@Override
	public void close() {
		this.closed = true;
		drop();
	}

	/** What one connection watches. The server forgets that with the connection. */
	private static final class Watch implements RedisConnectionStateListener {

		private final StatefulConnection<byte[], byte[]> owner;

		private final StatefulRedisConnection<byte[], byte[]> connection;

		private volatile boolean lost;

		Watch(StatefulConnection<byte[], byte[]> owner, StatefulRedisConnection<byte[], byte[]> connection) {
			this.owner = owner;
			this.connection = connection;
			connection.addListener(this);
			// One write, so that the server handles what belongs together at once
			connection.setAutoFlushCommands(false);
		}

		void begin(Duration limit, byte[]... keys) {
			RedisFuture<String> watched = this.connection.async().watch(keys);
			this.connection.flushCommands();
			await(limit, watched);
		}

		boolean renew(Duration limit, byte[]... keys) {
			RedisAsyncCommands<byte[], byte[]> commands = this.connection.async();
			RedisFuture<String> begun = commands.multi();
			RedisFuture<TransactionResult> ended = commands.exec();
			RedisFuture<String> watched = commands.watch(keys);
			this.connection.flushCommands();
			await(limit, begun, ended, watched);
			return this.lost || ended.toCompletableFuture().join().wasDiscarded();
		}

		private static void await(Duration limit, RedisFuture<?>... answers) {
			if (!LettuceFutures.awaitAll(limit, answers)) {
				throw new QueryTimeoutException("Redis has not answered within " + limit);
			}
		}

		boolean isLost() {
			return this.lost;
		}

		@Override
		public void onRedisDisconnected(RedisChannelHandler<?, ?> disconnected) {
			this.lost = true;
		}

		// Nobody waits for a connection that is given up
		@SuppressWarnings("FutureReturnValueIgnored")
		void close() {
			this.owner.closeAsync();
		}

	}

}
