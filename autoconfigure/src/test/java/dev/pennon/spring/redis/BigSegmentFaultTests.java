package dev.pennon.spring.redis;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

import dev.pennon.FlagClient;
import dev.pennon.bigsegment.BigSegmentStoreStatus;
import dev.pennon.bigsegment.BigSegmentsConfig;
import dev.pennon.bigsegment.ContextHash;
import dev.pennon.context.EvaluationContext;
import dev.pennon.evaluation.BigSegmentsStatus;
import dev.pennon.evaluation.EvaluationDetail;
import dev.pennon.evaluation.EvaluationReason;
import dev.pennon.model.FlagDataReader;
import dev.pennon.store.InMemoryFeatureStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A Redis that is frozen, killed, emptied and comes back while eight threads evaluate a
 * flag that needs a big segment.
 */
@Timeout(120)
class BigSegmentFaultTests {

	@RegisterExtension
	static final RedisServer server = RedisServer.with();

	private static final int THREADS = 8;

	private static final int CONTEXTS = 100;

	private static final Duration LIMIT = Duration.ofSeconds(1);

	private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);

	/** What a busy machine may add to the limit of a wait. */
	private static final Duration SLACK = Duration.ofSeconds(1);

	private static final BigSegmentStoreStatus HEALTHY = new BigSegmentStoreStatus(true, false);

	private static final BigSegmentStoreStatus STALE = new BigSegmentStoreStatus(true, true);

	private static final BigSegmentStoreStatus UNAVAILABLE = new BigSegmentStoreStatus(false, false);

	private static final String FLAGS = """
			{"flags": {"flag": {"version": 1, "on": true, "variations": [true, false], "fallthrough": {"variation": 1},
			  "rules": [{"variation": 0, "clauses": [{"attribute": "", "op": "segmentMatch", "values": ["big"]}]}]}},
			 "segments": {"big": {"version": 1, "unbounded": true, "generation": 1}}}""";

	private final LettuceConnectionFactory factory = RedisStores.factory(server);

	private final RedisBigSegmentStore store = new RedisBigSegmentStore(
			RedisConnections.dedicated(this.factory, LIMIT, LIMIT), "p");

	private final List<BigSegmentStoreStatus> told = new CopyOnWriteArrayList<>();

	private final AtomicLong longestWait = new AtomicLong();

	private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

	private FlagClient client;

	private volatile boolean done;

	@BeforeEach
	void start() throws IOException {
		server.reset();
		fill();
		InMemoryFeatureStore flags = new InMemoryFeatureStore();
		flags.init(new FlagDataReader(false).read(new ByteArrayInputStream(FLAGS.getBytes(StandardCharsets.UTF_8))));
		this.client = FlagClient.builder()
			.featureStore(flags)
			.bigSegmentStore(this.store,
					BigSegmentsConfig.defaults()
						.withContextCache(CONTEXTS, Duration.ofMillis(100))
						.withStatusPollInterval(POLL_INTERVAL)
						.withWaitLimit(LIMIT))
			.build();
		this.client.bigSegmentStoreStatusProvider().addListener(this.told::add);
		this.client.start();
	}

	@AfterEach
	void stop() {
		this.threads.shutdownNow();
		this.client.close();
		this.store.close();
		this.factory.destroy();
	}

	private static void fill() {
		for (int i = 0; i < CONTEXTS; i++) {
			server.admin().sadd("p:big_segment_include:" + ContextHash.of("user-" + i), "big.g1");
		}
		server.admin().set("p:big_segments_synchronized_on", Long.toString(Instant.now().toEpochMilli()));
	}

	private EvaluationDetail<Boolean> evaluate(int number) {
		return this.client.boolVariationDetail("flag", EvaluationContext.of("user-" + number % CONTEXTS), false);
	}

	private void evaluateUntilDone(int first) {
		for (int i = first; !this.done; i++) {
			long begun = System.nanoTime();
			EvaluationReason reason = evaluate(i).reason();
			this.longestWait.accumulateAndGet(System.nanoTime() - begun, Math::max);
			assertThat(reason.errorKind()).isNull();
		}
	}

	private void awaitStatus(BigSegmentStoreStatus status) {
		await().atMost(POLL_INTERVAL.plusSeconds(1).plus(SLACK))
			.untilAsserted(
					() -> assertThat(this.client.bigSegmentStoreStatusProvider().lastStatus()).isEqualTo(status));
	}

	private void awaitAnswers(boolean value, BigSegmentsStatus status) {
		await().untilAsserted(() -> {
			for (int i = 0; i < CONTEXTS; i++) {
				EvaluationDetail<Boolean> detail = evaluate(i);
				assertThat(detail.reason().bigSegmentsStatus()).isEqualTo(status);
				assertThat(detail.value()).isEqualTo(value);
			}
		});
	}

	@Test
	void evaluationsGoOnAndAreRightAgainAfterEachFault() throws Exception {
		awaitAnswers(true, BigSegmentsStatus.HEALTHY);
		List<Future<?>> running = new ArrayList<>();
		for (int i = 0; i < THREADS; i++) {
			int first = i * CONTEXTS / THREADS;
			running.add(this.threads.submit(() -> evaluateUntilDone(first)));
		}

		server.freeze();
		awaitStatus(UNAVAILABLE);
		awaitAnswers(false, BigSegmentsStatus.STORE_ERROR);
		server.thaw();
		awaitStatus(HEALTHY);
		awaitAnswers(true, BigSegmentsStatus.HEALTHY);

		server.kill();
		awaitStatus(UNAVAILABLE);
		awaitAnswers(false, BigSegmentsStatus.STORE_ERROR);
		server.start();
		awaitStatus(STALE);
		awaitAnswers(false, BigSegmentsStatus.STALE);
		fill();
		awaitStatus(HEALTHY);
		awaitAnswers(true, BigSegmentsStatus.HEALTHY);

		server.admin().flushall();
		awaitStatus(STALE);
		awaitAnswers(false, BigSegmentsStatus.STALE);
		fill();
		awaitStatus(HEALTHY);
		awaitAnswers(true, BigSegmentsStatus.HEALTHY);

		this.done = true;
		for (Future<?> thread : running) {
			thread.get();
		}
		assertThat(Duration.ofNanos(this.longestWait.get())).isLessThan(LIMIT.plus(SLACK));
		await().untilAsserted(() -> assertThat(this.told).containsExactly(UNAVAILABLE, HEALTHY, UNAVAILABLE, STALE,
				HEALTHY, STALE, HEALTHY));
	}

}
