package dev.pennon.event;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import dev.pennon.FlagClient;
import dev.pennon.context.EvaluationContext;
import dev.pennon.http.HttpTransport;
import dev.pennon.model.DataKinds;
import dev.pennon.model.FeatureFlag;
import dev.pennon.store.InMemoryFeatureStore;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * However fast callers evaluate, however slow the service is, and whatever happens to the
 * flags meanwhile, the counts that the service gets are the evaluations that were made,
 * to the digit. Make more of them with {@code -Dpennon.events.evaluations=60000000}.
 */
class ExactCountTests {

	private static final Logger logger = LoggerFactory.getLogger(ExactCountTests.class);

	private static final int THREADS = 4;

	private static final int FLAGS = 100;

	/** Evaluations of one thread between two changes of a flag. */
	private static final long CHANGE_EVERY = 1_000;

	/** Evaluations of one thread between two deliveries that it asks for. */
	private static final long FLUSH_EVERY = 50_000;

	private static final long EVALUATIONS = Long.getLong("pennon.events.evaluations", 1_000_000) / (THREADS * FLAGS)
			* THREADS * FLAGS;

	private static final String[] KEYS = IntStream.range(0, FLAGS).mapToObj((i) -> "flag-" + i).toArray(String[]::new);

	private static final EvaluationContext[] CONTEXTS = { EvaluationContext.of("a"), EvaluationContext.of("b"),
			EvaluationContext.multiBuilder().add(EvaluationContext.of("a")).build() };

	private final InMemoryFeatureStore store = new InMemoryFeatureStore();

	@Test
	void countsDeliveredEqualEvaluationsMade() throws Exception {
		for (String key : KEYS) {
			this.store.upsert(DataKinds.FEATURES, EventFixture.flag(key, 1));
		}
		try (EventsService service = new EventsService().slow(Duration.ofMillis(500));
				HttpTransport transport = service.transport();
				HttpEventProcessor events = new HttpEventProcessor(
						service.configuration().flushInterval(Duration.ofMillis(20)).build(), transport);
				FlagClient client = FlagClient.builder()
					.featureStore(this.store)
					.externalData(true)
					.eventProcessor(events)
					.build()) {
			client.start();
			long start = System.nanoTime();
			evaluate(client);
			Duration evaluating = Duration.ofNanos(System.nanoTime() - start);
			assertThat(client.flushAndWait(EventFixture.LIMIT)).isTrue();
			assertThat(service.counted()).isEqualTo(EVALUATIONS);
			assertThat(countsByFlag(service)).hasSize(FLAGS).values().containsOnly(EVALUATIONS / FLAGS);
			assertThat(events.statistics().dropped()).isEmpty();
			assertThat(events.statistics().failedPayloads()).isZero();
			assertThat(service.events("summary")).hasSizeGreaterThan(1);
			logger.info("{} evaluations by {} threads in {} ms, all of them in {} summaries", EVALUATIONS, THREADS,
					evaluating.toMillis(), service.events("summary").size());
		}
	}

	private void evaluate(FlagClient client) throws InterruptedException, ExecutionException {
		ExecutorService threads = Executors.newFixedThreadPool(THREADS);
		try {
			List<Future<?>> callers = new ArrayList<>();
			for (int thread = 0; thread < THREADS; thread++) {
				int number = thread;
				callers.add(threads.submit(() -> evaluate(client, number)));
			}
			for (Future<?> caller : callers) {
				caller.get();
			}
		}
		finally {
			threads.shutdownNow();
		}
	}

	private void evaluate(FlagClient client, int thread) {
		for (long i = 0; i < EVALUATIONS / THREADS; i++) {
			String key = KEYS[(int) (i % FLAGS)];
			client.boolVariation(key, CONTEXTS[(int) (i % CONTEXTS.length)], false);
			if (i % CHANGE_EVERY == thread) {
				change(KEYS[(int) (i / CHANGE_EVERY % FLAGS)]);
			}
			if (i % FLUSH_EVERY == 0) {
				client.flush();
			}
		}
	}

	private void change(String key) {
		FeatureFlag flag = this.store.get(DataKinds.FEATURES, key);
		assertThat(flag).isNotNull();
		this.store.upsert(DataKinds.FEATURES, EventFixture.flag(key, Math.toIntExact(flag.version()) + 1));
	}

	private static Map<String, Long> countsByFlag(EventsService service) {
		Map<String, Long> counts = new HashMap<>();
		for (JsonNode summary : service.events("summary")) {
			for (Map.Entry<String, JsonNode> flag : summary.path("features").properties()) {
				for (JsonNode counter : flag.getValue().path("counters")) {
					counts.merge(flag.getKey(), counter.path("count").longValue(), Long::sum);
				}
			}
		}
		return counts;
	}

}
