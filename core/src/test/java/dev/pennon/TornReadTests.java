package dev.pennon;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import dev.pennon.context.EvaluationContext;
import dev.pennon.datasource.DataSourceUpdateSink;
import dev.pennon.store.FullDataSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two data sets take turns. In each of them prerequisite, segment and flag agree, so that
 * the flag gives {@code good}; any mixture of the two gives {@code torn}.
 */
@Timeout(120)
class TornReadTests {

	private static final int SWAPS = 100_000;

	private static final int THREADS = 4;

	private static final EvaluationContext CONTEXT = EvaluationContext.of("user-key");

	// In set 0 the base gives 0 and the segment leaves the user out; in set 1 both are
	// the other way round
	private static final String[] SETS = { dataSet(0, "", 1, 0), dataSet(1, "\"user-key\"", 0, 1) };

	private static String dataSet(int baseVariation, String included, int inSegment, int others) {
		return """
				{"flags": {
				  "base": {"version": 1, "on": true, "variations": [0, 1], "fallthrough": {"variation": %d}},
				  "top": {"version": 1, "on": true, "variations": ["good", "torn"], "offVariation": 1,
				    "prerequisites": [{"key": "base", "variation": %d}], "fallthrough": {"variation": %d},
				    "rules": [{"variation": %d, "clauses": [{"attribute": "", "op": "segmentMatch", "values": ["s"]}]}]}},
				 "segments": {"s": {"version": 1, "included": [%s]}}}"""
			.formatted(baseVariation, baseVariation, others, inSegment, included);
	}

	@Test
	void evaluationNeverSeesAMixtureOfTwoStates() {
		AtomicReference<DataSourceUpdateSink> sink = new AtomicReference<>();
		FlagClient client = FlagClient.builder().updateProcessor((given) -> {
			sink.set(given);
			return new FakeSource(given, () -> given.init(FlagFixtures.dataSet(SETS[0])));
		}).startup(StartupPolicy.BACKGROUND, Duration.ZERO).build();
		client.start();
		AtomicBoolean swapping = new AtomicBoolean(true);
		AtomicLong evaluations = new AtomicLong();
		List<CompletableFuture<String>> readers = IntStream.range(0, THREADS)
			.mapToObj((i) -> CompletableFuture.supplyAsync(() -> firstMixture(client, swapping, evaluations),
					(task) -> new Thread(task).start()))
			.toList();
		FullDataSet[] sets = { FlagFixtures.dataSet(SETS[0]), FlagFixtures.dataSet(SETS[1]) };
		for (int i = 0; i < SWAPS; i++) {
			sink.get().init(sets[i & 1]);
		}
		swapping.set(false);
		assertThat(readers).extracting(CompletableFuture::join).containsOnlyNulls();
		assertThat(evaluations.get()).isPositive();
		client.close();
	}

	private static String firstMixture(FlagClient client, AtomicBoolean swapping, AtomicLong evaluations) {
		for (int i = 0; swapping.get(); i++) {
			String value = client.stringVariation("top", CONTEXT, "none");
			evaluations.incrementAndGet();
			if (!value.equals("good")) {
				return value;
			}
			if (i % 16 == 0) {
				FeatureFlagsState all = client.allFlagsState(CONTEXT);
				JsonNode top = all.value("top");
				if (top == null || !top.stringValue().equals("good")) {
					return all.toJson();
				}
			}
		}
		return null;
	}

}
