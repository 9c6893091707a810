package dev.pennon.event;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReferenceArray;

import dev.pennon.context.EvaluationContext;
import dev.pennon.http.HttpTransport;
import dev.pennon.model.FeatureFlag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.BooleanNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * However fast callers evaluate, and whatever happens to the flags meanwhile, the counts
 * that the service gets add up to the evaluations that were made, to the digit.
 */
class ExactCountTests {

	private static final int THREADS = 4;

	private static final int FLAGS = 100;

	private static final long EVALUATIONS = Long.getLong("pennon.events.evaluations", 2_000_000);

	private static final EvaluationContext[] CONTEXTS = { EvaluationContext.of("a"), EvaluationContext.of("b"),
			EvaluationContext.multiBuilder().add(EvaluationContext.of("a")).build() };

	@Test
	void countsDeliveredEqualEvaluationsMade() throws Exception {
		AtomicReferenceArray<FeatureFlag> flags = new AtomicReferenceArray<>(FLAGS);
		for (int i = 0; i < FLAGS; i++) {
			flags.set(i, HttpEventProcessorTests.flag("flag-" + i, 1));
		}
		try (EventsService service = new EventsService().slow(Duration.ofMillis(200));
				HttpTransport transport = service.transport();
				HttpEventProcessor events = new HttpEventProcessor(
						service.configuration().flushInterval(Duration.ofMillis(20)).build(), transport)) {
			events.start();
			AtomicBoolean updating = new AtomicBoolean(true);
			ExecutorService threads = Executors.newFixedThreadPool(THREADS + 1);
			try {
				Future<?> updates = threads.submit(() -> update(flags, updating));
				evaluate(threads, flags, events);
				updating.set(false);
				updates.get();
			}
			finally {
				threads.shutdownNow();
			}
			assertThat(events.flushAndWait(Duration.ofSeconds(30))).isTrue();
			assertThat(service.counted()).isEqualTo(EVALUATIONS);
			assertThat(events.statistics().dropped()).isEmpty();
			assertThat(service.events("summary")).hasSizeGreaterThan(1);
		}
	}

	private static void evaluate(ExecutorService threads, AtomicReferenceArray<FeatureFlag> flags,
			EventProcessor events) throws InterruptedException, ExecutionException {
		List<Future<?>> callers = new ArrayList<>();
		for (int thread = 0; thread < THREADS; thread++) {
			int first = thread;
			callers.add(threads.submit(() -> {
				for (long i = first; i < EVALUATIONS; i += THREADS) {
					FeatureFlag flag = flags.get((int) (i % FLAGS));
					events.recordEvaluation(flag.key(), flag, CONTEXTS[(int) (i % CONTEXTS.length)],
							HttpEventProcessorTests.result(flag), BooleanNode.FALSE, false, null);
				}
			}));
		}
		for (Future<?> caller : callers) {
			caller.get();
		}
	}

	private static void update(AtomicReferenceArray<FeatureFlag> flags, AtomicBoolean updating) {
		for (int version = 2; updating.get(); version++) {
			int index = version % FLAGS;
			flags.set(index, HttpEventProcessorTests.flag("flag-" + index, version));
			Thread.yield();
		}
	}

}
