package dev.pennon.spring.autoconfigure;

import java.time.Duration;
import java.util.List;

import dev.pennon.spring.redis.InvalidRedisPrefixException;
import dev.pennon.spring.redis.RedisConnections;
import dev.pennon.spring.redis.RedisFeatureStoreCore;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.util.StringUtils;

/**
 * Makes the core of the store over the application's Redis.
 */
class RedisCoreFactory {

	private static final String PREFIX = "pennon.store.prefix";

	private final PennonProperties.Store store;

	RedisCoreFactory(PennonProperties.Store store) {
		this.store = store;
	}

	RedisFeatureStoreCore create(@Nullable RedisConnectionFactory chosen,
			ObjectProvider<RedisConnectionFactory> application) {
		Duration timeout = CachingStoreFactory.positive("pennon.store.timeout", this.store.timeout());
		Duration bulkTimeout = CachingStoreFactory.positive("pennon.store.bulk-timeout", this.store.bulkTimeout());
		ApplicationRedis redis = new ApplicationRedis(RedisPurpose.FLAGS);
		RedisConnections connections = redis.connections(chosen, application, timeout, bulkTimeout);
		try {
			return new RedisFeatureStoreCore(connections, prefix());
		}
		catch (InvalidRedisPrefixException ex) {
			throw new PennonConfigurationException(
					"Flags are to be kept in a Redis Cluster, but the prefix '%s' would spread their keys over several slots, and scripts need them in one."
						.formatted(ex.prefix()),
					List.of(PREFIX),
					"Set '%s' to '%s'. Every other process that shares these flags needs the same prefix."
						.formatted(PREFIX, ex.suggestion()),
					ex);
		}
	}

	private String prefix() {
		String prefix = this.store.prefix();
		return StringUtils.hasText(prefix) ? prefix : RedisFeatureStoreCore.DEFAULT_PREFIX;
	}

}
