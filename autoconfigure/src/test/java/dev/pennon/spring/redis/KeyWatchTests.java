package dev.pennon.spring.redis;

import java.time.Duration;
import java.util.List;

import dev.pennon.store.SerializedItem;
import dev.pennon.store.TestItem;
import dev.pennon.store.TestKind;
import io.lettuce.core.KillArgs;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.RedisStaticMasterReplicaConfiguration;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * How a Redis tells that another process has written to it.
 */
class KeyWatchTests {

	private static boolean hasChanged(RedisFeatureStoreCore core) {
		return core.hasChangedInternal(List.of(TestKind.THINGS, TestKind.OTHER_THINGS));
	}

	private static void upsert(RedisFeatureStoreCore core, TestKind kind, int version) {
		TestItem item = TestItem.of("foo", version);
		core.upsertInternal(kind, new SerializedItem("foo", version, false, kind.encode(item)));
	}

	private static void assertThatWritesAreNoticed(RedisConnectionFactory factory, String prefix, String otherPrefix) {
		try (RedisFeatureStoreCore reader = RedisStores.core(factory, prefix);
				RedisFeatureStoreCore writer = RedisStores.core(factory, prefix);
				RedisFeatureStoreCore other = RedisStores.core(factory, otherPrefix)) {
			assertThat(hasChanged(reader)).isTrue();
			assertThat(hasChanged(reader)).isFalse();
			upsert(writer, TestKind.THINGS, 1);
			assertThat(hasChanged(reader)).isTrue();
			assertThat(hasChanged(reader)).isFalse();
			upsert(writer, TestKind.OTHER_THINGS, 1);
			assertThat(hasChanged(reader)).isTrue();
			upsert(writer, TestKind.THINGS, 1);
			upsert(other, TestKind.THINGS, 1);
			assertThat(hasChanged(reader)).isFalse();
		}
	}

	@Nested
	class Standalone {

		@RegisterExtension
		static final RedisServer server = RedisServer.with();

		private LettuceConnectionFactory factory;

		private RedisFeatureStoreCore core;

		@BeforeEach
		void connect() {
			server.reset();
			this.factory = RedisStores.factory(server);
			this.core = RedisStores.core(this.factory, "launchdarkly");
		}

		@AfterEach
		void disconnect() {
			this.core.close();
			this.factory.destroy();
		}

		@Test
		void writesAreNoticedAndTheServerStaysAsItIsConfigured() {
			String before = server.admin().configGet("*").toString();
			assertThatWritesAreNoticed(this.factory, "launchdarkly", "other");
			assertThat(server.admin().configGet("*")).hasToString(before);
		}

		@Test
		void wipedDataIsAChange() {
			upsert(this.core, TestKind.THINGS, 1);
			assertThat(hasChanged(this.core)).isTrue();
			assertThat(hasChanged(this.core)).isFalse();
			server.admin().flushall();
			assertThat(hasChanged(this.core)).isTrue();
		}

		@Test
		void lostConnectionCountsAsAChange() {
			assertThat(hasChanged(this.core)).isTrue();
			assertThat(hasChanged(this.core)).isFalse();
			server.admin().clientKill(KillArgs.Builder.typeNormal().skipme());
			Awaitility.await().ignoreExceptions().until(() -> hasChanged(this.core));
			assertThat(hasChanged(this.core)).isFalse();
		}

		@Test
		void serverThatComesBackCountsAsAChange() {
			assertThat(hasChanged(this.core)).isTrue();
			server.kill();
			assertThatThrownBy(() -> hasChanged(this.core)).isNotNull();
			server.start();
			Awaitility.await().ignoreExceptions().until(() -> hasChanged(this.core));
			assertThat(hasChanged(this.core)).isFalse();
		}

		@Test
		void frozenServerIsAskedForOneLimit() {
			assertThat(hasChanged(this.core)).isTrue();
			server.freeze();
			long begun = System.nanoTime();
			assertThatThrownBy(() -> hasChanged(this.core)).isNotNull();
			assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(RedisStores.TIMEOUT.multipliedBy(2));
			server.thaw();
			Awaitility.await().ignoreExceptions().until(() -> hasChanged(this.core));
		}

		@Test
		void closedCoreLeavesNoConnection() {
			hasChanged(this.core);
			this.core.close();
			Awaitility.await().until(() -> !server.admin().clientList().contains("name=pennon"));
			assertThatThrownBy(() -> hasChanged(this.core)).isNotNull();
			assertThat(server.admin().clientList()).doesNotContain("name=pennon");
		}

		@Test
		void fixedListOfAMasterAndReplicasIsUsedAsItIsAndCannotTell() {
			LettuceConnectionFactory fixed = RedisStores.started(new LettuceConnectionFactory(
					new RedisStaticMasterReplicaConfiguration("127.0.0.1", server.port())));
			try (RedisFeatureStoreCore overFixed = RedisStores.core(fixed, "launchdarkly")) {
				upsert(overFixed, TestKind.THINGS, 1);
				assertThat(server.admin().exists("launchdarkly:" + TestKind.THINGS.namespace())).isEqualTo(1);
				assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> hasChanged(overFixed));
			}
			finally {
				fixed.destroy();
			}
		}

		@Test
		void jedisCannotTell() {
			JedisConnectionFactory jedis = new JedisConnectionFactory(
					new RedisStandaloneConfiguration("127.0.0.1", server.port()));
			jedis.afterPropertiesSet();
			jedis.start();
			try (RedisFeatureStoreCore overJedis = RedisStores.core(jedis, "launchdarkly")) {
				assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> hasChanged(overJedis))
					.withMessageContaining("takes Lettuce");
			}
			finally {
				jedis.destroy();
			}
		}

	}

	@Nested
	class Acl {

		@RegisterExtension
		static final RedisServer server = RedisServer.with("--user", "watcher", "on", ">secret", "~launchdarkly:*",
				"+hget", "+hgetall", "+exists", "+watch", "+multi", "+exec", "--user", "reader", "on", ">secret",
				"~launchdarkly:*", "+hget", "+hgetall", "+exists");

		private LettuceConnectionFactory factory(String user) {
			RedisStandaloneConfiguration configuration = new RedisStandaloneConfiguration("127.0.0.1", server.port());
			configuration.setUsername(user);
			configuration.setPassword("secret");
			return RedisStores.started(new LettuceConnectionFactory(configuration));
		}

		@Test
		void threeRightsAreEnough() {
			LettuceConnectionFactory factory = factory("watcher");
			try (RedisFeatureStoreCore core = RedisStores.core(factory, "launchdarkly")) {
				assertThat(hasChanged(core)).isTrue();
				assertThat(hasChanged(core)).isFalse();
				server.admin().hset("launchdarkly:" + TestKind.THINGS.namespace(), "foo", "{}");
				assertThat(hasChanged(core)).isTrue();
			}
			finally {
				factory.destroy();
			}
		}

		@Test
		void missingRightsAreNamed() {
			LettuceConnectionFactory factory = factory("reader");
			try (RedisFeatureStoreCore core = RedisStores.core(factory, "launchdarkly")) {
				assertThatThrownBy(() -> hasChanged(core)).hasMessageContaining("+watch, +multi and +exec");
			}
			finally {
				factory.destroy();
			}
		}

	}

	@ParameterizedTest
	@EnumSource(names = { "SENTINEL", "CLUSTER", "TLS" })
	void writesAreNoticedWhereverRedisIs(RedisTopology topology) {
		topology.clear();
		RedisTopology.Prefix place = topology.prefixes().get(0);
		assertThatWritesAreNoticed(topology.factory(), place.prefix(), place.other());
	}

}
