package dev.pennon.spring.autoconfigure.health;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import dev.pennon.bigsegment.BigSegmentStoreStatusProvider;
import dev.pennon.bigsegment.ContextHash;
import dev.pennon.context.EvaluationContext;
import dev.pennon.evaluation.BigSegmentsStatus;
import dev.pennon.evaluation.EvaluationDetail;
import dev.pennon.evaluation.EvaluationReason;
import dev.pennon.spring.autoconfigure.health.HealthApplication.Answer;
import dev.pennon.spring.event.BigSegmentStoreStatusChanged;
import dev.pennon.spring.redis.RedisServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A Redis that is frozen, killed, emptied and comes back while eight threads of an
 * application evaluate a flag that needs a big segment.
 */
@Timeout(120)
class BigSegmentFaultTests {

	@RegisterExtension
	static final RedisServer server = RedisServer.with();

	private static final int THREADS = 8;

	private static final int CONTEXTS = 100;

	private static final Duration LIMIT = Duration.ofMillis(500);

	private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);

	/** How long status and health may lag behind Redis. */
	private static final Duration LAG = POLL_INTERVAL.plusSeconds(1);

	/** What a busy machine may add to the limit of a wait. */
	private static final Duration SLACK = Duration.ofSeconds(1);

	private static final BigSegmentStoreStatus HEALTHY = new BigSegmentStoreStatus(true, false);

	private static final BigSegmentStoreStatus STALE = new BigSegmentStoreStatus(true, true);

	private static final BigSegmentStoreStatus UNAVAILABLE = new BigSegmentStoreStatus(false, false);

	private static final String FLAGS = """
			{"flags": {"flag": {"version": 1, "on": true, "variations": [true, false], "fallthrough": {"variation": 1},
			  "rules": [{"variation": 0, "clauses": [{"attribute": "", "op": "segmentMatch", "values": ["big"]}]}]}},
			 "segments": {"big": {"version": 1, "unbounded": true, "generation": 1}}}""";

	private final List<BigSegmentStoreStatus> told = new CopyOnWriteArrayList<>();

	private final AtomicLong longestWait = new AtomicLong();

	private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

	private HealthApplication application;

	private FlagClient client;

	private BigSegmentStoreStatusProvider provider;

	private volatile boolean done;

	@BeforeEach
	void start(@TempDir Path directory) throws IOException {
		server.reset();
		fill();
		Path flags = Files.writeString(directory.resolve("flags.json"), FLAGS);
		this.application = HealthApplication.start(Application.class, "--spring.data.redis.port=" + server.port(),
				"--pennon.data-source.file.locations=" + flags.toUri(), "--pennon.big-segments.store=redis",
				"--pennon.big-segments.prefix=p", "--pennon.big-segments.timeout=" + LIMIT,
				"--pennon.big-segments.status-poll-interval=" + POLL_INTERVAL,
				"--pennon.big-segments.context-cache-size=" + CONTEXTS,
				"--pennon.big-segments.context-cache-time=100ms");
		this.client = this.application.context().getBean(FlagClient.class);
		this.provider = this.application.context().getBean(BigSegmentStoreStatusProvider.class);
		this.provider.addListener(this.told::add);
	}

	@AfterEach
	void stop() {
		this.threads.shutdownNow();
		this.application.close();
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

	private void awaitAnswers(boolean value, BigSegmentsStatus status) {
		await().untilAsserted(() -> {
			for (int i = 0; i < CONTEXTS; i++) {
				EvaluationDetail<Boolean> detail = evaluate(i);
				assertThat(detail.reason().bigSegmentsStatus()).isEqualTo(status);
				assertThat(detail.value()).isEqualTo(value);
			}
		});
	}

	private void awaitHealthy() {
		awaitHealth(HEALTHY, "UP", "UP", 200);
		awaitAnswers(true, BigSegmentsStatus.HEALTHY);
	}

	private void awaitStale() {
		awaitHealth(STALE, "STALE", "UP", 200);
		awaitAnswers(false, BigSegmentsStatus.STALE);
	}

	private void awaitUnavailable() {
		awaitHealth(UNAVAILABLE, "DOWN", "DOWN", 503);
		awaitAnswers(false, BigSegmentsStatus.STORE_ERROR);
	}

	private void awaitHealth(BigSegmentStoreStatus status, String part, String aggregate, int code) {
		await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(20)).atMost(LAG).untilAsserted(() -> {
			Answer health = this.application.health();
			assertThat(health.status("bigSegments")).isEqualTo(part);
			assertThat(health.statusOfPennon()).isEqualTo(aggregate);
			assertThat(health.status()).isEqualTo(aggregate);
			assertThat(health.code()).isEqualTo(code);
			assertThat(this.provider.getStatus()).isEqualTo(status);
		});
	}

	@Test
	void evaluationsGoOnAndAreRightAgainAfterEachFault() throws Exception {
		awaitHealthy();
		List<Future<?>> running = new ArrayList<>();
		for (int i = 0; i < THREADS; i++) {
			int first = i * CONTEXTS / THREADS;
			running.add(this.threads.submit(() -> evaluateUntilDone(first)));
		}

		server.freeze();
		awaitUnavailable();
		server.thaw();
		awaitHealthy();

		server.kill();
		awaitUnavailable();
		server.start();
		awaitStale();
		fill();
		awaitHealthy();

		server.admin().flushall();
		awaitStale();
		fill();
		awaitHealthy();

		this.done = true;
		for (Future<?> thread : running) {
			thread.get();
		}
		assertThat(Duration.ofNanos(this.longestWait.get())).isLessThan(LIMIT.plus(SLACK));
		List<BigSegmentStoreStatus> changes = List.of(UNAVAILABLE, HEALTHY, UNAVAILABLE, STALE, HEALTHY, STALE,
				HEALTHY);
		List<BigSegmentStoreStatus> events = this.application.context().getBean(Application.class).told;
		await().untilAsserted(() -> {
			assertThat(this.told).isEqualTo(changes);
			assertThat(events).isEqualTo(changes);
		});
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Application {

		private final List<BigSegmentStoreStatus> told = new CopyOnWriteArrayList<>();

		@EventListener
		void changed(BigSegmentStoreStatusChanged event) {
			this.told.add(event.status());
		}

	}

}
