package dev.pennon.internal.json;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.POJONode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class JsonTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			null                      | null
			true                      | true
			1                         | 1.0
			0                         | -0.0
			100                       | 1e2
			9007199254740992          | 9007199254740993
			123456789012345678901     | 1.2345678901234568e20
			"abc"                     | "\\u0061bc"
			[]                        | []
			[1, [2.0]]                | [1.0, [2]]
			{}                        | {}
			{"a": 1, "b": {"c": []}}  | {"b": {"c": []}, "a": 1.0}
			""")
	void equalJson(String left, String right) {
		assertThat(Json.equal(Json.read(left), Json.read(right))).isTrue();
		assertThat(Json.hash(Json.read(left))).isEqualTo(Json.hash(Json.read(right)));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			null      | false
			true      | false
			true      | 1
			false     | 0
			1         | 2
			1         | "1"
			""        | null
			[]        | {}
			[1, 2]    | [2, 1]
			[true]    | [1]
			[1]       | [1, 1]
			{"a": 1}  | {"a": true}
			{"a": 1}  | {"b": 1}
			{"a": null} | {}
			{"a": null} | {"b": null}
			""")
	void differentJson(String left, String right) {
		assertThat(Json.equal(Json.read(left), Json.read(right))).isFalse();
		assertThat(Json.equal(Json.read(right), Json.read(left))).isFalse();
	}

	@Test
	void anAbsentValueEqualsOnlyAnAbsentOne() {
		assertThat(Json.equal(null, null)).isTrue();
		assertThat(Json.equal(null, Json.read("null"))).isFalse();
		assertThat(Json.equal(Json.read("null"), null)).isFalse();
		assertThat(Json.hash(null)).isZero();
	}

	@Test
	void treesOfAbsurdDepthAreComparedWithoutOverflow() {
		JsonNode left = nested(100_000);
		JsonNode right = nested(100_000);
		assertThat(Json.equal(left, left)).isTrue();
		assertThat(Json.equal(left, right)).isFalse();
		assertThat(Json.hash(left)).isEqualTo(Json.hash(right));
	}

	@Test
	void treesAsDeepAsCanBeReadAreEqual() {
		assertThat(Json.equal(nested(Json.MAX_DEPTH), nested(Json.MAX_DEPTH))).isTrue();
	}

	@Test
	void textAsDeepAsAllowedIsReadAndWritten() {
		String text = "[".repeat(Json.MAX_DEPTH) + "]".repeat(Json.MAX_DEPTH);
		assertThat(Json.write(Json.read(text))).isEqualTo(text);
	}

	@Test
	void deeperTextIsRefused() {
		String text = "[".repeat(Json.MAX_DEPTH + 1) + "]".repeat(Json.MAX_DEPTH + 1);
		assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> Json.read(text));
	}

	@Test
	void treesOfAbsurdDepthAreNotWritten() {
		assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> Json.write(nested(100_000)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "{", "[1", "]", "1 2", "{} x", "{\"a\"}", "nul", "NaN" })
	void malformedTextIsRefused(String text) {
		assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> Json.read(text));
		assertThatExceptionOfType(JacksonException.class)
			.isThrownBy(() -> Json.read(text.getBytes(StandardCharsets.UTF_8)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "null", "true", "false", "0", "-1", "2147483648", "9223372036854775807",
			"123456789012345678901234567890", "1.5", "1E+400", "\"\"", "\"a\\\"b\"", "[]", "{}", "[1,[],{\"a\":null}]",
			"{\"b\":[{}],\"a\":\"x\"}" })
	void textIsWrittenAsItWasRead(String text) {
		assertThat(Json.write(Json.read(text))).isEqualTo(text);
		assertThat(Json.write(Json.read(text.getBytes(StandardCharsets.UTF_8)))).isEqualTo(text);
	}

	@ParameterizedTest
	@CsvSource({ "1, 1", "1.5, 1.5", "9007199254740993, 9007199254740992", "1e400, Infinity" })
	void everyNumberHasADouble(String text, double value) {
		assertThat(Json.toDouble(Json.read(text))).isEqualTo(value);
	}

	@Test
	void whatIsReadCannotBeModified() {
		ObjectNode object = (ObjectNode) Json.read("{\"a\":[1],\"b\":{}}");
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> object.put("a", 1));
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(object::removeAll);
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> ((ArrayNode) object.get("a")).add(2));
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> ((ObjectNode) object.get("b")).putNull("c"));
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> ((ArrayNode) Json.read("[]")).add(2));
		assertThat(Json.write(object)).isEqualTo("{\"a\":[1],\"b\":{}}");
	}

	@Test
	void aDeepCopyOfWhatIsReadCanBeModified() {
		ObjectNode copy = ((ObjectNode) Json.read("{\"a\":[1]}")).deepCopy();
		((ArrayNode) copy.get("a")).add(2);
		assertThat(Json.write(copy.put("b", true))).isEqualTo("{\"a\":[1,2],\"b\":true}");
	}

	@Test
	void frozenContainersDoNotFollowTheirOriginals() {
		ObjectNode original = JsonNodeFactory.instance.objectNode();
		original.putArray("a").add(1);
		JsonNode frozen = Json.freeze(original);
		original.withArray("a").add(2);
		original.put("b", 1);
		assertThat(Json.write(frozen)).isEqualTo("{\"a\":[1]}");
	}

	@Test
	void scalarsAreSharedWhenFrozen() {
		JsonNode text = Json.read("\"abc\"");
		assertThat(Json.freeze(text)).isSameAs(text);
	}

	@Test
	void whatIsNoJsonIsNotFrozen() {
		assertThatIllegalArgumentException().isThrownBy(() -> Json.freeze(nested(Json.MAX_DEPTH + 1)))
			.withMessageContaining("deeper than 500");
		assertThatIllegalArgumentException().isThrownBy(() -> Json.freeze(nested(100_000)));
		assertThatIllegalArgumentException().isThrownBy(() -> Json.freeze(new POJONode(this)))
			.withMessageContaining("POJO");
		assertThatIllegalArgumentException().isThrownBy(() -> Json.freeze(MissingNode.getInstance()));
	}

	private static JsonNode nested(int depth) {
		ArrayNode node = JsonNodeFactory.instance.arrayNode();
		for (int i = 1; i < depth; i++) {
			node = JsonNodeFactory.instance.arrayNode().add(node);
		}
		return node;
	}

}
