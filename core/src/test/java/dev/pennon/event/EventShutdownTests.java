package dev.pennon.event;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.pennon.context.EvaluationContext;
import dev.pennon.http.HttpTransport;
import dev.pennon.model.FeatureFlag;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.BooleanNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The end of a processor whose service does not answer, while threads go on evaluating.
 */
class EventShutdownTests {

	private static final int THREADS = 8;

	@Test
	void closeIsBoundedAndLeavesNoThread() throws Exception {
		FeatureFlag flag = HttpEventProcessorTests.flag("flag", 1);
		AtomicBoolean evaluating = new AtomicBoolean(true);
		ExecutorService threads = Executors.newFixedThreadPool(THREADS);
		List<Thread> before = eventThreads();
		try (EventsService service = new EventsService().hanging(); HttpTransport transport = service.transport()) {
			HttpEventProcessor events = new HttpEventProcessor(service.configuration()
				.flushInterval(Duration.ofMillis(10))
				.closeTimeout(Duration.ofMillis(300))
				.build(), transport);
			events.start();
			List<Future<?>> callers = new ArrayList<>();
			for (int i = 0; i < THREADS; i++) {
				EvaluationContext context = EvaluationContext.of("user-" + i);
				callers.add(threads.submit(() -> {
					while (evaluating.get()) {
						events.recordEvaluation("flag", flag, context, HttpEventProcessorTests.result(flag),
								BooleanNode.FALSE, false, null);
					}
				}));
			}
			Awaitility.await().until(() -> service.requests().size() >= DeliveryWorkers.MAX_WORKERS);
			long start = System.nanoTime();
			events.close();
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
			assertThat(service.requests()).hasSize(DeliveryWorkers.MAX_WORKERS);
			evaluating.set(false);
			for (Future<?> caller : callers) {
				caller.get();
			}
			Awaitility.await().until(() -> before.containsAll(eventThreads()));
		}
		finally {
			evaluating.set(false);
			threads.shutdownNow();
		}
	}

	private static List<Thread> eventThreads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("pennon-event"))
			.toList();
	}

}
