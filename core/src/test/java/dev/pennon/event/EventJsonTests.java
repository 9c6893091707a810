package dev.pennon.event;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.pennon.context.ContextKind;
import dev.pennon.context.EvaluationContext;
import dev.pennon.evaluation.ErrorKind;
import dev.pennon.evaluation.EvaluationDetail;
import dev.pennon.evaluation.EvaluationReason;
import dev.pennon.internal.json.Json;
import dev.pennon.migration.MigrationOperation;
import dev.pennon.migration.MigrationOrigin;
import dev.pennon.migration.MigrationOutcome;
import dev.pennon.migration.MigrationStage;
import dev.pennon.model.FeatureFlag;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.NullNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The shape of each kind of event, to the last member: nothing is missing, and nothing is
 * there that the events service does not know.
 */
class EventJsonTests {

	private static final Instant DATE = Instant.ofEpochMilli(1_000);

	private static final EvaluationContext CONTEXT = EvaluationContext.builder("a").set("email", "a@b.c").build();

	private static final EvaluationContext ANONYMOUS = EvaluationContext.builder("a")
		.anonymous(true)
		.set("email", "a@b.c")
		.build();

	private static final String SHOWN = """
			{"kind": "user", "key": "a", "email": "a@b.c"}""";

	private final EventJson json = new EventJson(EventsConfiguration.builder().build());

	private JsonNode write(EventKind kind, Event event) {
		return Json.read(PayloadWriter.write((generator) -> this.json.write(generator, kind, event)));
	}

	private static EvaluationEvent evaluation(@Nullable FeatureFlag flag, EvaluationContext context,
			EvaluationDetail<@Nullable JsonNode> result, boolean withReasons, @Nullable FeatureFlag prerequisiteOf) {
		return new EvaluationEvent(DATE, "flag", flag, context, result,
				(prerequisiteOf != null) ? null : BooleanNode.FALSE, withReasons, prerequisiteOf);
	}

	private static EvaluationEvent evaluation(FeatureFlag flag, boolean withReasons) {
		return evaluation(flag, CONTEXT, EventFixture.result(flag), withReasons, null);
	}

	private static EvaluationDetail<@Nullable JsonNode> failed(ErrorKind error) {
		return new EvaluationDetail<>(null, EvaluationDetail.NO_VARIATION, EvaluationReason.error(error));
	}

	private static void assertJson(JsonNode actual, String expected, Object... arguments) {
		assertThat(actual).isEqualTo(Json.read(expected.formatted(arguments)));
	}

	@Test
	void indexAndIdentifyHaveTheContextAlone() {
		assertJson(write(EventKind.INDEX, EventFixture.custom("key")),
				"{\"kind\": \"index\", \"creationDate\": 0, \"context\": {\"kind\": \"user\", \"key\": \"a\"}}");
		assertJson(write(EventKind.INDEX, evaluation(EventFixture.flag("flag", 1), true)),
				"{\"kind\": \"index\", \"creationDate\": 1000, \"context\": %s}", SHOWN);
		assertJson(write(EventKind.IDENTIFY, new IdentifyEvent(DATE, CONTEXT)),
				"{\"kind\": \"identify\", \"creationDate\": 1000, \"context\": %s}", SHOWN);
	}

	@Test
	void featureTellsOfTheEvaluation() {
		assertJson(write(EventKind.FEATURE, evaluation(EventFixture.flag("flag", 3), false)), """
				{"kind": "feature", "creationDate": 1000, "context": %s, "key": "flag", "version": 3, "variation": 0,
				 "value": true, "default": false}""", SHOWN);
	}

	@Test
	void reasonIsToldIfTheCallerAskedForItOrAnExperimentNeedsIt() {
		FeatureFlag experiment = EventFixture.flag("flag", 3, ", \"trackEventsFallthrough\": true");
		for (JsonNode event : List.of(write(EventKind.FEATURE, evaluation(EventFixture.flag("flag", 3), true)),
				write(EventKind.FEATURE, evaluation(experiment, false)))) {
			assertJson(event.path("reason"), "{\"kind\": \"FALLTHROUGH\"}");
		}
		EvaluationDetail<@Nullable JsonNode> result = new EvaluationDetail<>(BooleanNode.TRUE, 0,
				EvaluationReason.fallthrough(true));
		JsonNode event = write(EventKind.FEATURE,
				evaluation(EventFixture.flag("flag", 3), CONTEXT, result, false, null));
		assertJson(event.path("reason"), "{\"kind\": \"FALLTHROUGH\", \"inExperiment\": true}");
	}

	@Test
	void evaluationWithoutVariationHasTheDefaultForAValue() {
		FeatureFlag flag = EventFixture.flag("flag", 3);
		assertJson(write(EventKind.FEATURE, evaluation(flag, CONTEXT, failed(ErrorKind.MALFORMED_FLAG), true, null)),
				"""
						{"kind": "feature", "creationDate": 1000, "context": %s, "key": "flag", "version": 3,
						 "value": false, "default": false,
						 "reason": {"kind": "ERROR", "errorKind": "MALFORMED_FLAG"}}""", SHOWN);
		assertJson(write(EventKind.FEATURE, evaluation(null, CONTEXT, failed(ErrorKind.FLAG_NOT_FOUND), false, null)),
				"""
						{"kind": "feature", "creationDate": 1000, "context": %s, "key": "flag", "value": false,
						 "default": false}""", SHOWN);
	}

	@Test
	void prerequisiteNamesTheFlagThatNeedsItAndHasNoDefault() {
		FeatureFlag flag = EventFixture.flag("flag", 3);
		EvaluationEvent event = evaluation(flag, CONTEXT, EventFixture.result(flag), false,
				EventFixture.flag("dependent", 1));
		assertJson(write(EventKind.FEATURE, event), """
				{"kind": "feature", "creationDate": 1000, "context": %s, "key": "flag", "version": 3, "variation": 0,
				 "value": true, "prereqOf": "dependent"}""", SHOWN);
		assertThat(write(EventKind.DEBUG, event).has("prereqOf")).isFalse();
	}

	@Test
	void debugIsAFeatureEventOfAnotherKind() {
		assertJson(write(EventKind.DEBUG, evaluation(EventFixture.flag("flag", 3), true)), """
				{"kind": "debug", "creationDate": 1000, "context": %s, "key": "flag", "version": 3, "variation": 0,
				 "value": true, "default": false, "reason": {"kind": "FALLTHROUGH"}}""", SHOWN);
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "false", "\"\"", "[]", "{\"a\": null}", "\"text\"" })
	void customTellsItsData(String data) {
		assertJson(write(EventKind.CUSTOM, new CustomEvent(DATE, "key", CONTEXT, Json.read(data), 0.0)),
				"""
						{"kind": "custom", "creationDate": 1000, "context": %s, "key": "key", "data": %s, "metricValue": 0.0}""",
				SHOWN, data);
	}

	@Test
	void customWithoutDataHasNone() {
		String bare = "{\"kind\": \"custom\", \"creationDate\": 1000, \"context\": %s, \"key\": \"key\"}";
		assertJson(write(EventKind.CUSTOM, new CustomEvent(DATE, "key", CONTEXT, null, null)), bare, SHOWN);
		assertJson(write(EventKind.CUSTOM, new CustomEvent(DATE, "key", CONTEXT, NullNode.getInstance(), null)), bare,
				SHOWN);
	}

	@ParameterizedTest
	@EnumSource(value = EventKind.class, names = { "INDEX", "DEBUG" })
	void anonymousContextsAreShownWhereTheServiceLearnsOfThem(EventKind kind) {
		FeatureFlag flag = EventFixture.flag("flag", 3);
		JsonNode context = write(kind, evaluation(flag, ANONYMOUS, EventFixture.result(flag), false, null))
			.path("context");
		assertJson(context, "{\"kind\": \"user\", \"key\": \"a\", \"anonymous\": true, \"email\": \"a@b.c\"}");
	}

	@Test
	void anonymousContextsAreRedactedElsewhere() {
		FeatureFlag flag = EventFixture.flag("flag", 3);
		String redacted = """
				{"kind": "user", "key": "a", "anonymous": true, "_meta": {"redactedAttributes": ["email"]}}""";
		assertJson(write(EventKind.FEATURE, evaluation(flag, ANONYMOUS, EventFixture.result(flag), false, null))
			.path("context"), redacted);
		assertJson(write(EventKind.CUSTOM, new CustomEvent(DATE, "key", ANONYMOUS, null, null)).path("context"),
				redacted);
		assertJson(write(EventKind.MIGRATION_OP, migration(null, ANONYMOUS)).path("context"), redacted);
	}

	private static MigrationEvent migration(@Nullable FeatureFlag flag, EvaluationContext context) {
		EvaluationReason reason = (flag != null) ? EvaluationReason.fallthrough(false)
				: EvaluationReason.error(ErrorKind.FLAG_NOT_FOUND);
		return new MigrationEvent(DATE,
				new MigrationOutcome("flag", flag, context,
						new EvaluationDetail<>(MigrationStage.LIVE, (flag != null) ? 3 : EvaluationDetail.NO_VARIATION,
								reason),
						MigrationStage.OFF, MigrationOperation.WRITE, EnumSet.of(MigrationOrigin.NEW), Map.of(),
						Set.of(), null));
	}

	@Test
	void migrationOfAnUnknownFlagHasNoVersion() {
		assertJson(write(EventKind.MIGRATION_OP, migration(null, CONTEXT)), """
				{"kind": "migration_op", "creationDate": 1000, "context": %s, "operation": "write",
				 "evaluation": {"key": "flag", "value": "live", "default": "off",
				   "reason": {"kind": "ERROR", "errorKind": "FLAG_NOT_FOUND"}},
				 "measurements": [{"key": "invoked", "values": {"new": true}}]}""", SHOWN);
	}

	@Test
	void migrationTellsWhatWasMeasured() {
		FeatureFlag flag = EventFixture.flag("flag", 7, ", \"samplingRatio\": 10, \"migration\": {\"checkRatio\": 5}");
		MigrationOutcome outcome = new MigrationOutcome("flag", flag, CONTEXT,
				new EvaluationDetail<>(MigrationStage.LIVE, 3, EvaluationReason.fallthrough(false)), MigrationStage.OFF,
				MigrationOperation.READ, EnumSet.allOf(MigrationOrigin.class),
				Map.of(MigrationOrigin.NEW, Duration.ofMillis(30)), Set.of(MigrationOrigin.NEW), true);
		assertJson(write(EventKind.MIGRATION_OP, new MigrationEvent(DATE, outcome)), """
				{"kind": "migration_op", "creationDate": 1000, "context": %s, "operation": "read", "samplingRatio": 10,
				 "evaluation": {"key": "flag", "value": "live", "default": "off", "variation": 3, "version": 7,
				   "reason": {"kind": "FALLTHROUGH"}},
				 "measurements": [{"key": "invoked", "values": {"old": true, "new": true}},
				   {"key": "consistent", "value": true, "samplingRatio": 5},
				   {"key": "latency_ms", "values": {"new": 30.0}},
				   {"key": "error", "values": {"new": true}}]}""", SHOWN);
	}

	@Test
	void summaryTellsCountsByVersionAndVariation() {
		FeatureFlag flag = EventFixture.flag("flag", 3);
		EvaluationCounters counters = new EvaluationCounters(() -> DATE);
		EvaluationContext org = EvaluationContext.of(ContextKind.of("org"), "b");
		counters.count("flag", flag, CONTEXT, 0, BooleanNode.FALSE);
		counters.count("flag", flag, org, 0, BooleanNode.TRUE);
		counters.count("flag", flag, CONTEXT, EvaluationDetail.NO_VARIATION, BooleanNode.FALSE);
		counters.count("unknown", null, CONTEXT, EvaluationDetail.NO_VARIATION, null);
		Summary summary = counters.drain();
		assertJson(Json.read(PayloadWriter.write((generator) -> this.json.write(generator, summary))),
				"""
						{"kind": "summary", "startDate": 1000, "endDate": 1000, "features": {
						  "flag": {"default": false, "contextKinds": ["org", "user"], "counters": [
						    {"version": 3, "value": false, "count": 1},
						    {"version": 3, "variation": 0, "value": true, "count": 2}]},
						  "unknown": {"contextKinds": ["user"], "counters": [{"unknown": true, "value": null, "count": 1}]}}}""");
	}

}
