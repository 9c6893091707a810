package dev.pennon;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.stream.LongStream;

import com.sun.management.ThreadMXBean;
import dev.pennon.context.EvaluationContext;
import dev.pennon.event.EventsService;
import dev.pennon.event.HttpEventProcessor;
import dev.pennon.http.HttpTransport;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An evaluation of a found flag with a matching type allocates nothing, to the byte, in
 * the interpreter already: nothing depends on what a compiler may leave out.
 */
class EvaluationAllocationTests {

	private static final int RUNS = 10_000;

	private static final int ROUNDS = 5;

	private static final EvaluationContext CONTEXT = EvaluationContext.builder("user-key")
		.set("email", "a@example.com")
		.build();

	private static final String RULES = """
			{"version": 1, "on": true, "variations": [true, false], "fallthrough": {"variation": 1}, "salt": "s",
			 "targets": [{"values": ["somebody"], "variation": 0}],
			 "rules": [{"id": "r", "variation": 0,
			   "clauses": [{"attribute": "email", "op": "endsWith", "values": ["@example.com"]}]}]}""";

	private static final String PREREQUISITE = """
			{"version": 1, "on": true, "variations": [true, false], "fallthrough": {"variation": 1}, "salt": "s",
			 "offVariation": 1, "prerequisites": [{"key": "bool", "variation": 0}]}""";

	private static final String FLAGS = FlagFixtures
		.flags(Map.of("bool", FlagFixtures.flagWithValue("true"), "int", FlagFixtures.flagWithValue("3"), "long",
				FlagFixtures.flagWithValue("3000000000"), "double", FlagFixtures.flagWithValue("1.5"), "string",
				FlagFixtures.flagWithValue("\"text\""), "rules", RULES, "prerequisite", PREREQUISITE));

	private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	private final FlagClient client = FlagFixtures.clientWith(FLAGS);

	@Test
	void variationsAllocateNothing() {
		assertThat(allocated(() -> this.client.boolVariation("bool", CONTEXT, false))).isZero();
		assertThat(allocated(() -> this.client.intVariation("int", CONTEXT, 0))).isZero();
		assertThat(allocated(() -> this.client.intVariation("double", CONTEXT, 0))).isZero();
		assertThat(allocated(() -> this.client.doubleVariation("double", CONTEXT, 0))).isZero();
		assertThat(allocated(() -> this.client.doubleVariation("int", CONTEXT, 0))).isZero();
		assertThat(allocated(() -> this.client.stringVariation("string", CONTEXT, "default"))).isZero();
		assertThat(allocated(() -> this.client.boolVariation("rules", CONTEXT, false))).isZero();
		assertThat(allocated(() -> this.client.boolVariation("prerequisite", CONTEXT, false))).isZero();
	}

	// Defaults of which nobody keeps a node
	@Test
	void variationsAllocateNothingWithEventsOn() {
		try (EventsService service = new EventsService();
				HttpTransport transport = service.transport();
				FlagClient client = FlagClient.builder()
					.featureStore(FlagFixtures.storeWith(FLAGS))
					.eventProcessor(() -> new HttpEventProcessor(service.configuration().build(), transport))
					.build()) {
			client.start();
			assertThat(allocated(() -> client.boolVariation("bool", CONTEXT, false))).isZero();
			assertThat(allocated(() -> client.intVariation("int", CONTEXT, 12_345))).isZero();
			assertThat(allocated(() -> client.doubleVariation("double", CONTEXT, 1.25))).isZero();
			assertThat(allocated(() -> client.stringVariation("string", CONTEXT, "default"))).isZero();
			assertThat(allocated(() -> client.boolVariation("rules", CONTEXT, false))).isZero();
		}
	}

	@Test
	void contextsTakeTurnsWithoutAllocatingWithEventsOn() {
		try (EventsService service = new EventsService();
				HttpTransport transport = service.transport();
				FlagClient client = FlagClient.builder()
					.featureStore(FlagFixtures.storeWith(FLAGS))
					.eventProcessor(() -> new HttpEventProcessor(service.configuration().build(), transport))
					.build()) {
			client.start();
			EvaluationContext another = EvaluationContext.of("another");
			assertThat(allocated(() -> {
				client.intVariation("int", CONTEXT, 12_345);
				client.intVariation("int", another, 12_345);
			})).isZero();
		}
	}

	@Test
	void detailAllocatesItselfAlone() {
		long oneDetail = 24L * RUNS;
		assertThat(allocated(() -> this.client.boolVariationDetail("bool", CONTEXT, false))).isEqualTo(oneDetail);
		assertThat(allocated(() -> this.client.stringVariationDetail("string", CONTEXT, "default")))
			.isEqualTo(oneDetail);
	}

	// The least of several rounds: classes are linked in between, some of them by the
	// coverage agent
	private long allocated(Runnable evaluation) {
		return LongStream.range(0, ROUNDS).map((round) -> measure(evaluation)).min().orElseThrow();
	}

	private long measure(Runnable evaluation) {
		long before = this.threads.getCurrentThreadAllocatedBytes();
		for (int i = 0; i < RUNS; i++) {
			evaluation.run();
		}
		return this.threads.getCurrentThreadAllocatedBytes() - before;
	}

}
