package dev.pennon.spring.redis;

import dev.pennon.spring.redis.RedisContract.Setting;
import dev.pennon.store.CacheMode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The contracts over a Redis Cluster, which needs a prefix that is a hash tag.
 */
class ClusterRedisTests {

	@RegisterExtension
	static final RedisClusterServers servers = new RedisClusterServers(false);

	private static LettuceConnectionFactory factory;

	private static final Setting SETTING = new Setting(() -> factory, servers::clear, "{pennon}", "{other}");

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

	@Test
	void prefixThatIsNoHashTagIsRefused() {
		assertThatThrownBy(() -> RedisStores.core(factory, "launchdarkly"))
			.isInstanceOf(InvalidRedisPrefixException.class)
			.hasMessageContaining("use the prefix '{launchdarkly}'");
	}

}
