package dev.pennon;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import dev.pennon.context.EvaluationContext;
import dev.pennon.evaluation.EvaluationReason;
import dev.pennon.internal.concurrent.ManualTime;
import dev.pennon.internal.json.Json;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

import static dev.pennon.FlagsStateOption.CLIENT_SIDE_ONLY;
import static dev.pennon.FlagsStateOption.DETAILS_ONLY_FOR_TRACKED_FLAGS;
import static dev.pennon.FlagsStateOption.WITH_REASONS;
import static org.assertj.core.api.Assertions.assertThat;

class AllFlagsStateTests {

	private static final EvaluationContext CONTEXT = EvaluationContext.of("user-key");

	private static final String TWO_FLAGS = """
			{"flags": {
			  "flag1": {"version": 100, "on": false, "offVariation": 0, "variations": ["value1"]},
			  "flag2": {"version": 200, "on": false, "offVariation": 1, "variations": ["x", {"a": [1, 2.5, null]}],
			    "trackEvents": true, "debugEventsUntilDate": 1000}}}""";

	private static final String EXPERIMENTS = """
			{"flags": {
			  "fallthrough": {"version": 1, "on": true, "variations": ["a"], "fallthrough": {"variation": 0},
			    "trackEventsFallthrough": true},
			  "rule": {"version": 1, "on": true, "variations": ["a"], "fallthrough": {"variation": 0},
			    "rules": [{"id": "id0", "variation": 0, "trackEvents": true,
			      "clauses": [{"attribute": "key", "op": "in", "values": ["user-key"]}]}]},
			  "other-rule": {"version": 1, "on": true, "variations": ["a"], "fallthrough": {"variation": 0},
			    "rules": [{"id": "id0", "variation": 0, "trackEvents": true,
			      "clauses": [{"attribute": "key", "op": "in", "values": ["nobody"]}]}]},
			  "rollout": {"version": 1, "on": true, "variations": ["a"], "salt": "s", "fallthrough":
			    {"rollout": {"kind": "experiment", "variations": [{"variation": 0, "weight": 100000}]}}}}}""";

	private static final String PREREQUISITES = """
			{"flags": {
			  "top": {"version": 1, "on": true, "clientSide": true, "variations": ["a"], "offVariation": 0,
			    "fallthrough": {"variation": 0},
			    "prerequisites": [{"key": "p1", "variation": 0}, {"key": "p2", "variation": 0}]},
			  "failing": {"version": 1, "on": true, "clientSide": true, "variations": ["a"], "offVariation": 0,
			    "fallthrough": {"variation": 0},
			    "prerequisites": [{"key": "p1", "variation": 9}, {"key": "p2", "variation": 0}]},
			  "missing": {"version": 1, "on": true, "clientSide": true, "variations": ["a"], "offVariation": 0,
			    "fallthrough": {"variation": 0},
			    "prerequisites": [{"key": "p2", "variation": 0}, {"key": "nobody", "variation": 0}]},
			  "aborted": {"version": 1, "on": true, "clientSide": true, "variations": ["a"], "offVariation": 0,
			    "rules": [{"variation": 0, "clauses": [{"attribute": "", "op": "in", "values": ["x"]}]}],
			    "prerequisites": [{"key": "p2", "variation": 0}]},
			  "p1": {"version": 1, "on": true, "variations": ["a"], "fallthrough": {"variation": 0},
			    "prerequisites": [{"key": "p2", "variation": 0}]},
			  "p2": {"version": 1, "on": true, "variations": ["a"], "fallthrough": {"variation": 0}}}}""";

	@Test
	void allFlagsHaveValueVariationAndVersion() {
		assertThat(json(TWO_FLAGS)).isEqualTo(parse("""
				{"flag1": "value1", "flag2": {"a": [1, 2.5, null]}, "$valid": true, "$flagsState": {
				  "flag1": {"variation": 0, "version": 100},
				  "flag2": {"variation": 1, "version": 200, "trackEvents": true, "debugEventsUntilDate": 1000}}}"""));
	}

	@Test
	void reasonsAreThereOnRequest() {
		assertThat(json(TWO_FLAGS, WITH_REASONS)).isEqualTo(parse("""
				{"flag1": "value1", "flag2": {"a": [1, 2.5, null]}, "$valid": true, "$flagsState": {
				  "flag1": {"variation": 0, "version": 100, "reason": {"kind": "OFF"}},
				  "flag2": {"variation": 1, "version": 200, "reason": {"kind": "OFF"}, "trackEvents": true,
				    "debugEventsUntilDate": 1000}}}"""));
	}

	@Test
	void flagWithAnErrorHasNoValue() {
		assertThat(json("""
				{"flags": {"flag1": {"version": 100, "on": true, "offVariation": 0, "variations": ["value1"],
				  "fallthrough": {"variation": 5}}}}""", WITH_REASONS)).isEqualTo(parse("""
				{"flag1": null, "$valid": true, "$flagsState": {"flag1": {"version": 100,
				  "reason": {"kind": "ERROR", "errorKind": "MALFORMED_FLAG"}}}}"""));
	}

	@Test
	void experimentsAreMarkedAndHaveTheirReason() {
		JsonNode states = json(EXPERIMENTS).get("$flagsState");
		assertThat(states.get("fallthrough")).isEqualTo(parse("""
				{"variation": 0, "version": 1, "reason": {"kind": "FALLTHROUGH"}, "trackEvents": true,
				  "trackReason": true}"""));
		assertThat(states.get("rule")).isEqualTo(parse("""
				{"variation": 0, "version": 1, "reason": {"kind": "RULE_MATCH", "ruleIndex": 0, "ruleId": "id0"},
				  "trackEvents": true, "trackReason": true}"""));
		assertThat(states.get("other-rule")).isEqualTo(parse("{\"variation\": 0, \"version\": 1}"));
		assertThat(states.get("rollout")).isEqualTo(parse("""
				{"variation": 0, "version": 1, "reason": {"kind": "FALLTHROUGH", "inExperiment": true},
				  "trackEvents": true, "trackReason": true}"""));
	}

	@Test
	void onlyClientSideFlagsOnRequest() {
		JsonNode json = json("""
				{"flags": {
				  "server": {"version": 1, "on": false, "offVariation": 0, "variations": [1]},
				  "client": {"version": 1, "on": false, "offVariation": 0, "variations": [2], "clientSide": true},
				  "available": {"version": 1, "on": false, "offVariation": 0, "variations": [3],
				    "clientSideAvailability": {"usingEnvironmentId": true, "usingMobileKey": true}}}}""",
				CLIENT_SIDE_ONLY);
		assertThat(json.has("server")).isFalse();
		assertThat(json.get("$flagsState").has("server")).isFalse();
		assertThat(json.get("client").intValue()).isEqualTo(2);
	}

	@Test
	void detailsOnlyForTrackedFlagsOnRequest() {
		ManualTime time = new ManualTime();
		long now = time.instant().toEpochMilli();
		FlagClient client = FlagClient.builder().featureStore(FlagFixtures.storeWith("""
				{"flags": {
				  "plain": {"version": 1, "on": false, "offVariation": 0, "variations": [1]},
				  "tracked": {"version": 2, "on": false, "offVariation": 0, "variations": [2], "trackEvents": true},
				  "debugged": {"version": 3, "on": false, "offVariation": 0, "variations": [3],
				    "debugEventsUntilDate": %d},
				  "no-longer": {"version": 4, "on": false, "offVariation": 0, "variations": [4],
				    "debugEventsUntilDate": %d},
				  "experiment": {"version": 5, "on": true, "fallthrough": {"variation": 0}, "variations": [5],
				    "trackEventsFallthrough": true}}}""".formatted(now + 1, now))).clock(time).build();
		client.start();
		String json = client.allFlagsState(CONTEXT, WITH_REASONS, DETAILS_ONLY_FOR_TRACKED_FLAGS).toJson();
		assertThat(parse(json).get("$flagsState")).isEqualTo(parse("""
				{"plain": {"variation": 0},
				 "tracked": {"variation": 0, "version": 2, "reason": {"kind": "OFF"}, "trackEvents": true},
				 "debugged": {"variation": 0, "version": 3, "reason": {"kind": "OFF"}, "debugEventsUntilDate": %d},
				 "no-longer": {"variation": 0, "debugEventsUntilDate": %d},
				 "experiment": {"variation": 0, "version": 5, "reason": {"kind": "FALLTHROUGH"}, "trackEvents": true,
				   "trackReason": true}}""".formatted(now + 1, now)));
		client.close();
	}

	@Test
	void representationIsCompact() {
		try (FlagClient client = FlagFixtures.clientWith("""
				{"flags": {"f": {"version": 1, "on": false, "offVariation": 0, "variations": [true]}}}""")) {
			assertThat(client.allFlagsState(CONTEXT).toJson())
				.isEqualTo("{\"f\":true,\"$flagsState\":{\"f\":{\"variation\":0,\"version\":1}},\"$valid\":true}");
		}
	}

	@Test
	void directPrerequisitesThatWereEvaluatedAreListedInOrder() {
		JsonNode states = json(PREREQUISITES).get("$flagsState");
		assertThat(states.get("top").get("prerequisites")).hasToString("[\"p1\",\"p2\"]");
		assertThat(states.get("p1").get("prerequisites")).hasToString("[\"p2\"]");
		assertThat(states.get("p2").has("prerequisites")).isFalse();
	}

	@Test
	void prerequisitesEndWithTheFirstFailureAndWithAMissingOne() {
		JsonNode states = json(PREREQUISITES).get("$flagsState");
		assertThat(states.get("failing").get("prerequisites")).hasToString("[\"p1\"]");
		assertThat(states.get("missing").get("prerequisites")).hasToString("[\"p2\"]");
	}

	@Test
	void abortedEvaluationListsNoPrerequisites() {
		assertThat(json(PREREQUISITES).get("$flagsState").get("aborted")).isEqualTo(parse("{\"version\": 1}"));
	}

	@Test
	void prerequisitesAreListedEvenIfTheyAreNotClientSide() {
		JsonNode json = json(PREREQUISITES, CLIENT_SIDE_ONLY);
		assertThat(json.has("p1")).isFalse();
		assertThat(json.get("$flagsState").get("top").get("prerequisites")).hasToString("[\"p1\",\"p2\"]");
	}

	@Test
	void stateWithoutDataIsNotValid() {
		FlagClient client = FlagClient.builder().build();
		client.start();
		FeatureFlagsState state = client.allFlagsState(CONTEXT);
		assertThat(state.isValid()).isFalse();
		assertThat(state.toJson()).isEqualTo("{\"$flagsState\":{},\"$valid\":false}");
		client.close();
	}

	@Test
	void stateForAnInvalidContextIsNotValid() {
		try (FlagClient client = FlagFixtures.clientWith(TWO_FLAGS)) {
			assertThat(client.allFlagsState(null).isValid()).isFalse();
			assertThat(client.allFlagsState(EvaluationContext.of("")).toJson())
				.isEqualTo("{\"$flagsState\":{},\"$valid\":false}");
		}
	}

	@Test
	void valuesAndReasonsCanBeLookedUp() {
		try (FlagClient client = FlagFixtures.clientWith(TWO_FLAGS)) {
			FeatureFlagsState state = client.allFlagsState(CONTEXT, WITH_REASONS);
			assertThat(state.isValid()).isTrue();
			assertThat(state.value("flag1")).isEqualTo(StringNode.valueOf("value1"));
			assertThat(state.value("unknown")).isNull();
			assertThat(state.reason("flag1")).isEqualTo(EvaluationReason.off());
			assertThat(state.reason("unknown")).isNull();
			assertThat(state.values()).containsOnlyKeys("flag1", "flag2");
			assertThat(client.allFlagsState(CONTEXT).reason("flag1")).isNull();
			assertThat(state).hasToString("the state of 2 flags");
		}
	}

	@Test
	void valuesAreCopies() {
		try (FlagClient client = FlagFixtures.clientWith(TWO_FLAGS)) {
			FeatureFlagsState state = client.allFlagsState(CONTEXT);
			((ObjectNode) state.value("flag2")).removeAll();
			((ObjectNode) state.values().get("flag2")).removeAll();
			assertThat(state.value("flag2")).hasToString("{\"a\":[1,2.5,null]}");
		}
	}

	@Test
	void flagWithoutValueHasTheJsonNull() {
		try (FlagClient client = FlagFixtures.clientWith("""
				{"flags": {"f": {"version": 1, "on": false, "variations": [true]}}}""")) {
			FeatureFlagsState state = client.allFlagsState(CONTEXT);
			assertThat(state.value("f")).isSameAs(NullNode.getInstance());
			assertThat(state.values()).containsEntry("f", NullNode.getInstance());
			assertThat(state.toJson())
				.isEqualTo("{\"f\":null,\"$flagsState\":{\"f\":{\"version\":1}},\"$valid\":true}");
		}
	}

	@Test
	void anyMapperWritesItLikewise() {
		try (FlagClient client = FlagFixtures.clientWith(TWO_FLAGS)) {
			FeatureFlagsState state = client.allFlagsState(CONTEXT);
			JsonMapper mapper = JsonMapper.builder().build();
			assertThat(mapper.writeValueAsString(state)).isEqualTo(state.toJson());
			assertThat(mapper.writeValueAsString(Map.of("state", state)))
				.isEqualTo("{\"state\":" + state.toJson() + "}");
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			state.writeTo(bytes);
			assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo(state.toJson());
		}
	}

	@Test
	void textOutsideAsciiIsWrittenAsUtf8() {
		try (FlagClient client = FlagFixtures.clientWith(
				FlagFixtures.flags(Map.of("schl\u00fcssel", FlagFixtures.flagWithValue("\"\u20ac \ud83d\ude00\""))))) {
			assertThat(client.allFlagsState(CONTEXT).toJson())
				.startsWith("{\"schl\u00fcssel\":\"\u20ac \ud83d\ude00\"");
		}
	}

	private static JsonNode json(String flags, FlagsStateOption... options) {
		try (FlagClient client = FlagFixtures.clientWith(flags)) {
			return parse(client.allFlagsState(CONTEXT, options).toJson());
		}
	}

	private static JsonNode parse(String json) {
		return Json.read(json);
	}

}
