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
 * Chooses the connections to Redis and says what is wrong where there are none to have.
 */
class RedisCoreFactory {

	private static final String TYPE = "pennon.store.type";

	private static final String PREFIX = "pennon.store.prefix";

	private final PennonProperties.Store store;

	RedisCoreFactory(PennonProperties.Store store) {
		this.store = store;
	}

	RedisFeatureStoreCore create(@Nullable RedisConnectionFactory chosen,
			ObjectProvider<RedisConnectionFactory> application) {
		Duration timeout = CachingStoreFactory.positive("pennon.store.timeout", this.store.timeout());
		Duration bulkTimeout = CachingStoreFactory.positive("pennon.store.bulk-timeout", this.store.bulkTimeout());
		RedisConnections connections = (chosen != null) ? RedisConnections.shared(chosen, timeout)
				: RedisConnections.dedicated(factory(application), timeout, bulkTimeout);
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

	private static RedisConnectionFactory factory(ObjectProvider<RedisConnectionFactory> application) {
		RedisConnectionFactory factory = application.getIfUnique();
		if (factory != null) {
			return factory;
		}
		if (application.stream().findAny().isPresent()) {
			throw new PennonConfigurationException(
					"Flags are to be kept in Redis, but there are several 'RedisConnectionFactory' beans.",
					List.of(TYPE), "Mark the one to use with '@PennonRedisConnectionFactory', or one with '@Primary'.",
					null);
		}
		throw new PennonConfigurationException(
				"Flags are to be kept in Redis, but there is no 'RedisConnectionFactory' bean.",
				List.of(TYPE, "spring.data.redis.url", "spring.data.redis.host"),
				"Add Lettuce or Jedis to the class path, and do not exclude 'DataRedisAutoConfiguration'; or define a "
						+ "'RedisConnectionFactory' bean; or set 'pennon.store.type' to 'in-memory'.",
				null);
	}

}
