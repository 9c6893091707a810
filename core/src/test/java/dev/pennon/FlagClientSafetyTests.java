package dev.pennon;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.pennon.context.EvaluationContext;
import dev.pennon.datasource.file.FileDataSourceConfig;
import dev.pennon.datasource.file.FileUpdateProcessor;
import dev.pennon.datasource.file.FlagFile;
import dev.pennon.evaluation.ErrorKind;
import dev.pennon.evaluation.EvaluationDetail;
import dev.pennon.evaluation.EvaluationReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What hostile flags and contexts do to a client that reads a flag file: every question
 * has an answer, and soon.
 */
@Timeout(60)
class FlagClientSafetyTests {

	private static final EvaluationContext USER = EvaluationContext.of("user-key");

	/** Levels of JSON around a clause's value in a flag file. */
	private static final int LEVELS_AROUND_A_VALUE = 8;

	private static final int DEEPEST_JSON = 500;

	private static final int DEEPEST_CHAIN = 500;

	@ParameterizedTest
	@ValueSource(strings = { "(a+)+$", "(a|aa)+$", "^(([a-z])+.)+[A-Z]([a-z])+$" })
	void hostilePatternOnLongTextDoesNotMatch(String pattern) {
		EvaluationContext context = EvaluationContext.builder("u").set("attr", "a".repeat(50_000) + "!").build();
		try (FlagClient client = clientWith(flagWithClause("matches", "\"" + pattern + "\""))) {
			assertThat(answer(client, context)).isEqualTo(fallthrough());
		}
	}

	@Test
	void valueNestedAsDeepAsAFlagFileAllowsIsCompared() {
		String value = nested(DEEPEST_JSON - LEVELS_AROUND_A_VALUE, "1");
		try (FlagClient client = clientWith(flagWithClause("in", value))) {
			assertThat(client.isInitialized()).isTrue();
			assertThat(answer(client, contextWith(value))).isEqualTo(match());
			assertThat(answer(client, contextWith(nested(DEEPEST_JSON - LEVELS_AROUND_A_VALUE, "2"))))
				.isEqualTo(fallthrough());
		}
	}

	@Test
	void valueNestedDeeperThanAFlagFileAllowsIsNotLoaded() {
		String value = nested(DEEPEST_JSON - LEVELS_AROUND_A_VALUE + 1, "1");
		try (FlagClient client = clientWith(flagWithClause("in", value), StartupPolicy.BACKGROUND)) {
			await()
				.untilAsserted(() -> assertThat(client.dataSourceStatusProvider().getStatus().lastError()).isNotNull());
			assertThat(client.isInitialized()).isFalse();
			assertThat(answer(client, USER)).isEqualTo(error(ErrorKind.CLIENT_NOT_READY));
		}
	}

	private static String nested(int levels, String innermost) {
		return "[".repeat(levels) + innermost + "]".repeat(levels);
	}

	/** An attribute that is a list matches if one of its elements does. */
	private static EvaluationContext contextWith(String element) {
		EvaluationContext context = EvaluationContext
			.fromJson("{\"kind\":\"user\",\"key\":\"u\",\"attr\":[" + element + "]}");
		assertThat(context.error()).isNull();
		return context;
	}

	@ParameterizedTest
	@CsvSource({ "in, y", "contains, y", "startsWith, y", "endsWith, y", "matches, x+y", "semVerEqual, 1.0.0",
			"before, 2020-01-01T00:00:00Z", "lessThan, 1" })
	void textOfTenMegabytesIsEvaluated(String operator, String value) {
		String text = "x".repeat(10_000_000);
		EvaluationContext context = EvaluationContext.builder(text).set("attr", text).build();
		try (FlagClient client = clientWith(flagWithClause(operator, "\"" + value + "\""))) {
			assertThat(answer(client, context)).isEqualTo(fallthrough());
		}
	}

	@Test
	void contextOfTenMegabytesOfAttributesIsEvaluated() {
		String attributes = IntStream.range(0, 50_000)
			.mapToObj((i) -> "\"attribute-%05d\": [\"%s\", {\"of\": [1, 2]}]".formatted(i, "x".repeat(170)))
			.collect(Collectors.joining(","));
		assertThat(attributes).hasSizeGreaterThan(10_000_000);
		EvaluationContext context = EvaluationContext
			.fromJson("{\"kind\":\"user\",\"key\":\"u\",\"attr\":\"x\"," + attributes + "}");
		assertThat(context.error()).isNull();
		try (FlagClient client = clientWith(flagWithClause("in", "\"x\""))) {
			assertThat(answer(client, context)).isEqualTo(match());
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { DEEPEST_CHAIN, DEEPEST_CHAIN + 1, 10_000 })
	void chainOfPrerequisitesHasAnAnswer(int depth) {
		String flags = IntStream.rangeClosed(0, depth)
			.mapToObj((i) -> flag((i == 0) ? "flag" : "p" + i,
					(i < depth) ? "\"prerequisites\":[{\"key\":\"p%d\",\"variation\":1}],".formatted(i + 1) : ""))
			.collect(Collectors.joining(","));
		try (FlagClient client = clientWith("{\"flags\":{" + flags + "}}")) {
			assertThat(answer(client, USER))
				.isEqualTo((depth <= DEEPEST_CHAIN) ? fallthrough() : error(ErrorKind.MALFORMED_FLAG));
			assertThat(client.stringVariation("p" + depth, USER, "default")).isEqualTo("no");
		}
	}

	@Test
	void allFlagsOfALongChainHaveAnAnswer() {
		int depth = DEEPEST_CHAIN + 5;
		String flags = IntStream.rangeClosed(0, depth)
			.mapToObj((i) -> flag("p" + i,
					(i < depth) ? "\"prerequisites\":[{\"key\":\"p%d\",\"variation\":1}],".formatted(i + 1) : ""))
			.collect(Collectors.joining(","));
		try (FlagClient client = clientWith("{\"flags\":{" + flags + "}}")) {
			FeatureFlagsState all = client.allFlagsState(USER);
			assertThat(all.value("p" + (depth - DEEPEST_CHAIN))).hasToString("\"no\"");
			assertThat(all.value("p" + (depth - DEEPEST_CHAIN - 1))).hasToString("null");
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { DEEPEST_CHAIN, DEEPEST_CHAIN + 1, 10_000 })
	void chainOfSegmentsHasAnAnswer(int depth) {
		String segments = IntStream.rangeClosed(0, depth)
			.mapToObj((i) -> "\"s%d\":{\"version\":1,\"salt\":\"s\",%s}".formatted(i,
					(i < depth) ? "\"rules\":[{\"clauses\":[" + clause("segmentMatch", "\"s" + (i + 1) + "\"") + "]}]"
							: "\"included\":[\"user-key\"]"))
			.collect(Collectors.joining(","));
		String flag = flag("flag",
				"\"rules\":[{\"variation\":2,\"clauses\":[" + clause("segmentMatch", "\"s0\"") + "]}],");
		try (FlagClient client = clientWith("{\"flags\":{" + flag + "},\"segments\":{" + segments + "}}")) {
			assertThat(answer(client, USER))
				.isEqualTo((depth <= DEEPEST_CHAIN) ? match() : error(ErrorKind.MALFORMED_FLAG));
		}
	}

	private static String flagWithClause(String operator, String value) {
		String rules = "\"rules\":[{\"variation\":2,\"clauses\":[" + clause(operator, value) + "]}],";
		return "{\"flags\":{" + flag("flag", rules) + "}}";
	}

	private static String clause(String operator, String value) {
		return "{\"attribute\":\"attr\",\"op\":\"%s\",\"values\":[%s]}".formatted(operator, value);
	}

	/** A flag that gives "no" unless a rule gives "yes". */
	private static String flag(String key, String properties) {
		return """
				"%s":{%s"version":1,"on":true,"variations":["off","no","yes"],"offVariation":0,"fallthrough":{"variation":1},"salt":"s"}"""
			.formatted(key, properties);
	}

	private static FlagClient clientWith(String file) {
		return clientWith(file, StartupPolicy.WAIT);
	}

	private static FlagClient clientWith(String file, StartupPolicy policy) {
		FileDataSourceConfig config = FileDataSourceConfig.builder()
			.file(FlagFile.of("flags.json", () -> new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8))))
			.build();
		FlagClient client = FlagClient.builder()
			.updateProcessor((sink) -> new FileUpdateProcessor(sink, config))
			.startup(policy, Duration.ofSeconds(40))
			.build();
		client.start();
		return client;
	}

	private static EvaluationDetail<String> answer(FlagClient client, EvaluationContext context) {
		return client.stringVariationDetail("flag", context, "default");
	}

	private static EvaluationDetail<String> match() {
		return new EvaluationDetail<>("yes", 2, EvaluationReason.ruleMatch(0, null, false));
	}

	private static EvaluationDetail<String> fallthrough() {
		return new EvaluationDetail<>("no", 1, EvaluationReason.fallthrough(false));
	}

	private static EvaluationDetail<String> error(ErrorKind kind) {
		return new EvaluationDetail<>("default", EvaluationDetail.NO_VARIATION, EvaluationReason.error(kind));
	}

}
