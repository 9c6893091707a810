package dev.pennon.spring.redis;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
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
import dev.pennon.store.FullDataSet;
import dev.pennon.store.HealingConfig;
import dev.pennon.store.StoreState;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

import org.springframework.data.redis.connection.RedisConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A process that shares flags in Redis, under a prefix of its own so that several can
 * live through one fault. Every evaluation is held to its limit.
 */
final class FlagProcess implements AutoCloseable {

	static final Duration TIMEOUT = Duration.ofMillis(500);

	private static final Duration TTL = Duration.ofMillis(150);

	/** What a busy machine may add to a limit. */
	private static final Duration SLACK = Duration.ofMillis(700);

	private static final Duration RECOVERY = Duration.ofSeconds(30);

	private static final int EVALUATIONS = 500;

	private static final EvaluationContext CONTEXT = EvaluationContext.of("user");

	private final CacheMode mode;

	private final boolean withSource;

	private final String prefix;

	private final CachingStoreWrapper store;

	private final FlagClient client;

	private FlagProcess(RedisConnectionFactory factory, CacheMode mode, boolean withSource) {
		this.mode = mode;
		this.withSource = withSource;
		// One slot of a cluster holds them all
		this.prefix = "{flags}-%s-%s".formatted(mode, withSource);
		this.store = CachingStoreWrapper
			.builder(new RedisFeatureStoreCore(RedisConnections.dedicated(factory, TIMEOUT, TIMEOUT), this.prefix))
			.cache(new CacheConfig(mode, TTL, null, CacheRefresh.ON_EXPIRY, null))
			.waitLimit(TIMEOUT)
			.healing(new HealingConfig(true, TIMEOUT))
			.external(!withSource)
			.build();
		this.client = FlagClient.builder().featureStore(this.store).externalData(true).build();
		this.client.start();
	}

	/** Starts a process with a source and one that only reads, in each cache mode. */
	static List<FlagProcess> startAll(RedisConnectionFactory factory) {
		List<FlagProcess> processes = new ArrayList<>();
		for (CacheMode mode : CacheMode.values()) {
			processes.add(new FlagProcess(factory, mode, true));
			processes.add(new FlagProcess(factory, mode, false));
		}
		return processes;
	}

	boolean hasSource() {
		return this.withSource;
	}

	boolean hasCache() {
		return this.mode != CacheMode.OFF;
	}

	boolean cachesForEver() {
		return this.mode == CacheMode.INFINITE;
	}

	/** The hash that holds its flags. */
	String flagsKey() {
		return this.prefix + ":features";
	}

	StoreState state() {
		return this.store.state();
	}

	/** Lets the source deliver two flags, or another process write them. */
	void fill(RedisServer server, int version) {
		if (this.withSource) {
			this.store.init(FullDataSet.builder()
				.items(DataKinds.FEATURES, Map.of("flag", flag("flag", version), "other", flag("other", version)))
				.build());
		}
		else {
			server.admin().hset(flagsKey(), Map.of("flag", json("flag", version), "other", json("other", version)));
		}
	}

	/** Lets the source deliver one flag more. */
	void deliver(String key, int version) {
		this.store.upsert(DataKinds.FEATURES, flag(key, version));
	}

	private static FeatureFlag flag(String key, int version) {
		return DataKinds.FEATURES.decode(key, json(key, version).getBytes(StandardCharsets.UTF_8));
	}

	/** A flag that is true for everyone. */
	private static String json(String key, int version) {
		return "{\"key\":\"%s\",\"version\":%d,\"on\":true,\"variations\":[true],\"fallthrough\":{\"variation\":0},\"salt\":\"\"}"
			.formatted(key, version);
	}

	/** Waits for what this process has to come to, however busy the machine is. */
	ConditionFactory await(String what) {
		return Awaitility.await(this + " " + what)
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(20))
			.atMost(RECOVERY);
	}

	/** Waits until it knows some flags. */
	void awaitFlags(String... keys) {
		for (String key : keys) {
			await("evaluates " + key).until(() -> evaluate(key));
		}
	}

	/** Lets what was read become too old to be used without asking. */
	static void awaitExpiry() {
		long begun = System.nanoTime();
		Awaitility.await().pollInterval(TTL.dividedBy(5)).until(() -> System.nanoTime() - begun > TTL.toNanos());
	}

	/** Evaluates a flag, which is true if it is known, and holds it to its limit. */
	boolean evaluate(String key) {
		long begun = System.nanoTime();
		boolean value = this.client.boolVariation(key, CONTEXT, false);
		assertThat(Duration.ofNanos(System.nanoTime() - begun)).as("%s evaluates %s", this, key)
			.isLessThan(TIMEOUT.plus(SLACK));
		return value;
	}

	/** Asserts that evaluations take next to no time. */
	void assertEvaluatesQuickly() {
		long begun = System.nanoTime();
		for (int i = 0; i < EVALUATIONS; i++) {
			this.client.boolVariation("flag", CONTEXT, false);
			this.client.boolVariation("never read", CONTEXT, false);
		}
		Duration each = Duration.ofNanos(System.nanoTime() - begun).dividedBy(2 * EVALUATIONS);
		assertThat(each).as("%s takes for an evaluation", this).isLessThan(Duration.ofMillis(5));
	}

	/** Asserts that its flags lie in Redis, and that somebody has filled them. */
	void assertWritten(RedisServer server, String... keys) {
		assertThat(server.admin().hkeys(flagsKey())).as("%s has written", this).contains(keys);
		assertThat(server.admin().exists(this.prefix + ":$inited")).as("%s has marked", this).isOne();
	}

	/**
	 * Asserts that evaluations wait neither for Redis nor for another thread. It does not
	 * depend on how busy the machine is.
	 */
	void assertNeverWaits() {
		// The first of each writes to the log, which takes a lock
		evaluate("flag");
		evaluate("never read");
		long before = waits();
		assertEvaluatesQuickly();
		assertThat(waits() - before).as("%s waits", this).isZero();
	}

	private static long waits() {
		ThreadInfo thread = ManagementFactory.getThreadMXBean().getThreadInfo(Thread.currentThread().getId());
		return thread.getWaitedCount() + thread.getBlockedCount();
	}

	@Override
	public void close() {
		this.client.close();
		this.store.close();
	}

	@Override
	public String toString() {
		return "process %s in cache mode %s".formatted(this.withSource ? "with a source" : "that only reads",
				this.mode);
	}

}
