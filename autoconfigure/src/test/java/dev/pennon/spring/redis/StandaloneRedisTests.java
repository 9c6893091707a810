package dev.pennon.spring.redis;

import dev.pennon.spring.redis.RedisContract.Setting;
import dev.pennon.store.CacheMode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * The contracts over one server.
 */
class StandaloneRedisTests {

	@RegisterExtension
	static final RedisServer server = RedisServer.with();

	private static LettuceConnectionFactory factory;

	private static final Setting DEFAULT = new Setting(() -> factory, () -> server.admin().flushall(),
			RedisFeatureStoreCore.DEFAULT_PREFIX, "other");

	private static final Setting CUSTOM = new Setting(() -> factory, () -> server.admin().flushall(), "custom-prefix",
			RedisFeatureStoreCore.DEFAULT_PREFIX);

	@BeforeAll
	static void connect() {
		factory = RedisStores.factory(server);
	}

	@AfterAll
	static void disconnect() {
		factory.destroy();
	}

	@Nested
	class Core extends RedisContract.Core {

		Core() {
			super(DEFAULT);
		}

	}

	@Nested
	class CoreWithCustomPrefix extends RedisContract.Core {

		CoreWithCustomPrefix() {
			super(CUSTOM);
		}

	}

	@Nested
	class Off extends RedisContract.Store {

		Off() {
			super(DEFAULT, CacheMode.OFF);
		}

	}

	@Nested
	class OffWithCustomPrefix extends RedisContract.Store {

		OffWithCustomPrefix() {
			super(CUSTOM, CacheMode.OFF);
		}

	}

	@Nested
	class Ttl extends RedisContract.Store {

		Ttl() {
			super(DEFAULT, CacheMode.TTL);
		}

	}

	@Nested
	class TtlWithCustomPrefix extends RedisContract.Store {

		TtlWithCustomPrefix() {
			super(CUSTOM, CacheMode.TTL);
		}

	}

	@Nested
	class Infinite extends RedisContract.Store {

		Infinite() {
			super(DEFAULT, CacheMode.INFINITE);
		}

	}

	@Nested
	class InfiniteWithCustomPrefix extends RedisContract.Store {

		InfiniteWithCustomPrefix() {
			super(CUSTOM, CacheMode.INFINITE);
		}

	}

}
