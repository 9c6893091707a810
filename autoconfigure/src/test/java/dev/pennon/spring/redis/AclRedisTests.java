package dev.pennon.spring.redis;

import java.util.Map;

import dev.pennon.spring.redis.RedisContract.Setting;
import dev.pennon.store.CacheMode;
import dev.pennon.store.FeatureStoreCore;
import dev.pennon.store.SerializedItem;
import dev.pennon.store.StoreWriteRefusedException;
import dev.pennon.store.TestItem;
import dev.pennon.store.TestKind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The contracts with users that may do no more than the documentation says.
 */
class AclRedisTests {

	@RegisterExtension
	static final RedisServer server = RedisServer.with("--user", "reader", "on", ">secret", "~launchdarkly:*", "+hget",
			"+hgetall", "+exists", "--user", "writer", "on", ">secret", "~launchdarkly:*", "~other:*", "+hget",
			"+hgetall", "+exists", "+eval", "+evalsha", "+hset", "+hlen", "+del", "+set");

	private static LettuceConnectionFactory factory;

	private static final Setting SETTING = new Setting(() -> factory, () -> server.admin().flushall(), "launchdarkly",
			"other");

	@BeforeAll
	static void connect() {
		factory = factory("writer");
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

	private static LettuceConnectionFactory factory(String user) {
		RedisStandaloneConfiguration configuration = new RedisStandaloneConfiguration("127.0.0.1", server.port());
		configuration.setUsername(user);
		configuration.setPassword("secret");
		return RedisStores.started(new LettuceConnectionFactory(configuration));
	}

	@Test
	void readerReadsAndIsRefusedToWrite() {
		server.admin().flushall();
		TestItem item = TestItem.of("foo", 1);
		SerializedItem serialized = new SerializedItem("foo", 1, false, TestKind.THINGS.encode(item));
		LettuceConnectionFactory reading = factory("reader");
		try (FeatureStoreCore writer = RedisStores.core(factory, "launchdarkly");
				FeatureStoreCore reader = RedisStores.core(reading, "launchdarkly")) {
			writer.initInternal(Map.of(TestKind.THINGS, Map.of("foo", serialized)));
			assertThat(reader.initializedInternal()).isTrue();
			assertThat(reader.getInternal(TestKind.THINGS, "foo")).isNotNull();
			assertThat(reader.getAllInternal(TestKind.THINGS)).hasSize(1);
			assertThatThrownBy(() -> reader.upsertInternal(TestKind.THINGS, serialized))
				.isInstanceOf(StoreWriteRefusedException.class)
				.hasMessageContaining("NOPERM");
		}
		finally {
			reading.destroy();
		}
	}

}
