package dev.pennon.spring.autoconfigure;

import java.time.Duration;
import java.util.List;

import dev.pennon.spring.redis.RedisConnections;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * Chooses the connections to the application's Redis and says what is wrong where there
 * are none to have.
 *
 * @param property the property that asks for Redis
 * @param purpose what Redis is for, as the start of a sentence
 * @param otherValue the value of the property that needs no Redis
 */
record ApplicationRedis(String property, String purpose, String otherValue) {

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
		if (application.stream().findAny().isPresent()) {
			throw new PennonConfigurationException(
					this.purpose + ", but there are several 'RedisConnectionFactory' beans.", List.of(this.property),
					"Mark the one to use with '@PennonRedisConnectionFactory', or one with '@Primary'.", null);
		}
		throw new PennonConfigurationException(this.purpose + ", but there is no 'RedisConnectionFactory' bean.",
				List.of(this.property, "spring.data.redis.url", "spring.data.redis.host"),
				"Add Lettuce or Jedis to the class path, and do not exclude 'DataRedisAutoConfiguration'; or define a "
						+ "'RedisConnectionFactory' bean; or set '%s' to '%s'.".formatted(this.property,
								this.otherValue),
				null);
	}

}
