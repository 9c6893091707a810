package dev.pennon.model;

import java.nio.charset.StandardCharsets;

import dev.pennon.store.InvalidItemException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for reading segments from JSON.
 */
class SegmentParserTests {

	private static Segment parse(String json) {
		return DataKinds.SEGMENTS.decode("s", json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
	}

	@Test
	void everyPropertyIsRead() {
		Segment segment = parse("""
				{"key":"s","version":3,"included":["u1","u2"],"excluded":["u3"],"salt":"x",
				 "includedContexts":[{"contextKind":"org","values":["o1"]}],
				 "excludedContexts":[{"contextKind":"org","values":["o2"]}],
				 "rules":[{"id":"r","clauses":[{"op":"segmentMatch","values":["t"]}]},
				  {"clauses":[],"weight":25000,"bucketBy":"/a/b","rolloutContextKind":"org"}]}""");
		assertThat(segment.key()).isEqualTo("s");
		assertThat(segment.version()).isEqualTo(3);
		assertThat(segment.includedUsers().contains("u2")).isTrue();
		assertThat(segment.includedUsers().contains("u3")).isFalse();
		assertThat(segment.excludedUsers().contains("u3")).isTrue();
		assertThat(contains(segment.firstIncluded(), "org", "o1")).isTrue();
		assertThat(contains(segment.firstIncluded(), "org", "o2")).isFalse();
		assertThat(contains(segment.firstExcluded(), "org", "o2")).isTrue();
		assertThat(segment.segmentKeys()).containsExactly("t");
		assertThat(segment.isNested()).isTrue();
		assertThat(segment.rules().get(0).bucketing()).isNull();
		SegmentRule weighted = segment.rules().get(1);
		assertThat(weighted.upperBound()).isCloseTo(0.25, within(1e-9));
		Bucketing bucketing = weighted.bucketing();
		assertThat(bucketing).isNotNull();
		assertThat(bucketing.contextKind().value()).isEqualTo("org");
		assertThat(bucketing.attribute()).hasToString("/a/b");
		assertThat(bucketing.hashPrefix()).asString(StandardCharsets.UTF_8).isEqualTo("s.x.");
		assertThat(segment.isUnbounded()).isFalse();
		assertThat(segment.bigSegmentReference()).isNull();
	}

	private static boolean contains(@Nullable SegmentTarget target, String contextKind, String key) {
		return target != null && target.contextKind().value().equals(contextKind) && target.next() == null
				&& target.keys().contains(key);
	}

	@Test
	void contextsOfSeveralKindsKeepTheirOrder() {
		SegmentTarget first = parse("""
				{"includedContexts":[{"contextKind":"org","values":["o"]},{"values":["u"]},
				 {"contextKind":"device","values":["d"]}]}""").firstIncluded();
		assertThat(Chain.toList(first, SegmentTarget::next)).extracting((target) -> target.contextKind().value())
			.containsExactly("org", "user", "device");
	}

	@Test
	void bigSegmentIsReferredToByKeyAndGeneration() {
		Segment segment = parse("{'key':'own','unbounded':true,'unboundedContextKind':'org','generation':12}");
		assertThat(segment.isUnbounded()).isTrue();
		assertThat(segment.unboundedContextKind().value()).isEqualTo("org");
		assertThat(segment.bigSegmentReference()).isEqualTo("own.g12");
	}

	@Test
	void bigSegmentWithoutGenerationHasNoReference() {
		assertThat(parse("{'unbounded':true}").bigSegmentReference()).isNull();
		assertThat(parse("{'unbounded':true,'generation':null}").bigSegmentReference()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}",
			"""
					{"key":null,"version":null,"deleted":null,"included":null,"excluded":null,"includedContexts":null,"salt":null,
					 "excludedContexts":null,"rules":null,"unbounded":null,"unboundedContextKind":null,"generation":null}""" })
	void absentPropertiesAndNullHaveDefaults(String json) {
		Segment segment = parse(json);
		assertThat(segment.key()).isEqualTo("s");
		assertThat(segment.evaluationKey()).isEqualTo("s");
		assertThat(segment.version()).isZero();
		assertThat(segment.isDeleted()).isFalse();
		assertThat(segment.includedUsers().isEmpty()).isTrue();
		assertThat(segment.excludedUsers().isEmpty()).isTrue();
		assertThat(segment.firstIncluded()).isNull();
		assertThat(segment.firstExcluded()).isNull();
		assertThat(segment.rules()).isEmpty();
		assertThat(segment.isNested()).isFalse();
		assertThat(segment.segmentKeys()).isEmpty();
		assertThat(segment.isUnbounded()).isFalse();
		assertThat(segment.unboundedContextKind().value()).isEqualTo("user");
	}

	@Test
	void unknownPropertiesArePassedOver() {
		Segment segment = parse(
				"{'unknown':[{}],'includedContexts':[{'unknown':{'values':1},'values':['k']}],'rules':[{'unknown':[[]]}]}");
		assertThat(contains(segment.firstIncluded(), "user", "k")).isTrue();
		assertThat(segment.rules()).hasSize(1);
	}

	@Test
	void segmentWhoseRulesNameNoSegmentIsNotNested() {
		assertThat(parse("{'rules':[{'clauses':[{'attribute':'key','op':'in','values':['t']}]}]}").isNested())
			.isFalse();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			1                                           | segment 's' must be an object
			{'included':'u'}                            | 'included' must be an array
			{'excluded':[1]}                            | 'excluded[0]' must be a string
			{'includedContexts':[{'values':{}}]}        | 'includedContexts[0].values' must be an array
			{'excludedContexts':[{'contextKind':1}]}    | 'excludedContexts[0].contextKind' must be a string
			{'rules':[{'weight':'1'}]}                  | 'rules[0].weight' must be an integer
			{'rules':[{'rolloutContextKind':1}]}        | 'rules[0].rolloutContextKind' must be a string
			{'unbounded':1}                             | 'unbounded' must be a boolean
			{'generation':'1'}                          | 'generation' must be an integer
			""")
	void wrongTypeIsNamed(String json, String problem) {
		assertThatExceptionOfType(InvalidItemException.class).isThrownBy(() -> parse(json))
			.withMessageStartingWith("segment 's' ")
			.withMessageContaining(problem);
	}

}
