package dev.pennon.spring.redis;

import io.lettuce.core.RedisCredentialsProvider;
import io.lettuce.core.StaticCredentialsProvider;
import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.RedisConfiguration.WithAuthentication;
import org.springframework.data.redis.connection.RedisPassword;
import org.springframework.data.redis.connection.RedisSentinelConfiguration;
import org.springframework.data.redis.connection.lettuce.RedisCredentialsProviderFactory;
import org.springframework.util.StringUtils;

/**
 * Gives Lettuce user and password at once. Otherwise it waits for them on another thread,
 * even where they are fixed, and may then call a connection made before it accepts
 * commands: the first one is rejected.
 */
final class ImmediateCredentials implements RedisCredentialsProviderFactory {

	@Override
	public RedisCredentialsProvider createCredentialsProvider(RedisConfiguration configuration) {
		return (configuration instanceof WithAuthentication authentication)
				? provider(authentication.getUsername(), authentication.getPassword())
				: provider(null, RedisPassword.none());
	}

	@Override
	public RedisCredentialsProvider createSentinelCredentialsProvider(RedisSentinelConfiguration configuration) {
		return provider(configuration.getSentinelUsername(), configuration.getSentinelPassword());
	}

	@SuppressWarnings("NullAway") // Lettuce takes null, but does not declare it
	private static RedisCredentialsProvider provider(@Nullable String username, RedisPassword password) {
		return new StaticCredentialsProvider(StringUtils.hasText(username) ? username : null,
				password.toOptional().orElse(null));
	}

}
