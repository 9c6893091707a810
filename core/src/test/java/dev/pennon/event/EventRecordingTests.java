package dev.pennon.event;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import dev.pennon.context.ContextKind;
import dev.pennon.context.EvaluationContext;
import dev.pennon.evaluation.EvaluationDetail;
import dev.pennon.evaluation.EvaluationReason;
import dev.pennon.migration.MigrationOperation;
import dev.pennon.migration.MigrationOrigin;
import dev.pennon.migration.MigrationOutcome;
import dev.pennon.migration.MigrationStage;
import dev.pennon.model.FeatureFlag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which events there are of what happens: for whom, how often, and until when.
 */
class EventRecordingTests {

	private static final EvaluationContext ANONYMOUS = EvaluationContext.builder("anonymous").anonymous(true).build();

	private static final EvaluationContext HALF_ANONYMOUS = EvaluationContext.multiBuilder()
		.add(ANONYMOUS)
		.add(EvaluationContext.of(ContextKind.of("org"), "o"))
		.build();

	@RegisterExtension
	private final EventFixture fixture = new EventFixture();

	private final AtomicLong serverTime = new AtomicLong();

	private EventRecorder recorder(UnaryOperator<EventsConfigurationBuilder> settings) {
		return new EventRecorder(settings.apply(EventsConfiguration.builder()).build(), this.fixture.parts(),
				new Losses(this.fixture.time()), this.serverTime::get);
	}

	private EventRecorder recorder() {
		return recorder((settings) -> settings);
	}

	private static void evaluate(EventRecorder recorder, FeatureFlag flag, EvaluationContext context) {
		if (!recorder.count(flag, context, EventFixture.result(flag))) {
			recorder.record(flag.key(), flag, context, EventFixture.result(flag), BooleanNode.FALSE, false, null);
		}
	}

	private static void evaluate(EventRecorder recorder, FeatureFlag flag, int times) {
		for (int i = 0; i < times; i++) {
			evaluate(recorder, flag, EventFixture.CONTEXT);
		}
	}

	private static Map<EventKind, Long> recorded(EventRecorder recorder) {
		return recorder.buffer()
			.drain()
			.stream()
			.map(EventBuffer.Pending::kind)
			.collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
	}

	private static FeatureFlag flag(String more) {
		return EventFixture.flag("flag", 1, more);
	}

	private String debugged(Duration fromNow) {
		return ", \"debugEventsUntilDate\": " + (this.fixture.time().millis() + fromNow.toMillis());
	}

	@Test
	void untrackedFlagIsOnlyCounted() {
		EventRecorder recorder = recorder();
		evaluate(recorder, flag(""), 10);
		assertThat(recorded(recorder)).isEqualTo(Map.of(EventKind.INDEX, 1L));
		recorder.counters().drain();
		assertThat(recorder.counters().drained()).isEqualTo(10);
	}

	@Test
	void samplingPicksFeatureAndDebugEventsEachByItsOwnDraw() {
		AtomicLong draws = new AtomicLong();
		this.fixture.random((bound) -> {
			assertThat(bound).isEqualTo(4);
			return draws.getAndIncrement() % bound;
		});
		EventRecorder recorder = recorder();
		evaluate(recorder, flag(", \"trackEvents\": true, \"samplingRatio\": 4" + debugged(Duration.ofHours(1))), 10);
		assertThat(draws).hasValue(20);
		assertThat(recorded(recorder)).isEqualTo(Map.of(EventKind.INDEX, 1L, EventKind.FEATURE, 5L));
		recorder.counters().drain();
		assertThat(recorder.counters().drained()).isEqualTo(10);
	}

	@Test
	void samplingRatioOfZeroPicksNothingAndOfOneEverything() {
		EventRecorder recorder = recorder();
		String tracked = ", \"trackEvents\": true" + debugged(Duration.ofHours(1));
		evaluate(recorder, flag(tracked + ", \"samplingRatio\": 0"), 10);
		assertThat(recorded(recorder)).isEqualTo(Map.of(EventKind.INDEX, 1L));
		evaluate(recorder, flag(tracked + ", \"samplingRatio\": 1"), 10);
		assertThat(recorded(recorder)).isEqualTo(Map.of(EventKind.FEATURE, 10L, EventKind.DEBUG, 10L));
		recorder.counters().drain();
		assertThat(recorder.counters().drained()).isEqualTo(20);
	}

	@Test
	void samplingPicksMigrationEvents() {
		this.fixture.random((bound) -> bound - 1);
		EventRecorder recorder = recorder();
		recorder.record(migration(flag(", \"samplingRatio\": 0")));
		recorder.record(migration(flag(", \"samplingRatio\": 7")));
		assertThat(recorded(recorder)).isEmpty();
		recorder.record(migration(flag("")));
		assertThat(recorded(recorder)).isEqualTo(Map.of(EventKind.MIGRATION_OP, 1L));
	}

	private static MigrationEvent migration(FeatureFlag flag) {
		EvaluationDetail<MigrationStage> stage = new EvaluationDetail<>(MigrationStage.LIVE, 0,
				EvaluationReason.fallthrough(false));
		return new MigrationEvent(Instant.EPOCH, new MigrationOutcome("flag", flag, EventFixture.CONTEXT, stage,
				MigrationStage.OFF, MigrationOperation.READ, Set.of(MigrationOrigin.NEW), Map.of(), Set.of(), null));
	}

	@Test
	void excludedFlagIsInNoSummaryButMakesItsEvents() {
		EventRecorder recorder = recorder();
		evaluate(recorder, flag(", \"excludeFromSummaries\": true"), 3);
		assertThat(recorded(recorder)).isEqualTo(Map.of(EventKind.INDEX, 1L));
		evaluate(recorder, flag(", \"excludeFromSummaries\": true, \"trackEvents\": true"), 3);
		assertThat(recorded(recorder)).isEqualTo(Map.of(EventKind.FEATURE, 3L));
		assertThat(recorder.counters().drain().isEmpty()).isTrue();
		assertThat(recorder.deduplicated()).isEqualTo(5);
	}

	@Test
	void experimentMakesAFullEventWithItsReason() {
		EventRecorder recorder = recorder();
		evaluate(recorder, flag(", \"trackEventsFallthrough\": true"), 1);
		List<EventBuffer.Pending> pending = recorder.buffer().drain();
		assertThat(pending).extracting(EventBuffer.Pending::kind).containsExactly(EventKind.INDEX, EventKind.FEATURE);
		assertThat(((EvaluationEvent) pending.get(1).event()).isExperiment()).isTrue();
	}

	@Test
	void debuggingEndsByTheOwnClock() {
		EventRecorder recorder = recorder();
		FeatureFlag flag = flag(debugged(Duration.ofMillis(1)));
		evaluate(recorder, flag, 1);
		this.fixture.time().advance(Duration.ofMillis(1));
		evaluate(recorder, flag, 1);
		assertThat(recorded(recorder)).isEqualTo(Map.of(EventKind.INDEX, 1L, EventKind.DEBUG, 1L));
	}

	@Test
	void debuggingEndsByTheServersClock() {
		EventRecorder recorder = recorder();
		FeatureFlag flag = flag(debugged(Duration.ofMillis(1)));
		this.serverTime.set(this.fixture.time().millis());
		evaluate(recorder, flag, 1);
		this.serverTime.set(this.fixture.time().millis() + 1);
		evaluate(recorder, flag, 1);
		assertThat(recorded(recorder)).isEqualTo(Map.of(EventKind.INDEX, 1L, EventKind.DEBUG, 1L));
	}

	@Test
	void contextsAreToldOnceByTheirFullyQualifiedKey() {
		EventRecorder recorder = recorder();
		EvaluationContext sameKey = EvaluationContext.of(ContextKind.of("org"), "a");
		EvaluationContext both = EvaluationContext.multiBuilder().add(EventFixture.CONTEXT).add(sameKey).build();
		for (int i = 0; i < 3; i++) {
			evaluate(recorder, flag(""), EventFixture.CONTEXT);
			evaluate(recorder, flag(""), sameKey);
			evaluate(recorder, flag(""), both);
			recorder.record(new CustomEvent(Instant.EPOCH, "key", both, null, null));
		}
		assertThat(recorded(recorder)).isEqualTo(Map.of(EventKind.INDEX, 3L, EventKind.CUSTOM, 3L));
		recorder.counters().drain();
		assertThat(recorder.deduplicated()).isEqualTo(9);
	}

	@Test
	void identifiedContextNeedsNoIndexAndIsIdentifiedAgain() {
		EventRecorder recorder = recorder();
		recorder.record(new IdentifyEvent(Instant.EPOCH, EventFixture.CONTEXT));
		evaluate(recorder, flag(""), 1);
		recorder.record(EventFixture.custom("key"));
		recorder.record(new IdentifyEvent(Instant.EPOCH, EventFixture.CONTEXT));
		assertThat(recorded(recorder)).isEqualTo(Map.of(EventKind.IDENTIFY, 2L, EventKind.CUSTOM, 1L));
	}

	@Test
	void anonymousContextsAreLeftOutOfWhatTellsOfContextsAlone() {
		EventRecorder recorder = recorder((settings) -> settings.omitAnonymousContexts(true));
		evaluate(recorder, flag(", \"trackEvents\": true"), ANONYMOUS);
		recorder.record(new CustomEvent(Instant.EPOCH, "key", ANONYMOUS, null, null));
		recorder.record(new IdentifyEvent(Instant.EPOCH, ANONYMOUS));
		assertThat(recorded(recorder)).isEqualTo(Map.of(EventKind.FEATURE, 1L, EventKind.CUSTOM, 1L));
		evaluate(recorder, flag(""), HALF_ANONYMOUS);
		recorder.record(new IdentifyEvent(Instant.EPOCH, HALF_ANONYMOUS));
		assertThat(recorded(recorder)).isEqualTo(Map.of(EventKind.INDEX, 1L, EventKind.IDENTIFY, 1L));
	}

	@Test
	void whatIsLeftOfAPartlyAnonymousContextIsTold() {
		EventsService service = new EventsService();
		HttpEventProcessor events = this.fixture.processor(service, (settings) -> settings.omitAnonymousContexts(true));
		EventFixture.evaluate(events, flag(", \"trackEvents\": true"), HALF_ANONYMOUS);
		assertThat(events.flushAndWait(EventFixture.LIMIT)).isTrue();
		assertThat(service.events("index")).extracting((event) -> event.path("context").path("kind"))
			.extracting(JsonNode::stringValue)
			.containsExactly("org");
		assertThat(service.events("feature")).extracting((event) -> event.path("context").path("kind"))
			.extracting(JsonNode::stringValue)
			.containsExactly("multi");
	}

}
