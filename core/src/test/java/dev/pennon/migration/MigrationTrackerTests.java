package dev.pennon.migration;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import dev.pennon.CapturedLog;
import dev.pennon.context.EvaluationContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a tracker makes of what it has seen, and when that makes no sense.
 */
class MigrationTrackerTests {

	@RegisterExtension
	private final CapturedLog log = new CapturedLog(MigrationTracker.class);

	private final MigrationFixture fixture = new MigrationFixture();

	@Test
	void outcomeIsWhatWasSeen() {
		MigrationTracker tracker = this.fixture.tracker("flag", MigrationFixture.CONTEXT);
		valid(tracker);
		tracker.latency(MigrationOrigin.OLD, Duration.ofMillis(3));
		tracker.error(MigrationOrigin.OLD);
		MigrationOutcome outcome = tracker.outcome();
		assertThat(outcome).isNotNull();
		assertThat(outcome.flagKey()).isEqualTo("flag");
		assertThat(outcome.operation()).isEqualTo(MigrationOperation.READ);
		assertThat(outcome.invoked()).containsExactly(MigrationOrigin.OLD);
		assertThat(outcome.errors()).containsExactly(MigrationOrigin.OLD);
		assertThat(outcome.latencies()).containsEntry(MigrationOrigin.OLD, Duration.ofMillis(3)).hasSize(1);
		assertThat(outcome.stage().value()).isEqualTo(MigrationStage.SHADOW);
		assertThat(this.log.events()).isEmpty();
	}

	private static void valid(MigrationTracker tracker) {
		tracker.operation(MigrationOperation.READ);
		tracker.invoked(MigrationOrigin.OLD);
	}

	static Stream<Arguments> senseless() {
		EvaluationContext context = MigrationFixture.CONTEXT;
		return Stream.of(of("", context, (tracker) -> {
		}, "key of the flag is empty"), of("flag", null, (tracker) -> {
		}, "context is invalid"), of("flag", EvaluationContext.of(""), (tracker) -> {
		}, "context is invalid"),
				of("flag", context, (tracker) -> tracker.latency(MigrationOrigin.NEW, Duration.ZERO),
						"latency was measured of a system that was not asked"),
				of("flag", context, (tracker) -> tracker.error(MigrationOrigin.NEW),
						"error was recorded for a system that was not asked"),
				of("flag", context, (tracker) -> tracker.consistency(() -> true), "only one system was asked"));
	}

	private static Arguments of(String key, @Nullable EvaluationContext context, Consumer<MigrationTracker> note,
			String reason) {
		return Arguments.of(key, context, note, reason);
	}

	@ParameterizedTest
	@MethodSource("senseless")
	void whatMakesNoSenseIsNotTrackedAndTheLogSaysWhy(String key, @Nullable EvaluationContext context,
			Consumer<MigrationTracker> note, String reason) {
		MigrationTracker tracker = this.fixture.tracker(key, context);
		valid(tracker);
		note.accept(tracker);
		assertThat(tracker.outcome()).isNull();
		assertThat(this.log.messages(Level.WARN)).singleElement().asString().contains(reason);
	}

	@Test
	void operationAndASystemAreNeeded() {
		MigrationTracker tracker = this.fixture.tracker("flag", MigrationFixture.CONTEXT);
		tracker.invoked(MigrationOrigin.OLD);
		assertThat(tracker.outcome()).isNull();
		MigrationTracker another = this.fixture.tracker("flag", MigrationFixture.CONTEXT);
		another.operation(MigrationOperation.WRITE);
		assertThat(another.outcome()).isNull();
		assertThat(this.log.messages(Level.WARN)).hasSize(2);
	}

}
