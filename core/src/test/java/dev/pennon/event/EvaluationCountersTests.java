package dev.pennon.event;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import dev.pennon.context.ContextKind;
import dev.pennon.context.EvaluationContext;
import dev.pennon.internal.AllocatedBytes;
import dev.pennon.internal.concurrent.ManualTime;
import dev.pennon.model.FeatureFlag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.BooleanNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is counted, what is given up, and what both cost.
 */
class EvaluationCountersTests {

	private static final EvaluationContext USER = EvaluationContext.of("a");

	private final ManualTime time = new ManualTime();

	private final EvaluationCounters counters = new EvaluationCounters(this.time);

	private void count(FeatureFlag flag, EvaluationContext context) {
		this.counters.count(flag.key(), flag, context, 0, BooleanNode.FALSE);
	}

	@Test
	void versionsAreCountedApartAndKindsTogether() {
		FeatureFlag first = EventFixture.flag("flag", 1);
		FeatureFlag second = EventFixture.flag("flag", 2);
		count(first, USER);
		count(first, EvaluationContext.of(ContextKind.of("org"), "b"));
		count(second, USER);
		Summary.FlagSummary flag = this.counters.drain().flag("flag");
		assertThat(flag.counters()).extracting(Summary.Counter::count).containsExactlyInAnyOrder(2L, 1L);
		assertThat(flag.contextKinds()).containsExactly("org", "user");
		assertThat(flag.defaultValue()).isEqualTo(BooleanNode.FALSE);
		assertThat(this.counters.drain().isEmpty()).isTrue();
	}

	@Test
	void unknownFlagsAreCappedAndTheExcessIsCounted() {
		int excess = 7;
		for (int i = 0; i < EvaluationCounters.MAX_UNKNOWN_FLAGS + excess; i++) {
			this.counters.count("flag-" + i, null, USER, -1, BooleanNode.TRUE);
		}
		assertThat(this.counters.drain().flags()).hasSize(EvaluationCounters.MAX_UNKNOWN_FLAGS);
		assertThat(this.counters.uncounted()).isEqualTo(excess);
		assertThat(this.counters.size()).isZero();
		this.counters.count("another", null, USER, -1, BooleanNode.TRUE);
		assertThat(this.counters.drain().flags()).containsOnlyKeys("another");
	}

	@Test
	void countersOfFlagsThatNobodyEvaluatesAreGivenUp() {
		FeatureFlag flag = EventFixture.flag("flag", 1);
		count(flag, USER);
		for (int i = 0; i <= EvaluationCounters.MAX_IDLE_DELIVERIES + 1; i++) {
			this.counters.drain();
		}
		assertThat(this.counters.size()).isZero();
		count(flag, USER);
		assertThat(this.counters.drain().flag("flag").counters()).hasSize(1);
	}

	@Test
	void countersOfOldVersionsAreGivenUpAtOnce() {
		for (int version = 1; version <= 100; version++) {
			count(EventFixture.flag("flag", version), USER);
		}
		assertThat(this.counters.size()).isEqualTo(100);
		assertThat(this.counters.drain().flag("flag").counters()).hasSize(100);
		count(EventFixture.flag("flag", 99), USER);
		assertThat(this.counters.drain().flag("flag").counters()).hasSize(1);
		assertThat(this.counters.size()).isEqualTo(2);
		this.counters.drain();
		assertThat(this.counters.size()).isOne();
	}

	@Test
	void nothingIsLostWhileCountersAreGivenUp() throws Exception {
		int evaluations = 100_000;
		ExecutorService thread = Executors.newSingleThreadExecutor();
		try {
			Future<?> caller = thread.submit(() -> {
				for (int i = 0; i < evaluations; i++) {
					this.counters.count("unknown", null, USER, -1, BooleanNode.TRUE);
				}
			});
			while (!caller.isDone()) {
				this.counters.drain();
			}
			caller.get();
		}
		finally {
			thread.shutdownNow();
		}
		this.counters.drain();
		assertThat(this.counters.drained()).isEqualTo(evaluations);
	}

	@Test
	void madeUpKindsDoNotFillTheMemory() {
		FeatureFlag flag = EventFixture.flag("flag", 1);
		for (int i = 0; i < 1_000; i++) {
			count(flag, EvaluationContext.of(ContextKind.of("kind-" + i), "a"));
		}
		Summary.FlagSummary summary = this.counters.drain().flag("flag");
		assertThat(summary.contextKinds()).hasSizeLessThan(100);
		assertThat(summary.counters()).extracting(Summary.Counter::count).containsExactly(1_000L);
	}

	@Test
	void countingAllocatesNothing() {
		FeatureFlag flag = EventFixture.flag("flag", 1);
		Runnable evaluations = () -> {
			for (int i = 0; i < 10_000; i++) {
				count(flag, USER);
			}
		};
		// The least of several rounds, since classes are linked in between
		assertThat(IntStream.range(0, 5).mapToLong((round) -> AllocatedBytes.by(evaluations)).min()).hasValue(0);
	}

}
