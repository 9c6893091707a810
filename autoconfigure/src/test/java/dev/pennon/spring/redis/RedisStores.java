package dev.pennon.spring.redis;

import java.time.Duration;

import dev.pennon.store.CacheConfig;
import dev.pennon.store.CacheMode;
import dev.pennon.store.CacheRefresh;
import dev.pennon.store.CachingStoreWrapper;
import io.lettuce.core.resource.ClientResources;

import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration.LettuceClientConfigurationBuilder;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Makes cores and stores as the auto-configuration does.
 */
final class RedisStores {

	static final Duration TIMEOUT = Duration.ofSeconds(2);

	static final Duration BULK_TIMEOUT = Duration.ofSeconds(30);

	private static final ClientResources RESOURCES = ClientResources.create();

	private RedisStores() {
	}

	/** A factory as Boot makes it for {@code spring.data.redis.port}. */
	static LettuceConnectionFactory factory(RedisServer server) {
		return started(new LettuceConnectionFactory(new RedisStandaloneConfiguration("127.0.0.1", server.port()),
				client().build()));
	}

	/**
	 * Begins a client configuration that shares its threads with the others, as Boot's
	 * does.
	 */
	static LettuceClientConfigurationBuilder client() {
		return LettuceClientConfiguration.builder().clientResources(RESOURCES);
	}

	static LettuceConnectionFactory started(LettuceConnectionFactory factory) {
		factory.afterPropertiesSet();
		return factory;
	}

	static RedisFeatureStoreCore core(RedisConnectionFactory factory, String prefix) {
		return new RedisFeatureStoreCore(RedisConnections.dedicated(factory, TIMEOUT, BULK_TIMEOUT), prefix);
	}

	static CachingStoreWrapper store(RedisConnectionFactory factory, String prefix, CacheMode mode) {
		return CachingStoreWrapper.builder(core(factory, prefix)).cache(config(mode)).build();
	}

	static CacheConfig config(CacheMode mode) {
		return new CacheConfig(mode, CacheConfig.DEFAULT_TTL, null, CacheRefresh.ON_EXPIRY, null);
	}

}
