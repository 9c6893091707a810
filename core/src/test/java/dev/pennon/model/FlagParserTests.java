package dev.pennon.model;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

import dev.pennon.evaluation.ErrorKind;
import dev.pennon.evaluation.EvaluationReason;
import dev.pennon.internal.json.Json;
import dev.pennon.store.InvalidItemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for reading flags from JSON.
 */
class FlagParserTests {

	private static final String MAXIMAL = """
			{"key":"f","version":7,"on":true,"salt":"s","clientSide":true,"trackEvents":false,"trackEventsFallthrough":true,
			 "debugEventsUntilDate":1700000000000,"samplingRatio":2,"excludeFromSummaries":true,"migration":{"checkRatio":5},
			 "prerequisites":[{"key":"p","variation":0},{"key":"q","variation":1}],
			 "targets":[{"variation":0,"values":["u1"]}],
			 "contextTargets":[{"contextKind":"org","variation":1,"values":["o1"]},{"contextKind":"user","variation":0,"values":[]}],
			 "rules":[{"id":"r","trackEvents":true,"variation":1,
			   "clauses":[{"contextKind":"user","attribute":"/address/city","op":"in","values":["X"],"negate":false}]},
			   {"variation":0,"clauses":[{"op":"segmentMatch","values":["s1","s2"]}]},
			   {"variation":0,"clauses":[{"op":"segmentMatch","values":["s2","s3"]}]}],
			 "fallthrough":{"rollout":{"kind":"experiment","contextKind":"user","seed":61,
			   "variations":[{"variation":0,"weight":50000},{"variation":1,"weight":50000,"untracked":true}]}},
			 "offVariation":0,"variations":["a","b"]}""";

	private static FeatureFlag parse(String json) {
		return DataKinds.FEATURES.decode("f", json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
	}

	@Test
	void everyPropertyIsRead() {
		FeatureFlag flag = parse(MAXIMAL);
		assertThat(flag.key()).isEqualTo("f");
		assertThat(flag.evaluationKey()).isEqualTo("f");
		assertThat(flag.version()).isEqualTo(7);
		assertThat(flag.isDeleted()).isFalse();
		assertThat(flag.isOn()).isTrue();
		assertThat(flag.isClientSide()).isTrue();
		assertThat(flag.isTrackEvents()).isFalse();
		assertThat(flag.isTrackEventsFallthrough()).isTrue();
		assertThat(flag.debugEventsUntilDate()).isEqualTo(1700000000000L);
		assertThat(flag.samplingRatio()).isEqualTo(2);
		assertThat(flag.isExcludeFromSummaries()).isTrue();
		assertThat(flag.migrationCheckRatio()).isEqualTo(5);
		assertThat(flag.prerequisites()).extracting(Prerequisite::key).containsExactly("p", "q");
		assertThat(flag.prerequisites()).extracting(Prerequisite::variation).containsExactly(0, 1);
		assertThat(flag.targets()).extracting((target) -> target.contextKind().value()).containsExactly("org", "user");
		assertThat(flag.targets().get(1).contains("u1")).isTrue();
		assertThat(flag.rules()).extracting(Rule::isTrackEvents).containsExactly(true, false, false);
		assertThat(flag.segmentKeys()).containsExactly("s1", "s2", "s3");
		assertThat(flag.fallthrough().rollout()).isNotNull();
		assertThat(flag.variations()).hasToString("[\"a\", \"b\"]");
		assertThat(flag.isSelfContained()).isFalse();
	}

	@Test
	void clauseIsCompiled() {
		Clause clause = parse(MAXIMAL).rules().get(0).clauses().get(0);
		assertThat(clause.contextKind().value()).isEqualTo("user");
		assertThat(clause.attribute()).hasToString("/address/city");
		assertThat(clause.isNegated()).isFalse();
		assertThat(clause.isSegmentMatch()).isFalse();
		assertThat(clause.isAboutValue()).isTrue();
	}

	@Test
	void clauseWithoutValuesHasNone() {
		List<Clause> clauses = clauses("{'op':'in','values':['a',1]}", "{'op':'in'}", "{'op':'in','values':null}",
				"{'op':'segmentMatch','values':['s']}", "{'op':'segmentMatch'}");
		assertThat(matches(clauses.get(0), "'a'")).isTrue();
		assertThat(matches(clauses.get(0), "1")).isTrue();
		for (Clause clause : clauses.subList(1, 3)) {
			assertThat(matches(clause, "'a'")).isFalse();
			assertThat(matches(clause, "1")).isFalse();
		}
		assertThat(clauses.get(3).segmentKeys()).containsExactly("s");
		assertThat(clauses.get(4).segmentKeys()).isEmpty();
	}

	@Test
	void lastOfTwoListsOfValuesCounts() {
		Clause clause = clauses("{'op':'in','values':['a',1],'values':['b']}").get(0);
		assertThat(matches(clause, "'b'")).isTrue();
		assertThat(matches(clause, "'a'")).isFalse();
		assertThat(matches(clause, "1")).isFalse();
	}

	private static List<Clause> clauses(String... clauses) {
		return parse("{'rules':[{'clauses':[%s]}]}".formatted(String.join(",", clauses))).rules().get(0).clauses();
	}

	private static boolean matches(Clause clause, String json) {
		return clause.matches(Json.read(json.replace('\'', '"')), new LongAdder());
	}

	@Test
	void firstBucketOfAnExperimentIsPartOfIt() {
		Rollout rollout = parse(MAXIMAL).fallthrough().rollout();
		assertThat(rollout).isNotNull();
		assertThat(rollout.resultFor(0).reason().inExperiment()).isTrue();
		assertThat(rollout.resultFor(0).variationIndex()).isZero();
		assertThat(rollout.resultFor(-1).reason().inExperiment()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", """
			{"key":null,"version":null,"deleted":null,"on":null,"salt":null,"clientSide":null,"trackEvents":null,
			 "trackEventsFallthrough":null,"debugEventsUntilDate":null,"samplingRatio":null,"excludeFromSummaries":null,
			 "migration":null,"prerequisites":null,"targets":null,"contextTargets":null,"rules":null,"fallthrough":null,
			 "offVariation":null,"variations":null}""" })
	void absentPropertiesAndNullHaveDefaults(String json) {
		FeatureFlag flag = parse(json);
		assertThat(flag.key()).isEqualTo("f");
		assertThat(flag.evaluationKey()).isEqualTo("f");
		assertThat(flag.version()).isZero();
		assertThat(flag.isDeleted()).isFalse();
		assertThat(flag.isOn()).isFalse();
		assertThat(flag.isClientSide()).isFalse();
		assertThat(flag.isTrackEvents()).isFalse();
		assertThat(flag.isTrackEventsFallthrough()).isFalse();
		assertThat(flag.debugEventsUntilDate()).isNull();
		assertThat(flag.samplingRatio()).isEqualTo(1);
		assertThat(flag.isExcludeFromSummaries()).isFalse();
		assertThat(flag.migrationCheckRatio()).isNull();
		assertThat(flag.prerequisites()).isEmpty();
		assertThat(flag.targets()).isEmpty();
		assertThat(flag.rules()).isEmpty();
		assertThat(flag.variations()).isEmpty();
		assertThat(flag.segmentKeys()).isEmpty();
		assertThat(flag.offResult().value()).isNull();
		assertThat(flag.offResult().reason()).isEqualTo(EvaluationReason.off());
		assertThat(flag.fallthrough().result().reason()).isEqualTo(EvaluationReason.error(ErrorKind.MALFORMED_FLAG));
		assertThat(flag.isSelfContained()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "'rules':[{'id':null,'clauses':null,'trackEvents':null,'variation':null,'rollout':null}]",
			"'rules':[{'clauses':[{'contextKind':null,'attribute':null,'op':null,'values':null,'negate':null}]}]",
			"'fallthrough':{'rollout':{'kind':null,'contextKind':null,'bucketBy':null,'seed':null,'variations':null}}",
			"'fallthrough':{'rollout':{'variations':[{'variation':null,'weight':null,'untracked':null}]}}",
			"'prerequisites':[{'key':null,'variation':null}]",
			"'targets':[{'contextKind':null,'variation':null,'values':null}]", "'migration':{'checkRatio':null}",
			"'unknown':{'on':[1,{'x':'y'}],'version':'z'},'$ref':[]",
			"'rules':[{'unknown':{},'clauses':[{'unknown':[[]]}],'rollout':{'unknown':1}}]",
			"'prerequisites':[{'unknown':{'key':[]}}],'targets':[{'unknown':[{'values':1}]}]",
			"'fallthrough':{'rollout':{'variations':[{'unknown':{'weight':'x'}}]}},'migration':{'unknown':[{}]}",
			"'version':7.0,'debugEventsUntilDate':1.7e12", "'key':''" })
	void oddButAcceptableJsonIsRead(String properties) {
		assertThat(parse("{%s}".formatted(properties)).key()).isEqualTo("f");
	}

	@Test
	void ownKeyMayDifferFromTheStorageKey() {
		FeatureFlag flag = DataKinds.FEATURES.decode("$a/b", "{\"key\":\"own\"}".getBytes(StandardCharsets.UTF_8));
		assertThat(flag.key()).isEqualTo("$a/b");
		assertThat(flag.evaluationKey()).isEqualTo("own");
	}

	@Test
	void storageKeyMayBeEmpty() {
		assertThat(DataKinds.FEATURES.decode("", "{}".getBytes(StandardCharsets.UTF_8)).key()).isEmpty();
	}

	@Test
	void migrationWithoutCheckRatioChecksAlways() {
		assertThat(parse("{'migration':{}}").migrationCheckRatio()).isEqualTo(1);
	}

	@Test
	void integerMayBeWrittenAsAFraction() {
		FeatureFlag flag = parse("{'version':7.0,'debugEventsUntilDate':1.7e12}");
		assertThat(flag.version()).isEqualTo(7);
		assertThat(flag.debugEventsUntilDate()).isEqualTo(1_700_000_000_000L);
	}

	@Test
	void trackedFlagSaysSo() {
		assertThat(parse("{'trackEvents':true}").isTrackEvents()).isTrue();
	}

	@Test
	void versionMayNeedMoreThan32Bits() {
		assertThat(parse("{'version':9007199254740993}").version()).isEqualTo(9007199254740993L);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					[]                                          | flag 'f' must be an object (line 1, column 1)
					'x'                                         | flag 'f' must be an object (line 1, column 1)
					{'key':1}                                   | 'key' must be a string
					{'version':'1'}                             | 'version' must be an integer of at most 64 bits
					{'version':1.5}                             | 'version' must be an integer of at most 64 bits
					{'version':9223372036854775808}             | 'version' must be an integer of at most 64 bits
					{'version':9223372036854775808.0}           | 'version' must be an integer of at most 64 bits
					{'on':1}                                    | 'on' must be a boolean
					{'deleted':'true'}                          | 'deleted' must be a boolean
					{'salt':{}}                                 | 'salt' must be a string
					{'variations':{}}                           | 'variations' must be an array
					{'offVariation':true}                       | 'offVariation' must be an integer of at most 64 bits
					{'fallthrough':[]}                          | 'fallthrough' must be an object
					{'fallthrough':{'rollout':1}}               | 'fallthrough.rollout' must be an object
					{'rules':{}}                                | 'rules' must be an array
					{'rules':[null]}                            | 'rules[0]' must be an object
					{'rules':[{},{'clauses':[{},{'op':1}]}]}    | 'rules[1].clauses[1].op' must be a string
					{'rules':[{'clauses':[{'values':'x'}]}]}    | 'rules[0].clauses[0].values' must be an array
					{'rules':[{'clauses':[{'values':[1,[2],{'a':3}],'negate':0}]}]} | 'rules[0].clauses[0].negate' must be a boolean
					{'targets':[{'values':['a',1]}]}            | 'targets[0].values[1]' must be a string
					{'targets':[{'values':[null]}]}             | 'targets[0].values[0]' must be a string
					{'prerequisites':[{'variation':'0'}]}       | 'prerequisites[0].variation' must be an integer of at most 64 bits
					{'migration':5}                             | 'migration' must be an object
					{'debugEventsUntilDate':'2020'}             | 'debugEventsUntilDate' must be an integer of at most 64 bits
					{'rules':[{'rollout':{'variations':[{'weight':[]}]}}]} | 'rules[0].rollout.variations[0].weight' must be an integer
					""")
	void wrongTypeIsNamedWithItsPlace(String json, String problem) {
		assertThatExceptionOfType(InvalidItemException.class).isThrownBy(() -> parse(json))
			.withMessageStartingWith("flag 'f' ")
			.withMessageContaining(problem);
	}

	@Test
	void placeOfAWrongTypeIsItsLineAndColumn() {
		assertThatExceptionOfType(InvalidItemException.class).isThrownBy(() -> parse("{\n  'on': true,\n  'salt': 17}"))
			.withMessage("flag 'f' has a wrong type: 'salt' must be a string (line 3, column 11)");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "{", "{'on':tru}", "{'on':true", "{'on':true}}", "{'on':true} {}",
			"{'variations':[", "{'unknown':[1,", "{on:true}", "\u0000", "{'a':01}" })
	void textThatIsNotJsonIsRefused(String json) {
		assertThatExceptionOfType(InvalidItemException.class).isThrownBy(() -> parse(json))
			.withMessageStartingWith("flag 'f' ")
			.withMessageContaining("(line 1, column ");
	}

	@Test
	void valuesNestedTooDeeplyAreRefused() {
		assertThatExceptionOfType(InvalidItemException.class)
			.isThrownBy(() -> parse("{'variations':%s%s}".formatted("[".repeat(100_000), "]".repeat(100_000))));
	}

	@Test
	void variationsCannotBeModified() {
		FeatureFlag flag = parse("{'variations':[{'a':[1]}]}");
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> flag.variations().get(0).asObject().put("b", 1));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			'on':true                                                                          | true
			'fallthrough':{'variation':1},'targets':[{'values':['x']}]                         | true
			'rules':[{'variation':1,'clauses':[{'attribute':'key','op':'in','values':['x']}]}] | true
			'prerequisites':[{'key':'p'}]                                                      | false
			'fallthrough':{'rollout':{'variations':[{}]}}                                      | false
			'rules':[{'rollout':{'variations':[{}]}}]                                          | false
			'rules':[{'variation':1,'clauses':[{'op':'segmentMatch','values':[]}]}]            | false
			""")
	void flagKnowsWhetherItIsSelfContained(String properties, boolean selfContained) {
		assertThat(parse("{%s}".formatted(properties)).isSelfContained()).isEqualTo(selfContained);
	}

	@Test
	void flagThatTellsNobodyApartHasAResultForAll() {
		FeatureFlag off = parse("{'on':false,'offVariation':0,'variations':[true],'rules':[{'variation':0}]}");
		assertThat(off.constantResult()).isNotNull().isSameAs(off.offResult());
		FeatureFlag fallthrough = parse("{'on':true,'variations':[true],'fallthrough':{'variation':0}}");
		assertThat(fallthrough.constantResult()).isNotNull().isSameAs(fallthrough.fallthrough().result());
	}

	@ParameterizedTest
	@ValueSource(strings = { "'targets':[{'values':['k'],'variation':0}]", "'rules':[{'variation':0}]",
			"'prerequisites':[{'key':'p','variation':0}]",
			"'fallthrough':{'rollout':{'variations':[{'variation':0,'weight':100000}]}}" })
	void flagThatTellsContextsApartHasNoResultForAll(String properties) {
		FeatureFlag flag = parse(
				"{'on':true,'variations':[true],'fallthrough':{'variation':0},%s}".formatted(properties));
		assertThat(flag.constantResult()).isNull();
	}

	@Test
	void reasonTellsWhetherAnEvaluationIsPartOfAnExperiment() {
		FeatureFlag tracked = parse("{'trackEventsFallthrough':true,'rules':[{'trackEvents':true},{}]}");
		assertThat(tracked.isExperiment(EvaluationReason.fallthrough(false))).isTrue();
		assertThat(tracked.isExperiment(EvaluationReason.ruleMatch(0, null, false))).isTrue();
		assertThat(tracked.isExperiment(EvaluationReason.ruleMatch(1, null, false))).isFalse();
		assertThat(tracked.isExperiment(EvaluationReason.ruleMatch(1, null, true))).isTrue();
		assertThat(tracked.isExperiment(EvaluationReason.ruleMatch(2, null, false))).isFalse();
		assertThat(tracked.isExperiment(EvaluationReason.targetMatch())).isFalse();
		assertThat(tracked.isExperiment(EvaluationReason.off())).isFalse();
		FeatureFlag untracked = parse("{'trackEvents':true}");
		assertThat(untracked.isExperiment(EvaluationReason.fallthrough(false))).isFalse();
		assertThat(untracked.isExperiment(EvaluationReason.fallthrough(true))).isTrue();
	}

}
