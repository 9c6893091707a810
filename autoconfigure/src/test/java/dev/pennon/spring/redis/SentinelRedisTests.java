package dev.pennon.spring.redis;

import dev.pennon.spring.redis.RedisContract.Setting;
import dev.pennon.store.CacheMode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * The contracts over a master that a sentinel names.
 */
class SentinelRedisTests {

	static final RedisSentinelServers servers = new RedisSentinelServers();

	private static LettuceConnectionFactory factory;

	private static final Setting SETTING = new Setting(() -> factory, servers::reset, "launchdarkly", "other");

	@BeforeAll
	static void connect() {
		factory = servers.factory();
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
	class Off extends RedisContract.Store {

		Off() {
			super(SETTING, CacheMode.OFF);
		}

	}

	@Nested
	class Ttl extends RedisContract.Store {

		Ttl() {
			super(SETTING, CacheMode.TTL);
		}

	}

	@Nested
	class Infinite extends RedisContract.Store {

		Infinite() {
			super(SETTING, CacheMode.INFINITE);
		}

	}

}
