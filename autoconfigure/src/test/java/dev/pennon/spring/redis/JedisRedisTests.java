package dev.pennon.spring.redis;

import dev.pennon.spring.redis.RedisContract.Setting;
import dev.pennon.store.CacheMode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;

/**
 * The contracts over Jedis, as the application configures it.
 */
class JedisRedisTests {

	@RegisterExtension
	static final RedisServer server = RedisServer.with();

	private static JedisConnectionFactory factory;

	private static final Setting SETTING = new Setting(() -> factory, () -> server.admin().flushall(), "launchdarkly",
			"other");

	@BeforeAll
	static void connect() {
		factory = new JedisConnectionFactory(new RedisStandaloneConfiguration("127.0.0.1", server.port()));
		factory.afterPropertiesSet();
		factory.start();
	}

	@AfterAll
	static void disconnect() {
		factory.destroy();
	}

	@Nested
	class Core extends RedisContract.Core {

		Core() {
			super(SETTING);
		}

	}

	@Nested
	class Ttl extends RedisContract.Store {

		Ttl() {
			super(SETTING, CacheMode.TTL);
		}

	}

}
