package dev.pennon.spring.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.pennon.diagnostic.DiagnosticConfiguration;
import dev.pennon.store.FeatureStoreCore;
import dev.pennon.store.HealableFeatureStoreCore.Expectation;
import dev.pennon.store.InvalidItemException;
import dev.pennon.store.SerializedItem;
import dev.pennon.store.StoreWriteRefusedException;
import dev.pennon.store.TestItem;
import dev.pennon.store.VersionedDataKind;
import io.lettuce.core.resource.ClientResources;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static dev.pennon.store.TestKind.OTHER_THINGS;
import static dev.pennon.store.TestKind.THINGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The layout in Redis, what each operation costs the server, and how its failures are
 * told apart.
 */
class RedisFeatureStoreCoreTests {

	@RegisterExtension
	static final RedisServer server = RedisServer.with();

	private LettuceConnectionFactory factory;

	private RedisFeatureStoreCore core;

	@BeforeEach
	void connect() {
		server.reset();
		this.factory = RedisStores.factory(server);
		this.core = RedisStores.core(this.factory, "launchdarkly");
		this.core.getInternal(THINGS, "connect");
		this.core.upsertInternal(THINGS, item("warm", 1));
		this.core.getAllInternal(THINGS);
		server.admin().flushdb();
		server.admin().configResetstat();
	}

	@AfterEach
	void disconnect() {
		this.core.close();
		this.factory.destroy();
	}

	private static SerializedItem item(String key, long version) {
		return new SerializedItem(key, version, false, THINGS.encode(TestItem.of(key, version)));
	}

	/** Returns how often the server ran a command, inside scripts or outside. */
	private static long calls(String command) {
		return server.admin()
			.info("commandstats")
			.lines()
			.filter((line) -> line.startsWith("cmdstat_" + command + ":"))
			.mapToLong((line) -> Long.parseLong(line.replaceAll(".*:calls=(\\d+),.*", "$1")))
			.sum();
	}

	@Test
	void layoutIsThatOfEveryOtherSdk() {
		this.core.initInternal(Map.of(THINGS, Map.of("foo", item("foo", 1)), OTHER_THINGS, Map.of()));
		assertThat(server.admin().keys("*")).containsExactlyInAnyOrder("launchdarkly:things", "launchdarkly:$inited");
		assertThat(server.admin().hget("launchdarkly:things", "foo")).contains("\"version\":1");
		assertThat(server.admin().type("launchdarkly:$inited")).isEqualTo("string");
		assertThat(server.admin().ttl("launchdarkly:things")).isEqualTo(-1);
	}

	@Test
	void readIsOneCommand() {
		this.core.getInternal(THINGS, "foo");
		assertThat(calls("hget")).isEqualTo(1);
		assertThat(calls("ping")).isZero();
	}

	@Test
	void upsertIsOneScript() {
		this.core.upsertInternal(THINGS, item("foo", 1));
		assertThat(calls("evalsha")).isEqualTo(1);
		assertThat(calls("eval")).isZero();
	}

	@Test
	void upsertSurvivesAServerThatForgotTheScript() {
		server.admin().scriptFlush();
		SerializedItem mine = item("foo", 1);
		assertThat(this.core.upsertInternal(THINGS, mine)).isSameAs(mine);
		assertThat(calls("eval")).isEqualTo(1);
	}

	@Test
	void initIsOneScriptHoweverManyItems() {
		Map<String, SerializedItem> items = new HashMap<>();
		for (int i = 0; i < 10_000; i++) {
			items.put("key-" + i, item("key-" + i, i));
		}
		this.core.initInternal(Map.of(THINGS, items));
		assertThat(calls("eval")).isEqualTo(1);
		assertThat(calls("hset")).isEqualTo(20);
		assertThat(server.admin().hlen("launchdarkly:things")).isEqualTo(10_000);
	}

	@Test
	void versionIsThatOfTheOutermostObject() {
		String text = "{\"clauses\":[{\"version\":99}],\"name\":\"\\\"version\\\":98\",\"version\": 5 ,\"x\":{\"version\":97}}";
		for (String big : List.of("5", "9007199254740995")) {
			server.admin().hset("launchdarkly:things", "foo", text.replace(" 5 ", " " + big + " "));
			long version = Long.parseLong(big);
			SerializedItem same = item("foo", version);
			assertThat(this.core.upsertInternal(THINGS, same)).isNotSameAs(same);
			SerializedItem newer = item("foo", version + 1);
			assertThat(this.core.upsertInternal(THINGS, newer)).isSameAs(newer);
		}
	}

	@Test
	void deeplyNestedItemHasAVersion() {
		String deep = "{\"value\":" + "[".repeat(2000) + "]".repeat(2000) + ",\"version\":7}";
		server.admin().hset("launchdarkly:things", "foo", deep);
		SerializedItem older = item("foo", 6);
		assertThat(this.core.upsertInternal(THINGS, older)).isNotSameAs(older);
	}

	@Test
	void wrongTypeIsAnInvalidItem() {
		server.admin().set("launchdarkly:things", "text");
		assertThatThrownBy(() -> this.core.getInternal(THINGS, "foo")).isInstanceOf(InvalidItemException.class)
			.hasMessageContaining("launchdarkly:things");
		assertThatThrownBy(() -> this.core.getAllInternal(THINGS)).isInstanceOf(InvalidItemException.class);
		assertThatThrownBy(() -> this.core.upsertInternal(THINGS, item("foo", 1)))
			.isInstanceOf(InvalidItemException.class);
		this.core.initInternal(Map.of(THINGS, Map.of("foo", item("foo", 1))));
		assertThat(this.core.getInternal(THINGS, "foo")).isNotNull();
	}

	@Test
	void readOnlyAndFullServersRefuseWrites() {
		server.admin().replicaof("127.0.0.1", 1);
		assertThatThrownBy(() -> this.core.upsertInternal(THINGS, item("foo", 1)))
			.isInstanceOf(StoreWriteRefusedException.class)
			.hasMessageContaining("READONLY");
		server.admin().replicaofNoOne();
		server.admin().configSet("maxmemory", "1");
		assertThatThrownBy(() -> this.core.upsertInternal(THINGS, item("foo", 1)))
			.isInstanceOf(StoreWriteRefusedException.class)
			.hasMessageContaining("OOM");
		assertThat(this.core.isAvailable()).isTrue();
	}

	@Test
	void deadServerIsNotAvailableAndSoonNoticed() {
		server.kill();
		assertThat(this.core.isAvailable()).isFalse();
		long begun = System.nanoTime();
		assertThat(this.core.isAvailable()).isFalse();
		assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(RedisStores.TIMEOUT);
		try (FeatureStoreCore unconnected = RedisStores.core(this.factory, "launchdarkly")) {
			assertThat(unconnected.isAvailable()).isFalse();
		}
	}

	@Test
	void lossIsNoticedAndMerged() {
		this.core.initInternal(Map.of(THINGS, Map.of("foo", item("foo", 5), "bar", item("bar", 5))));
		Map<VersionedDataKind<?>, Expectation> expected = Map.of(THINGS,
				new Expectation(2, Map.of("foo", 5L, "bar", 4L)));
		assertThat(this.core.holdsInternal(expected)).isTrue();
		server.admin().del("launchdarkly:$inited");
		assertThat(this.core.holdsInternal(expected)).isFalse();
		this.core.markInitializedInternal();
		assertThat(this.core.holdsInternal(expected)).isTrue();
		server.admin().hset("launchdarkly:things", "foo", "{\"version\":4}");
		assertThat(this.core.holdsInternal(expected)).isFalse();
		server.admin().hdel("launchdarkly:things", "bar");
		this.core.mergeInternal(Map.of(THINGS, List.of(item("foo", 5), item("bar", 5))));
		assertThat(this.core.holdsInternal(expected)).isTrue();
		this.core.mergeInternal(Map.of(THINGS, List.of(item("foo", 3))));
		assertThat(this.core.holdsInternal(expected)).isTrue();
	}

	@Test
	void oneProcessHealsAtATime() {
		try (RedisFeatureStoreCore other = RedisStores.core(this.factory, "launchdarkly")) {
			assertThat(this.core.tryBeginHealing(Duration.ofSeconds(30))).isTrue();
			assertThat(other.tryBeginHealing(Duration.ofSeconds(30))).isFalse();
			assertThat(server.admin().pttl("launchdarkly:$healing")).isBetween(1L, 30_000L);
			this.core.endHealing();
			assertThat(other.tryBeginHealing(Duration.ofSeconds(30))).isTrue();
		}
	}

	@Test
	void tombstoneOfOtherSdksWithoutAKeyIsReturned() {
		server.admin().hset("launchdarkly:things", "foo", "{\"version\":12,\"deleted\":true}");
		SerializedItem stored = this.core.getInternal(THINGS, "foo");
		assertThat(stored).isNotNull();
		assertThat(new String(stored.json(), StandardCharsets.UTF_8)).contains("deleted");
		SerializedItem older = item("foo", 12);
		assertThat(this.core.upsertInternal(THINGS, older)).isNotSameAs(older);
	}

	@Test
	void connectionsHaveNamesAndAreClosed() {
		assertThat(server.admin().clientList()).contains("name=pennon");
		this.core.close();
		Awaitility.await().until(() -> !server.admin().clientList().contains("name=pennon"));
		assertThat(this.factory.getConnection().ping()).isEqualTo("PONG");
	}

	@Test
	void threadsOfTheApplicationOutliveTheCore() {
		try (RedisFeatureStoreCore other = RedisStores.core(this.factory, "launchdarkly")) {
			this.core.close();
			assertThat(other.isAvailable()).isTrue();
			ClientResources resources = this.factory.getClientConfiguration().getClientResources().orElseThrow();
			assertThat(resources.eventExecutorGroup().isShuttingDown()).isFalse();
		}
	}

	@Test
	void factoryThatWasGivenAnyConfigurationLeadsThere() {
		RedisConfiguration somewhere = new RedisStandaloneConfiguration("127.0.0.1", server.port());
		LettuceConnectionFactory general = RedisStores
			.started(new LettuceConnectionFactory(somewhere, RedisStores.client().build()));
		try (FeatureStoreCore copy = RedisStores.core(general, "launchdarkly")) {
			assertThat(copy.isAvailable()).isTrue();
		}
		finally {
			general.destroy();
		}
	}

	@Test
	void prefixThatIsNoHashTagIsRefusedOnACluster() {
		LettuceConnectionFactory cluster = RedisStores
			.started(new LettuceConnectionFactory(new RedisClusterConfiguration().clusterNode("127.0.0.1", 1)));
		try {
			assertThatThrownBy(() -> RedisStores.core(cluster, "launchdarkly"))
				.isInstanceOf(InvalidRedisPrefixException.class)
				.hasMessageContaining("use the prefix '{launchdarkly}'");
		}
		finally {
			cluster.destroy();
		}
	}

	@Test
	void descriptionIsRedis() {
		assertThat(this.core.describeConfiguration(new DiagnosticConfiguration(false, Duration.ZERO)))
			.isEqualTo("Redis");
	}

}
