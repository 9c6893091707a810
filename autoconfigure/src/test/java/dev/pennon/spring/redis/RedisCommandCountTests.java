package dev.pennon.spring.redis;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import dev.pennon.FlagClient;
import dev.pennon.context.EvaluationContext;
import dev.pennon.model.DataKinds;
import dev.pennon.store.CacheMode;
import dev.pennon.store.CachingStoreWrapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How many commands each kind of work with flags costs the server. That is what becomes
 * slow first when it goes wrong, and no test of time would notice.
 */
@Timeout(120)
class RedisCommandCountTests {

	@RegisterExtension
	static final RedisServer server = RedisServer.with();

	private static final EvaluationContext ANNA = EvaluationContext.of("anna");

	private LettuceConnectionFactory factory;

	@BeforeEach
	void connect() {
		server.reset();
		this.factory = RedisStores.factory(server);
		SharedFlags.FLAGS.forEach((key, json) -> server.admin().hset("launchdarkly:features", key, json));
		SharedFlags.SEGMENTS.forEach((key, json) -> server.admin().hset("launchdarkly:segments", key, json));
	}

	@AfterEach
	void disconnect() {
		this.factory.destroy();
	}

	private static long calls(String command) {
		return server.admin()
			.info("commandstats")
			.lines()
			.filter((line) -> line.startsWith("cmdstat_" + command + ":"))
			.mapToLong((line) -> Long.parseLong(line.replaceAll(".*:calls=(\\d+),.*", "$1")))
			.sum();
	}

	private static long reads() {
		return calls("hget") + calls("hgetall");
	}

	@ParameterizedTest
	@EnumSource
	void flagIsReadOnceUnlessThereIsNoCache(CacheMode mode) {
		try (CachingStoreWrapper store = RedisStores.store(this.factory, "launchdarkly", mode);
				FlagClient client = FlagClient.builder().featureStore(store).externalData(true).build()) {
			client.start();
			long before = reads();
			assertThat(client.boolVariation("on", ANNA, false)).isTrue();
			assertThat(reads() - before).isEqualTo(1);
			for (int i = 0; i < 10; i++) {
				assertThat(client.boolVariation("on", ANNA, false)).isTrue();
			}
			assertThat(reads() - before).isEqualTo((mode == CacheMode.OFF) ? 11 : 1);
		}
	}

	@ParameterizedTest
	@EnumSource
	void flagThatIsNotThereIsLookedForOnceUnlessThereIsNoCache(CacheMode mode) {
		try (CachingStoreWrapper store = RedisStores.store(this.factory, "launchdarkly", mode);
				FlagClient client = FlagClient.builder().featureStore(store).externalData(true).build()) {
			client.start();
			long before = reads();
			for (int i = 0; i < 10; i++) {
				assertThat(client.boolVariation("absent", ANNA, true)).isTrue();
			}
			assertThat(reads() - before).isEqualTo((mode == CacheMode.OFF) ? 10 : 1);
		}
	}

	@Test
	void flagWithASegmentIsTwoReads() {
		try (CachingStoreWrapper store = RedisStores.store(this.factory, "launchdarkly", CacheMode.OFF);
				FlagClient client = FlagClient.builder().featureStore(store).externalData(true).build()) {
			client.start();
			long before = reads();
			assertThat(client.boolVariation("segment", ANNA, false)).isTrue();
			assertThat(reads() - before).isEqualTo(2);
		}
	}

	@Test
	void updateIsOneScriptAndReadsNothingBack() {
		try (CachingStoreWrapper store = RedisStores.store(this.factory, "launchdarkly", CacheMode.TTL)) {
			store.init(SharedFlags.data(SharedFlags.FLAGS, Map.of()));
			byte[] json = "{\"key\":\"on\",\"version\":20}".getBytes(StandardCharsets.UTF_8);
			store.upsert(DataKinds.FEATURES, DataKinds.FEATURES.decode("on", json));
			long scripts = calls("evalsha");
			long texts = calls("eval");
			long reads = reads();
			assertThat(store.delete(DataKinds.FEATURES, "on", 21)).isTrue();
			assertThat(calls("evalsha") - scripts).isEqualTo(1);
			assertThat(calls("eval") - texts).isZero();
			// The script's own
			assertThat(reads() - reads).isEqualTo(1);
		}
	}

}
