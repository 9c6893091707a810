package dev.pennon.event;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.pennon.FlagClient;
import dev.pennon.context.EvaluationContext;
import dev.pennon.http.HttpTransport;
import dev.pennon.model.DataKinds;
import dev.pennon.store.InMemoryFeatureStore;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The end of a client whose events service does not answer, while threads go on
 * evaluating.
 */
class EventShutdownTests {

	private static final int THREADS = 8;

	private static final Duration CLOSE_TIMEOUT = Duration.ofMillis(300);

	/** The close timeout, what it takes to end threads, and a slow machine. */
	private static final Duration CLOSE_LIMIT = CLOSE_TIMEOUT.plusSeconds(4);

	@Test
	void closeIsBoundedAndLeavesNoThread() throws Exception {
		AtomicBoolean evaluating = new AtomicBoolean(true);
		ExecutorService threads = Executors.newFixedThreadPool(THREADS);
		List<Thread> before = ownThreads();
		try (EventsService service = new EventsService().hanging(); HttpTransport transport = service.transport()) {
			FlagClient client = client(service, transport);
			client.start();
			List<Future<Long>> callers = new ArrayList<>();
			for (int i = 0; i < THREADS; i++) {
				EvaluationContext context = EvaluationContext.of("user-" + i);
				callers.add(threads.submit(() -> evaluate(client, context, evaluating)));
			}
			Awaitility.await()
				.atMost(EventFixture.LIMIT)
				.until(() -> service.requests().size() >= DeliveryWorkers.MAX_WORKERS);
			long start = System.nanoTime();
			client.close();
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(CLOSE_LIMIT);
			Awaitility.await().atMost(EventFixture.LIMIT).until(() -> before.containsAll(ownThreads()));
			assertThat(service.requests()).hasSize(DeliveryWorkers.MAX_WORKERS);
			evaluating.set(false);
			for (Future<Long> caller : callers) {
				assertThat(caller.get()).isPositive();
			}
			assertThat(before).containsAll(ownThreads());
		}
		finally {
			evaluating.set(false);
			threads.shutdownNow();
		}
	}

	private static FlagClient client(EventsService service, HttpTransport transport) {
		InMemoryFeatureStore store = new InMemoryFeatureStore();
		store.upsert(DataKinds.FEATURES, EventFixture.flag("flag", 1, ", \"trackEvents\": true"));
		return FlagClient.builder()
			.featureStore(store)
			.externalData(true)
			.eventProcessor(() -> new HttpEventProcessor(service.configuration()
				.capacity(1_000)
				.flushInterval(Duration.ofMillis(10))
				.closeTimeout(CLOSE_TIMEOUT)
				.build(), transport))
			.build();
	}

	private static long evaluate(FlagClient client, EvaluationContext context, AtomicBoolean evaluating) {
		long evaluations = 0;
		while (evaluating.get()) {
			client.boolVariation("flag", context, false);
			evaluations++;
		}
		return evaluations;
	}

	private static List<Thread> ownThreads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("pennon-"))
			.toList();
	}

}
