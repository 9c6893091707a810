package dev.pennon.spring.redis;

import io.lettuce.core.RedisCredentials;
import io.lettuce.core.RedisCredentialsProvider;
import io.lettuce.core.RedisCredentialsProvider.ImmediateRedisCredentialsProvider;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.RedisSentinelConfiguration;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.connection.lettuce.RedisCredentialsProviderFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ImmediateCredentials}.
 */
class ImmediateCredentialsTests {

	private final ImmediateCredentials credentials = new ImmediateCredentials();

	@Test
	void userAndPasswordAreThoseOfTheConfiguration() {
		RedisStandaloneConfiguration configuration = new RedisStandaloneConfiguration();
		configuration.setUsername("reader");
		configuration.setPassword("secret");
		RedisCredentials given = now(this.credentials.createCredentialsProvider(configuration));
		assertThat(given.getUsername()).isEqualTo("reader");
		assertThat(given.getPassword()).containsExactly("secret".toCharArray());
	}

	@Test
	void passwordAloneIsThatOfTheDefaultUser() {
		RedisClusterConfiguration configuration = new RedisClusterConfiguration();
		configuration.setUsername("");
		configuration.setPassword("secret");
		RedisCredentials given = now(this.credentials.createCredentialsProvider(configuration));
		assertThat(given.hasUsername()).isFalse();
		assertThat(given.getPassword()).containsExactly("secret".toCharArray());
	}

	@Test
	void serverWithoutPasswordGetsNone() {
		RedisConfiguration general = new RedisConfiguration() {
		};
		assertAnonymous(this.credentials.createCredentialsProvider(new RedisStandaloneConfiguration()));
		assertAnonymous(this.credentials.createCredentialsProvider(general));
		assertAnonymous(this.credentials.createSentinelCredentialsProvider(new RedisSentinelConfiguration()));
	}

	private static void assertAnonymous(RedisCredentialsProvider provider) {
		RedisCredentials given = now(provider);
		assertThat(given.hasUsername()).isFalse();
		assertThat(given.hasPassword()).isFalse();
	}

	@Test
	void sentinelsHaveTheirOwnUserAndPassword() {
		RedisSentinelConfiguration configuration = new RedisSentinelConfiguration();
		configuration.setUsername("reader");
		configuration.setPassword("secret");
		configuration.setSentinelUsername("watcher");
		configuration.setSentinelPassword("other");
		RedisCredentials given = now(this.credentials.createSentinelCredentialsProvider(configuration));
		assertThat(given.getUsername()).isEqualTo("watcher");
		assertThat(given.getPassword()).containsExactly("other".toCharArray());
	}

	@Test
	void copiesOfAFactoryUseThemUnlessTheApplicationHasItsOwn() {
		assertThat(credentialsOfCopy(RedisStores.client().build())).isInstanceOf(ImmediateCredentials.class);
		RedisCredentialsProviderFactory own = new RedisCredentialsProviderFactory() {
		};
		assertThat(credentialsOfCopy(RedisStores.client().redisCredentialsProviderFactory(own).build())).isSameAs(own);
	}

	private static RedisCredentialsProviderFactory credentialsOfCopy(LettuceClientConfiguration client) {
		LettuceConnectionFactory source = RedisStores
			.started(new LettuceConnectionFactory(new RedisStandaloneConfiguration("127.0.0.1", 1), client));
		LettuceCopies copies = LettuceCopies.of(source, RedisStores.TIMEOUT, RedisStores.TIMEOUT);
		try {
			return copies.single().getClientConfiguration().getRedisCredentialsProviderFactory().orElseThrow();
		}
		finally {
			copies.close();
			source.destroy();
		}
	}

	private static RedisCredentials now(RedisCredentialsProvider provider) {
		assertThat(provider).isInstanceOf(ImmediateRedisCredentialsProvider.class);
		return ((ImmediateRedisCredentialsProvider) provider).resolveCredentialsNow();
	}

}
