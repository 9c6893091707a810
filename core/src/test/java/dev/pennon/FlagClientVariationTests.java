package dev.pennon;

import java.util.Map;
import java.util.stream.Stream;

import dev.pennon.context.EvaluationContext;
import dev.pennon.evaluation.ErrorKind;
import dev.pennon.evaluation.EvaluationDetail;
import dev.pennon.evaluation.EvaluationReason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

import static org.assertj.core.api.Assertions.assertThat;

class FlagClientVariationTests {

	private static final EvaluationContext CONTEXT = EvaluationContext.of("user-key");

	private static final EvaluationReason WRONG_TYPE = EvaluationReason.error(ErrorKind.WRONG_TYPE);

	private final FlagClient client = FlagFixtures
		.clientWith(FlagFixtures.flags(Map.ofEntries(Map.entry("bool", FlagFixtures.flagWithValue("true")),
				Map.entry("int", FlagFixtures.flagWithValue("3")),
				Map.entry("long", FlagFixtures.flagWithValue("3000000000")),
				Map.entry("double", FlagFixtures.flagWithValue("1.9")),
				Map.entry("negative", FlagFixtures.flagWithValue("-1.9")),
				Map.entry("huge", FlagFixtures.flagWithValue("1e400")),
				Map.entry("huge-int", FlagFixtures.flagWithValue("9".repeat(400))),
				Map.entry("string", FlagFixtures.flagWithValue("\"text\"")),
				Map.entry("null", FlagFixtures.flagWithValue("null")),
				Map.entry("array", FlagFixtures.flagWithValue("[1,{\"a\":2}]")),
				Map.entry("object", FlagFixtures.flagWithValue("{\"a\":[1]}")),
				Map.entry("off", "{\"version\":1,\"on\":false,\"variations\":[true]}"))));

	@AfterEach
	void closeClient() {
		this.client.close();
	}

	@Test
	void boolVariationGivesTheBoolean() {
		assertThat(this.client.boolVariation("bool", CONTEXT, false)).isTrue();
		assertThat(this.client.boolVariationDetail("bool", CONTEXT, false))
			.isEqualTo(new EvaluationDetail<>(true, 0, EvaluationReason.fallthrough(false)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "int", "double", "string", "null", "array", "object" })
	void boolVariationOfAnotherTypeGivesTheDefault(String key) {
		assertThat(this.client.boolVariation(key, CONTEXT, true)).isTrue();
		assertThat(this.client.boolVariation(key, CONTEXT, false)).isFalse();
		assertThat(this.client.boolVariationDetail(key, CONTEXT, true)).isEqualTo(wrongType(true));
	}

	@ParameterizedTest
	@CsvSource({ "int, 3", "double, 1", "negative, -1", "long, 2147483647", "huge, 2147483647",
			"huge-int, 2147483647" })
	void intVariationCutsNumbersToFit(String key, int expected) {
		assertThat(this.client.intVariation(key, CONTEXT, 42)).isEqualTo(expected);
		assertThat(this.client.intVariationDetail(key, CONTEXT, 42))
			.isEqualTo(new EvaluationDetail<>(expected, 0, EvaluationReason.fallthrough(false)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "bool", "string", "null", "array", "object" })
	void intVariationOfAnotherTypeGivesTheDefault(String key) {
		assertThat(this.client.intVariation(key, CONTEXT, 42)).isEqualTo(42);
		assertThat(this.client.intVariationDetail(key, CONTEXT, 42)).isEqualTo(wrongType(42));
	}

	@ParameterizedTest
	@CsvSource({ "int, 3.0", "double, 1.9", "negative, -1.9", "long, 3e9", "huge, Infinity", "huge-int, Infinity" })
	void doubleVariationTakesAnyNumber(String key, double expected) {
		assertThat(this.client.doubleVariation(key, CONTEXT, 42)).isEqualTo(expected);
		assertThat(this.client.doubleVariationDetail(key, CONTEXT, 42))
			.isEqualTo(new EvaluationDetail<>(expected, 0, EvaluationReason.fallthrough(false)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "bool", "string", "null", "array", "object" })
	void doubleVariationOfAnotherTypeGivesTheDefault(String key) {
		assertThat(this.client.doubleVariation(key, CONTEXT, 4.2)).isEqualTo(4.2);
		assertThat(this.client.doubleVariationDetail(key, CONTEXT, 4.2)).isEqualTo(wrongType(4.2));
	}

	@Test
	void stringVariationGivesTheString() {
		assertThat(this.client.stringVariation("string", CONTEXT, "default")).isEqualTo("text");
		assertThat(this.client.stringVariationDetail("string", CONTEXT, "default"))
			.isEqualTo(new EvaluationDetail<>("text", 0, EvaluationReason.fallthrough(false)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "bool", "int", "double", "null", "array", "object" })
	void stringVariationOfAnotherTypeGivesTheDefault(String key) {
		assertThat(this.client.stringVariation(key, CONTEXT, "default")).isEqualTo("default");
		assertThat(this.client.stringVariationDetail(key, CONTEXT, "default")).isEqualTo(wrongType("default"));
	}

	@Test
	void stringVariationTakesNullAsDefault() {
		assertThat(this.client.<String>stringVariation("bool", CONTEXT, null)).isNull();
		assertThat(this.client.<String>stringVariation("string", CONTEXT, null)).isEqualTo("text");
		assertThat(this.client.<String>stringVariationDetail("bool", CONTEXT, null)).isEqualTo(wrongType(null));
	}

	static Stream<Map.Entry<String, JsonNode>> values() {
		JsonNodeFactory nodes = JsonNodeFactory.instance;
		return Stream.of(Map.entry("bool", nodes.booleanNode(true)), Map.entry("int", nodes.numberNode(3)),
				Map.entry("double", nodes.numberNode(1.9)), Map.entry("string", nodes.stringNode("text")),
				Map.entry("null", nodes.nullNode()),
				Map.entry("array", nodes.arrayNode().add(1).add(nodes.objectNode().put("a", 2))),
				Map.entry("object", nodes.objectNode().set("a", nodes.arrayNode().add(1))));
	}

	@ParameterizedTest
	@MethodSource("values")
	void jsonVariationTakesAnyType(Map.Entry<String, JsonNode> value) {
		JsonNode fallback = StringNode.valueOf("default");
		assertThat(this.client.jsonVariation(value.getKey(), CONTEXT, fallback)).isEqualTo(value.getValue());
		assertThat(this.client.jsonVariationDetail(value.getKey(), CONTEXT, fallback))
			.isEqualTo(new EvaluationDetail<>(value.getValue(), 0, EvaluationReason.fallthrough(false)));
	}

	@Test
	void jsonVariationHandsOutCopies() {
		((ObjectNode) this.client.jsonVariation("object", CONTEXT, null)).put("b", 1);
		((ArrayNode) this.client.jsonVariation("object", CONTEXT, null).get("a")).add(2);
		((ArrayNode) this.client.jsonVariationDetail("array", CONTEXT, null).value()).removeAll();
		assertThat(this.client.jsonVariation("object", CONTEXT, null)).hasToString("{\"a\":[1]}");
		assertThat(this.client.jsonVariation("array", CONTEXT, null)).hasToString("[1,{\"a\":2}]");
	}

	@Test
	void jsonVariationGivesTheDefaultAsItIs() {
		ObjectNode fallback = JsonNodeFactory.instance.objectNode();
		assertThat(this.client.jsonVariation("off", CONTEXT, fallback)).isSameAs(fallback);
		assertThat(this.client.jsonVariation("off", CONTEXT, null)).isSameAs(NullNode.getInstance());
		assertThat(this.client.jsonVariationDetail("off", CONTEXT, IntNode.valueOf(7)).value())
			.isEqualTo(IntNode.valueOf(7));
	}

	@Test
	void flagThatIsOffWithoutVariationGivesTheDefaultOfEachType() {
		EvaluationReason off = EvaluationReason.off();
		assertThat(this.client.boolVariationDetail("off", CONTEXT, true))
			.isEqualTo(new EvaluationDetail<>(true, -1, off));
		assertThat(this.client.intVariationDetail("off", CONTEXT, 5)).isEqualTo(new EvaluationDetail<>(5, -1, off));
		assertThat(this.client.doubleVariationDetail("off", CONTEXT, .5))
			.isEqualTo(new EvaluationDetail<>(.5, -1, off));
		assertThat(this.client.stringVariationDetail("off", CONTEXT, "d"))
			.isEqualTo(new EvaluationDetail<>("d", -1, off));
		assertThat(this.client.jsonVariationDetail("off", CONTEXT, IntNode.valueOf(5)))
			.isEqualTo(new EvaluationDetail<>(IntNode.valueOf(5), -1, off));
	}

	private static <T> EvaluationDetail<T> wrongType(T defaultValue) {
		return new EvaluationDetail<>(defaultValue, EvaluationDetail.NO_VARIATION, WRONG_TYPE);
	}

}
