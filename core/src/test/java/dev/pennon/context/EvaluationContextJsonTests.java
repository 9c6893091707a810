package dev.pennon.context;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class EvaluationContextJsonTests {

	private static final String ALLOWED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._";

	@ParameterizedTest
	@ValueSource(strings = { "{\"kind\":\"org\",\"key\":\"x\"}", "{\"kind\":\"org\",\"key\":\"x\",\"name\":\"a\"}",
			"{\"kind\":\"org\",\"key\":\"x\",\"anonymous\":true}", "{\"kind\":\"org\",\"key\":\"x\",\"a\":\"b\"}",
			"{\"kind\":\"org\",\"key\":\"x\",\"a\":\"b\",\"c\":\"d\"}",
			"{\"kind\":\"org\",\"key\":\"x\",\"_meta\":{\"privateAttributes\":[\"a\"]}}",
			"{\"kind\":\"org\",\"key\":\"x\",\"_meta\":{\"privateAttributes\":[\"a\",\"/b/c\"]}}",
			"{\"kind\":\"multi\",\"org\":{\"key\":\"x\",\"name\":\"n\"},\"user\":{\"key\":\"y\",\"a\":[1],"
					+ "\"_meta\":{\"privateAttributes\":[\"a\"]}}}",
			"{\"kind\":\"" + ALLOWED + "\",\"key\":\"x\"}",
			"{\"kind\":\"multi\",\"" + ALLOWED + "\":{\"key\":\"x\"},\"org\":{\"key\":\"x\"}}" })
	void staysAsItIs(String json) {
		assertThat(EvaluationContext.fromJson(json).error()).isNull();
		assertThat(EvaluationContext.fromJson(json).toJson()).isEqualTo(json);
		assertThat(EvaluationContext.fromJson(json.getBytes(StandardCharsets.UTF_8)))
			.isEqualTo(EvaluationContext.fromJson(json));
	}

	@ParameterizedTest
	@ValueSource(strings = { "false", "true", "-1000", "0", "1000", "-1000.5", "1000.5", "12345678901234567890", "\"\"",
			"\"abc\"", "\"has \\\"escaped\\\" characters\"", "[]", "[\"a\",\"b\",null]", "{}", "{\"a\":1,\"b\":null}" })
	void attributesStayAsTheyAre(String value) {
		String json = "{\"kind\":\"org\",\"key\":\"x\",\"attr1\":%s}".formatted(value);
		assertThat(EvaluationContext.fromJson(json).toJson()).isEqualTo(json);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"name\":null", "\"attr1\":null", "\"_meta\":null", "\"_meta\":{}",
			"\"_meta\":{\"privateAttributes\":null}", "\"_meta\":{\"privateAttributes\":[]}",
			"\"_meta\":{\"secondary\":\"x\",\"more\":1}", "\"anonymous\":false", "\"anonymous\":null", "\"\":1" })
	void dropsWhatSaysNothing(String member) {
		EvaluationContext context = EvaluationContext.fromJson("{\"kind\":\"org\",\"key\":\"x\",%s}".formatted(member));
		assertThat(context.error()).isNull();
		assertThat(context.toJson()).isEqualTo("{\"kind\":\"org\",\"key\":\"x\"}");
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{                                          | malformed
			{"kind":"org","key":"x"                    | malformed
			{"kind":"org","key":"x"} {}                | more text
			{"kind":"org","key":"x",}                  | malformed
			true                                       | not an object
			null                                       | not an object
			[]                                         | not an object
			"x"                                        | not an object
			{"kind":null,"key":"x"}                    | "kind"
			{"kind":true,"key":"x"}                    | "kind"
			{"kind":"","key":"x"}                      | "kind"
			{"kind":"kind","key":"x"}                  | "kind"
			{"kind":"org"}                             | "key"
			{"kind":"org","key":null}                  | "key"
			{"kind":"org","key":3}                     | "key"
			{"kind":"org","key":""}                    | "key"
			{"kind":"org","key":"x","name":3}          | "name"
			{"kind":"org","anonymous":null}            | "key"
			{"kind":"org","anonymous":"yes"}           | "anonymous"
			{"kind":"org","key":"x","anonymous":"yes"} | "anonymous"
			{"kind":"org","key":"x","_meta":3}         | "_meta"
			{"kind":"org","key":"x","_meta":[]}        | "_meta"
			{"kind":"org","_meta":{"privateAttributes":3}} | "_meta.privateAttributes"
			{"kind":"org","key":"x","_meta":{"privateAttributes":{}}} | "_meta.privateAttributes"
			{"kind":"org","key":"x","_meta":{"privateAttributes":{"a":"b"}}} | "_meta.privateAttributes"
			{"kind":"org","key":"x","_meta":{"privateAttributes":"a"}} | "_meta.privateAttributes"
			{"kind":"org","key":"x","_meta":{"privateAttributes":[3]}} | "_meta.privateAttributes"
			{"kind":"multi"}                           | no kinds
			{"kind":"multi","org":null}                | "org"
			{"kind":"multi","org":"x"}                 | "org"
			{"kind":"multi","org":{}}                  | "org"
			{"kind":"multi","multi":{"key":"x"}}       | "multi"
			{"kind":"multi","":{"key":"x"}}            | kind
			{"kind":"multi","org":{"key":"x"},"user":{"key":3}} | "user"
			""")
	void refuses(String json, String error) {
		EvaluationContext context = EvaluationContext.fromJson(json);
		assertThat(context.isValid()).isFalse();
		assertThat(context.error()).contains(error);
		assertThat(EvaluationContext.fromJson(json.getBytes(StandardCharsets.UTF_8))).isEqualTo(context);
	}

	@ParameterizedTest
	@NullAndEmptySource
	@ValueSource(strings = " ")
	void refusesNothing(String json) {
		assertThat(EvaluationContext.fromJson(json).error()).contains("missing");
	}

	@ParameterizedTest
	@NullAndEmptySource
	void refusesNoBytes(byte[] json) {
		assertThat(EvaluationContext.fromJson(json).error()).contains("missing");
	}

	@Test
	void refusesBytesThatAreNoText() {
		byte[] json = { '{', '"', (byte) 0xFF, (byte) 0xFE, '"', ':', '1', '}' };
		assertThat(EvaluationContext.fromJson(json).error()).contains("malformed");
	}

	@Test
	void refusesEveryForbiddenCharacterInAKind() {
		for (char ch = 1; ch < 256; ch++) {
			if (ALLOWED.indexOf(ch) == -1) {
				String kind = "org\\u%04x".formatted((int) ch);
				assertThat(EvaluationContext.fromJson("{\"kind\":\"%s\",\"key\":\"x\"}".formatted(kind)).error())
					.contains("U+%04X".formatted((int) ch));
				assertThat(EvaluationContext
					.fromJson("{\"kind\":\"multi\",\"a\":{\"key\":\"x\"},\"%s\":{\"key\":\"x\"}}".formatted(kind))
					.error()).contains("U+%04X".formatted((int) ch));
			}
		}
	}

	@Test
	void everyErrorOfAContextOfSeveralIsNamed() {
		EvaluationContext context = EvaluationContext
			.fromJson("{\"kind\":\"multi\",\"org\":{\"key\":3,\"name\":4},\"user\":null,\"a b\":{\"key\":\"x\"}}");
		assertThat(context.error()).contains("\"org\"")
			.contains("\"key\"")
			.contains("\"name\"")
			.contains("\"user\"")
			.contains("U+0020")
			.contains(", ");
	}

	@Test
	void aContextOfOneIsThatOne() {
		assertThat(EvaluationContext.fromJson("{\"kind\":\"multi\",\"org\":{\"kind\":\"x\",\"key\":\"o\"}}").toJson())
			.isEqualTo("{\"kind\":\"org\",\"key\":\"o\"}");
	}

	@Test
	void theLastOfEqualNamesCounts() {
		assertThat(EvaluationContext.fromJson("{\"kind\":\"org\",\"key\":\"x\",\"a\":1,\"a\":null,\"key\":\"y\"}"))
			.isEqualTo(EvaluationContext.of(ContextKind.of("org"), "y"));
	}

	@Test
	void absurdNestingIsRefused() {
		for (String json : new String[] { "[".repeat(10_000), "{\"a\":".repeat(10_000),
				"{\"kind\":\"org\",\"key\":\"x\",\"a\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}",
				"{\"key\":\"x\",\"custom\":" + "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000) + "}" }) {
			assertThat(EvaluationContext.fromJson(json).isValid()).isFalse();
		}
	}

	@Test
	void aLargeContextIsReadAndWritten() {
		StringBuilder json = new StringBuilder("{\"kind\":\"org\",\"key\":\"x\"");
		for (int i = 0; json.length() < 10_000_000; i++) {
			json.append(",\"attribute")
				.append(i)
				.append("\":[\"")
				.append("x".repeat(1000))
				.append("\",")
				.append(i)
				.append(']');
		}
		json.append('}');
		EvaluationContext context = EvaluationContext.fromJson(json.toString());
		assertThat(context.error()).isNull();
		assertThat(context.toJson().contentEquals(json)).isTrue();
		assertThat(context.value("attribute77")).isNotNull();
	}

}
