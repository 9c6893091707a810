package dev.pennon.spring.autoconfigure;

import java.time.Duration;

import dev.pennon.spring.redis.RedisConnections;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * Chooses the connections to the application's Redis.
 *
 * @param purpose what they are for
 */
record ApplicationRedis(RedisPurpose purpose) {

	/**
	 * Makes connections.
	 * @param chosen the factory that is marked for Pennon, or null
	 * @param application all others
	 * @param timeout how long to wait for a single item, and for a connection
	 * @param bulkTimeout how long to wait for a whole data set
	 * @return connections, to be closed
	 */
	RedisConnections connections(@Nullable RedisConnectionFactory chosen,
			ObjectProvider<RedisConnectionFactory> application, Duration timeout, Duration bulkTimeout) {
		return (chosen != null) ? RedisConnections.shared(chosen, timeout)
				: RedisConnections.dedicated(factory(application), timeout, bulkTimeout);
	}

	private RedisConnectionFactory factory(ObjectProvider<RedisConnectionFactory> application) {
		RedisConnectionFactory factory = application.getIfUnique();
		if (factory != null) {
			return factory;
		}
		throw application.stream().findAny().isPresent() ? this.purpose.withSeveralConnectionFactories()
				: this.purpose.withoutConnectionFactory();
	}

}
