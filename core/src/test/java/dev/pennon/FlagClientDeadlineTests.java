package dev.pennon;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

import dev.pennon.context.EvaluationContext;
import dev.pennon.evaluation.ErrorKind;
import dev.pennon.evaluation.EvaluationDetail;
import dev.pennon.internal.AllocatedBytes;
import dev.pennon.model.DataKinds;
import dev.pennon.store.CacheConfig;
import dev.pennon.store.CachingStoreWrapper;
import dev.pennon.store.FeatureStoreCore;
import dev.pennon.store.SerializedItem;
import dev.pennon.store.VersionedDataKind;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A store that answers each question in time, but so late that several questions together
 * would take longer than one limit.
 */
@Timeout(60)
class FlagClientDeadlineTests {

	private static final EvaluationContext CONTEXT = EvaluationContext.of("user-key");

	private static final Duration LIMIT = Duration.ofSeconds(1);

	private static final Duration SLOW = Duration.ofMillis(900);

	private static final String FLAG = """
			{"key": "flag", "version": 1, "on": true, "variations": [true, false], "offVariation": 1,
			 "fallthrough": {"variation": 1}, "prerequisites": [{"key": "base", "variation": 0}],
			 "rules": [{"variation": 0, "clauses": [{"attribute": "", "op": "segmentMatch", "values": ["beta"]}]}]}""";

	private static final String BASE = """
			{"key": "base", "version": 1, "on": true, "variations": [true], "fallthrough": {"variation": 0}}""";

	private static final String BETA = """
			{"key": "beta", "version": 1, "included": ["user-key"]}""";

	private final Database database = new Database();

	private CachingStoreWrapper store;

	private FlagClient client;

	private void open(CacheConfig cache, boolean external) {
		this.store = CachingStoreWrapper.builder(this.database)
			.cache(cache)
			.waitLimit(LIMIT)
			.external(external)
			.build();
		this.client = FlagClient.builder().featureStore(this.store).externalData(external).build();
		this.client.start();
	}

	@AfterEach
	void close() {
		this.client.close();
		this.store.close();
	}

	/** Evaluates, and holds the evaluation to one limit. Three reads take 2.7 of them. */
	private EvaluationDetail<Boolean> evaluate() {
		long begun = System.nanoTime();
		EvaluationDetail<Boolean> detail = this.client.boolVariationDetail("flag", CONTEXT, false);
		assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(LIMIT.multipliedBy(17).dividedBy(10));
		return detail;
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void evaluationWithSlowReadsEndsAfterOneLimit(boolean external) {
		open(CacheConfig.off(), external);
		this.database.delay = SLOW;
		assertThat(evaluate().reason().errorKind()).isEqualTo(ErrorKind.EXCEPTION);
		this.database.delay = Duration.ZERO;
		assertThat(evaluate().value()).isTrue();
		assertThat(this.store.state().reachable()).isTrue();
	}

	@Test
	void slowStoreFillsTheCacheStepByStep() {
		open(CacheConfig.ttl(Duration.ofMinutes(5)), true);
		this.database.delay = SLOW;
		assertThat(evaluate().reason().errorKind()).isEqualTo(ErrorKind.EXCEPTION);
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> evaluate().value());
		assertThat(this.database.reads).isLessThanOrEqualTo(4);
	}

	@Test
	void allFlagsWaitOneLimitForTheirSegmentsAndAskForNoFlagAgain() {
		open(CacheConfig.off(), true);
		int before = this.database.reads;
		FeatureFlagsState state = this.client.allFlagsState(CONTEXT);
		assertThat(state.values().get("flag").booleanValue()).isTrue();
		assertThat(this.database.reads - before).isEqualTo(1);
	}

	@Test
	void evaluationFromTheCacheAllocatesNothing() {
		open(CacheConfig.ttl(Duration.ofMinutes(5)), true);
		assertThat(evaluate().value()).isTrue();
		long allocated = LongStream.range(0, 10)
			.map((round) -> AllocatedBytes.by(() -> this.client.boolVariation("flag", CONTEXT, false)))
			.min()
			.orElseThrow();
		assertThat(allocated).isZero();
	}

	/** Holds the three items, and takes its time for each. */
	private static final class Database implements FeatureStoreCore {

		private final Map<String, Map<String, SerializedItem>> kinds = Map.of(DataKinds.FEATURES.namespace(),
				items("flag", FLAG, "base", BASE), DataKinds.SEGMENTS.namespace(), items("beta", BETA));

		private volatile Duration delay = Duration.ZERO;

		private volatile int reads;

		private static Map<String, SerializedItem> items(String... keysAndTexts) {
			Map<String, SerializedItem> items = new LinkedHashMap<>();
			for (int i = 0; i < keysAndTexts.length; i += 2) {
				items.put(keysAndTexts[i],
						SerializedItem.ofJson(keysAndTexts[i], keysAndTexts[i + 1].getBytes(StandardCharsets.UTF_8)));
			}
			return items;
		}

		@Override
		public SerializedItem getInternal(VersionedDataKind<?> kind, String key) {
			synchronized (this.kinds) {
				this.reads++;
			}
			takeTime();
			return this.kinds.getOrDefault(kind.namespace(), Map.of()).get(key);
		}

		@Override
		public boolean initializedInternal() {
			takeTime();
			return true;
		}

		private void takeTime() {
			try {
				boolean never = new CountDownLatch(1).await(this.delay.toNanos(), TimeUnit.NANOSECONDS);
				assertThat(never).isFalse();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException("closed", ex);
			}
		}

		@Override
		public Map<String, SerializedItem> getAllInternal(VersionedDataKind<?> kind) {
			return this.kinds.getOrDefault(kind.namespace(), Map.of());
		}

		@Override
		public void initInternal(Map<VersionedDataKind<?>, Map<String, SerializedItem>> allData) {
			throw new UnsupportedOperationException();
		}

		@Override
		public SerializedItem upsertInternal(VersionedDataKind<?> kind, SerializedItem item) {
			throw new UnsupportedOperationException();
		}

	}

}
