package dev.pennon.spring.redis;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.util.ClassUtils;

/**
 * The connections that a store uses: one for single items, and one for whole data sets,
 * so that a large answer neither delays the small ones nor has to come within their time
 * limit.
 */
public final class RedisConnections implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(RedisConnections.class);

	private static final boolean LETTUCE = isPresent("io.lettuce.core.RedisClient");

	private static final boolean JEDIS = isPresent("redis.clients.jedis.Jedis");

	private final ConnectionSource single;

	private final ConnectionSource bulk;

	private final boolean cluster;

	private final @Nullable LettuceKeyWatch keyWatch;

	private final Runnable closing;

	private RedisConnections(ConnectionSource single, ConnectionSource bulk, boolean cluster, Runnable closing) {
		this.single = single;
		this.bulk = bulk;
		this.cluster = cluster;
		this.keyWatch = (LETTUCE && single.factory() instanceof LettuceConnectionFactory lettuce
				&& LettuceCopies.isCopyable(lettuce)) ? new LettuceKeyWatch(lettuce, single.timeout()) : null;
		this.closing = closing;
	}

	/**
	 * Makes connections with limits of their own, to wherever the given factory leads.
	 * That is possible for Lettuce; a factory of another driver is used as it is, time
	 * limits included, which is logged. Does not connect yet.
	 * @param application the application's factory, which is not changed
	 * @param timeout how long to wait for a single item, and for a connection
	 * @param bulkTimeout how long to wait for a whole data set
	 * @return connections, to be closed
	 */
	public static RedisConnections dedicated(RedisConnectionFactory application, Duration timeout,
			Duration bulkTimeout) {
		if (LETTUCE && application instanceof LettuceConnectionFactory lettuce && LettuceCopies.isCopyable(lettuce)) {
			LettuceCopies copies = LettuceCopies.of(lettuce, timeout, bulkTimeout);
			ConnectionSource bulk = new ConnectionSource(copies.bulk(), bulkTimeout,
					copies.repair(copies.bulk(), () -> {
					}));
			ConnectionSource single = new ConnectionSource(copies.single(), timeout,
					copies.repair(copies.single(), bulk::suspect));
			return new RedisConnections(single, bulk, lettuce.isClusterAware(), copies::close);
		}
		logger.info("Redis is read with the application's {} as it is: its time limits are those of an evaluation",
				application.getClass().getSimpleName());
		return shared(application, timeout);
	}

	/**
	 * Uses a factory as it is, time limits included.
	 * @param factory the factory, which stays open
	 * @param timeout how long to wait for another thread that connects
	 * @return connections
	 */
	public static RedisConnections shared(RedisConnectionFactory factory, Duration timeout) {
		ConnectionSource source = new ConnectionSource(factory, timeout, ConnectionSource.Repair.NONE);
		return new RedisConnections(source, source, isCluster(factory), () -> {
		});
	}

	private static boolean isCluster(RedisConnectionFactory factory) {
		if (LETTUCE && factory instanceof LettuceConnectionFactory lettuce) {
			return lettuce.isClusterAware();
		}
		return JEDIS && factory instanceof JedisConnectionFactory jedis && jedis.isRedisClusterAware();
	}

	private static boolean isPresent(String className) {
		return ClassUtils.isPresent(className, RedisConnections.class.getClassLoader());
	}

	ConnectionSource single() {
		return this.single;
	}

	ConnectionSource bulk() {
		return this.bulk;
	}

	/**
	 * Returns whether the connections lead to a Redis Cluster.
	 * @return whether all keys of one script must be in one slot
	 */
	public boolean isCluster() {
		return this.cluster;
	}

	/**
	 * Returns whether keys may have been written to since this was last asked, on a
	 * connection that is made for that.
	 * @param keys the same ones each time, all in one slot
	 * @throws UnsupportedOperationException if the driver is not Lettuce, or uses a fixed
	 * list of a master and replicas
	 */
	boolean hasChanged(byte[]... keys) {
		if (this.keyWatch == null) {
			throw new UnsupportedOperationException(
					"that takes Lettuce and a single server, a Sentinel or a Cluster, but the application has another "
							+ this.single.factory().getClass().getSimpleName());
		}
		return this.keyWatch.hasChanged(keys);
	}

	/** Whether native connections are Lettuce's. */
	boolean isLettuce() {
		return LETTUCE && this.single.factory() instanceof LettuceConnectionFactory;
	}

	/** Whether commands can be sent together by Spring Data's means. */
	boolean isPipelining() {
		return JEDIS && this.single.factory() instanceof JedisConnectionFactory && !this.cluster;
	}

	/**
	 * Closes the connections that were made here. Calling it again has no effect.
	 */
	@Override
	public void close() {
		if (this.keyWatch != null) {
			this.keyWatch.close();
		}
		this.closing.run();
	}

}
