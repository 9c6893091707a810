package dev.pennon.spring.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.pennon.FlagClient;
import dev.pennon.context.EvaluationContext;
import dev.pennon.model.DataKinds;
import dev.pennon.model.FeatureFlag;
import dev.pennon.store.CacheConfig;
import dev.pennon.store.CacheMode;
import dev.pennon.store.CacheRefresh;
import dev.pennon.store.CachingStoreWrapper;
import dev.pennon.store.CachingStoreWrapperBuilder;
import dev.pennon.store.FullDataSet;
import dev.pennon.store.HealingConfig;
import dev.pennon.store.StoreState;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every fault in every cache mode, for a process that has a source of its own and for one
 * that only reads. In no cell an evaluation throws or waits longer than one time limit,
 * and once the fault is known none waits at all. {@code docs/redis.md} has the table.
 */
@Tag("fault")
class RedisFaultTests {

	private static final Duration TIMEOUT = Duration.ofMillis(500);

	/** What a busy machine may add to a limit. */
	private static final Duration SLACK = Duration.ofMillis(700);

	private static final Duration TTL = Duration.ofMillis(150);

	private static final Duration RECOVERY = Duration.ofSeconds(10);

	private static final EvaluationContext CONTEXT = EvaluationContext.of("user");

	@RegisterExtension
	static final RedisServer server = RedisServer.with();

	private final List<AutoCloseable> open = new ArrayList<>();

	private CachingStoreWrapper store;

	private FlagClient client;

	static List<Arguments> cells() {
		List<Arguments> cells = new ArrayList<>();
		for (RedisFault fault : RedisFault.values()) {
			for (CacheMode mode : CacheMode.values()) {
				cells.add(Arguments.of(fault, mode));
			}
		}
		return cells;
	}

	@BeforeEach
	void reset() {
		server.reset();
	}

	@AfterEach
	void close() throws Exception {
		server.thaw();
		for (AutoCloseable closeable : this.open) {
			closeable.close();
		}
	}

	private void open(CacheMode mode, boolean external) {
		LettuceConnectionFactory factory = RedisStores.factory(server);
		CachingStoreWrapperBuilder builder = CachingStoreWrapper
			.builder(new RedisFeatureStoreCore(RedisConnections.dedicated(factory, TIMEOUT, TIMEOUT), "launchdarkly"));
		this.store = builder.cache(new CacheConfig(mode, TTL, null, CacheRefresh.ON_EXPIRY, null))
			.waitLimit(TIMEOUT)
			.healing(new HealingConfig(true, TIMEOUT))
			.external(external)
			.build();
		this.client = FlagClient.builder().featureStore(this.store).externalData(true).build();
		this.client.start();
		this.open.add(this.client);
		this.open.add(this.store);
		this.open.add(factory::destroy);
	}

	/** A flag that is true for everyone. */
	private static String json(String key, int version) {
		return "{\"key\":\"%s\",\"version\":%d,\"on\":true,\"variations\":[true],\"fallthrough\":{\"variation\":0},\"salt\":\"\"}"
			.formatted(key, version);
	}

	private static FeatureFlag flag(String key, int version) {
		return DataKinds.FEATURES.decode(key, json(key, version).getBytes(StandardCharsets.UTF_8));
	}

	/** Evaluates, and holds the evaluation to its limit. */
	private boolean evaluate(String key) {
		long begun = System.nanoTime();
		boolean value = this.client.boolVariation(key, CONTEXT, false);
		assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(TIMEOUT.plus(SLACK));
		return value;
	}

	private void awaitExpiry() {
		long begun = System.nanoTime();
		Awaitility.await().until(() -> System.nanoTime() - begun > TTL.toNanos());
	}

	private void assertNobodyWaits() {
		int evaluations = 500;
		long begun = System.nanoTime();
		for (int i = 0; i < evaluations; i++) {
			this.client.boolVariation("flag", CONTEXT, false);
			this.client.boolVariation("never read", CONTEXT, false);
		}
		Duration each = Duration.ofNanos(System.nanoTime() - begun).dividedBy(2 * evaluations);
		assertThat(each).isLessThan(Duration.ofMillis(5));
	}

	@ParameterizedTest
	@MethodSource("cells")
	void processWithASourceServesWhatItKnowsAndWritesItBack(RedisFault fault, CacheMode mode) {
		open(mode, false);
		this.store.init(FullDataSet.builder()
			.items(DataKinds.FEATURES, Map.of("flag", flag("flag", 1), "other", flag("other", 1)))
			.build());
		assertThat(evaluate("flag")).isTrue();
		fault.begin(server);
		awaitExpiry();
		if (fault.losesTheFlag()) {
			Awaitility.await().atMost(RECOVERY).until(() -> evaluate("flag"));
		}
		assertThat(evaluate("flag")).isTrue();
		assertThat(evaluate("other")).isTrue();
		this.store.upsert(DataKinds.FEATURES, flag("new", 2));
		assertThat(evaluate("new")).isTrue();
		assertNobodyWaits();
		assertThat(evaluate("flag")).isTrue();
		if (fault.keepsWritesOut()) {
			StoreState state = this.store.state();
			assertThat(state.reachable() && state.acceptingWrites()).isFalse();
			assertThat(state.answeringFromMemory()).isTrue();
			assertThat(state.lastError()).isNotBlank();
		}
		fault.end(server);
		Awaitility.await().atMost(RECOVERY).untilAsserted(() -> {
			assertThat(server.admin().hkeys("launchdarkly:features")).contains("flag", "other", "new");
			assertThat(server.admin().exists("launchdarkly:$inited")).isEqualTo(1);
		});
		Awaitility.await().atMost(RECOVERY).until(() -> this.store.state().acceptingWrites());
		assertThat(evaluate("flag")).isTrue();
		assertThat(evaluate("new")).isTrue();
	}

	@ParameterizedTest
	@MethodSource("cells")
	void processThatOnlyReadsServesWhatItHasRead(RedisFault fault, CacheMode mode) {
		server.admin().hset("launchdarkly:features", Map.of("flag", json("flag", 1), "other", json("other", 1)));
		open(mode, true);
		assertThat(evaluate("flag")).isTrue();
		assertThat(evaluate("other")).isTrue();
		fault.begin(server);
		awaitExpiry();
		evaluate("flag");
		assertNobodyWaits();
		boolean cached = mode != CacheMode.OFF;
		if (fault.losesTheFlag()) {
			boolean forEver = mode == CacheMode.INFINITE;
			Awaitility.await().atMost(RECOVERY).until(() -> evaluate("flag") == forEver);
		}
		else {
			assertThat(evaluate("flag")).isEqualTo(cached || !fault.hidesTheFlag());
		}
		if (fault == RedisFault.MALFORMED_ITEM) {
			assertThat(evaluate("other")).isTrue();
		}
		fault.end(server);
		Awaitility.await().atMost(RECOVERY).until(() -> this.store.state().reachable());
		server.admin().hset("launchdarkly:features", Map.of("flag", json("flag", 3), "other", json("other", 3)));
		Awaitility.await().atMost(RECOVERY).until(() -> evaluate("flag") && evaluate("other"));
	}

}
