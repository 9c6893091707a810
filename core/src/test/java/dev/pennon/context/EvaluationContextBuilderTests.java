package dev.pennon.context;

import java.util.stream.Stream;

import dev.pennon.internal.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.POJONode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class EvaluationContextBuilderTests {

	static Stream<Arguments> built() {
		return Stream.of(arguments(user(), "{\"kind\":\"user\",\"key\":\"a\"}"),
				arguments(EvaluationContext.builder(ContextKind.of("org"), "a"), "{\"kind\":\"org\",\"key\":\"a\"}"),
				arguments(user().kind(ContextKind.of("org")).key("b"), "{\"kind\":\"org\",\"key\":\"b\"}"),
				arguments(user().name("b"), "{\"kind\":\"user\",\"key\":\"a\",\"name\":\"b\"}"),
				arguments(user().name("b").name(null), "{\"kind\":\"user\",\"key\":\"a\"}"),
				arguments(user().anonymous(false), "{\"kind\":\"user\",\"key\":\"a\"}"),
				arguments(user().anonymous(true), "{\"kind\":\"user\",\"key\":\"a\",\"anonymous\":true}"),
				arguments(user().privateAttributes("b"),
						"{\"kind\":\"user\",\"key\":\"a\",\"_meta\":{\"privateAttributes\":[\"b\"]}}"),
				arguments(user().privateAttributes(AttributeReference.fromLiteral("/b")).privateAttributes("c", "/d"),
						"{\"kind\":\"user\",\"key\":\"a\",\"_meta\":{\"privateAttributes\":[\"/~1b\",\"c\",\"d\"]}}"),
				arguments(user().set("attr", Json.read("null")), "{\"kind\":\"user\",\"key\":\"a\"}"));
	}

	@ParameterizedTest
	@MethodSource("built")
	void builds(EvaluationContextBuilder builder, String json) {
		assertThat(builder.build().error()).isNull();
		assertThat(builder.build().toJson()).isEqualTo(json);
	}

	@ParameterizedTest
	@ValueSource(strings = { "false", "true", "-1000", "0", "1000", "-1000.5", "1000.5", "\"\"", "\"abc\"",
			"\"has \\\"escaped\\\" characters\"", "[]", "[\"a\",\"b\"]", "{}", "{\"a\":1}" })
	void setsEveryKindOfJson(String value) {
		EvaluationContext context = user().set("attr", Json.read(value)).build();
		assertThat(context.toJson()).isEqualTo("{\"kind\":\"user\",\"key\":\"a\",\"attr\":%s}".formatted(value));
	}

	@Test
	void setsJavaValues() {
		EvaluationContext context = user().set("text", "t")
			.set("yes", true)
			.set("int", 1000)
			.set("long", 5_000_000_000L)
			.set("double", 1.5)
			.set("whole", 1000.0)
			.set("large", 1e300)
			.build();
		assertThat(context.toJson()).isEqualTo("{\"kind\":\"user\",\"key\":\"a\",\"text\":\"t\",\"yes\":true,"
				+ "\"int\":1000,\"long\":5000000000,\"double\":1.5,\"whole\":1000,\"large\":1.0E300}");
		assertThat(context.attributeNames()).containsExactly("text", "yes", "int", "long", "double", "whole", "large");
	}

	@ParameterizedTest
	@ValueSource(doubles = { Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY })
	void leavesOutWhatIsNoJsonNumber(double value) {
		assertThat(user().set("attr", 1).set("attr", value).build()).isEqualTo(user().set("attr", 1).build());
	}

	@Test
	void nullRemoves() {
		assertThat(user().set("attr", "b").set("attr", (String) null).build()).isEqualTo(user().build());
		assertThat(user().set("attr", "b").set("attr", MissingNode.getInstance()).build()).isEqualTo(user().build());
		assertThat(user().name("b").set("name", (JsonNode) null).build().name()).isNull();
	}

	@ParameterizedTest(name = "{0} = {1}: {2}")
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			kind      | "org" | true
			kind      | 1     | false
			kind      | null  | false
			key       | "b"   | true
			key       | 1     | false
			key       | null  | false
			name      | "n"   | true
			name      | null  | true
			name      | true  | false
			anonymous | true  | true
			anonymous | "yes" | false
			anonymous | null  | false
			_meta     | {}    | false
			``        | 1     | false
			attr      | 1     | true
			attr      | null  | true
			""")
	void builtInAttributesAreCheckedForTheirType(String name, String value, boolean expected) {
		EvaluationContextBuilder builder = user().name("before");
		assertThat(builder.trySet(name, Json.read(value))).isEqualTo(expected);
		if (!expected) {
			assertThat(builder.build()).isEqualTo(user().name("before").build());
			assertThat(builder.set(name, Json.read(value)).build()).isEqualTo(user().name("before").build());
		}
	}

	@Test
	void builtInAttributesAreSetByName() {
		EvaluationContext context = EvaluationContext.builder("a")
			.set("kind", "org")
			.set("key", "b")
			.set("name", "n")
			.set("anonymous", true)
			.build();
		assertThat(context.kind()).isEqualTo(ContextKind.of("org"));
		assertThat(context.key()).isEqualTo("b");
		assertThat(context.name()).isEqualTo("n");
		assertThat(context.isAnonymous()).isTrue();
		assertThat(context.attributeNames()).isEmpty();
	}

	@ParameterizedTest
	@NullAndEmptySource
	void aContextNeedsAKey(String key) {
		EvaluationContext context = EvaluationContext.of(ContextKind.of("org"), key);
		assertThat(context.isValid()).isFalse();
		assertThat(context.error()).contains("\"org\"").contains("key");
		assertThat(EvaluationContext.of(key).isValid()).isFalse();
	}

	@Test
	void everyProblemIsNamed() {
		EvaluationContext context = EvaluationContext.of(ContextKind.of("a b"), "");
		assertThat(context.error()).contains("U+0020").contains(", ").contains("has no key");
	}

	@Test
	void anInvalidContextHasNothing() {
		EvaluationContext context = EvaluationContext.of("");
		assertThat(context.individualCount()).isZero();
		assertThat(context.individual(ContextKind.USER)).isNull();
		assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> context.individual(0));
		for (String name : new String[] { "kind", "key", "name", "anonymous", "attr" }) {
			assertThat(context.value(name)).isNull();
		}
		assertThat(context.fullyQualifiedKey()).isEmpty();
		assertThatIllegalStateException().isThrownBy(context::toJson).withMessageContaining("has no key");
	}

	@Test
	void containersAreCopiedAndCannotBeModified() {
		ObjectNode object = JsonNodeFactory.instance.objectNode();
		object.putArray("list").add(1);
		EvaluationContext context = user().set("attr", object).build();
		object.withArray("list").add(2);
		JsonNode value = context.value("attr");
		assertThat(value).hasToString("{\"list\":[1]}");
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> ((ObjectNode) value).put("b", 1));
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> context.attributeNames().clear());
	}

	@Test
	void whatWasBuiltDoesNotFollowTheBuilder() {
		EvaluationContextBuilder builder = user().set("attr", 1);
		EvaluationContext first = builder.build();
		EvaluationContext second = builder.set("attr", 2).set("other", 3).privateAttributes("attr").name("n").build();
		assertThat(first).isEqualTo(user().set("attr", 1).build());
		assertThat(second).isNotEqualTo(first);
		assertThat(second.attributeNames()).containsExactly("attr", "other");
	}

	@Test
	void aValueOfAbsurdDepthMakesTheContextInvalid() {
		ArrayNode deep = JsonNodeFactory.instance.arrayNode();
		for (int i = 0; i < 100_000; i++) {
			deep = JsonNodeFactory.instance.arrayNode().add(deep);
		}
		EvaluationContextBuilder builder = user();
		assertThat(builder.trySet("attr", deep)).isFalse();
		assertThat(builder.build().isValid()).isTrue();
		assertThat(builder.set("attr", deep).build().error()).contains("\"attr\"").contains("flatter");
		assertThat(builder.set("attr", Double.NaN).build().isValid()).isFalse();
		assertThat(builder.set("attr", 1).build().isValid()).isTrue();
		assertThat(builder.set("attr", deep).trySet("attr", null)).isTrue();
		assertThat(builder.build().isValid()).isTrue();
	}

	@Test
	void aJavaObjectMakesTheContextInvalid() {
		assertThat(user().set("attr", new POJONode(this)).build().error()).contains("\"attr\"").contains("no JSON");
	}

	private static EvaluationContextBuilder user() {
		return EvaluationContext.builder("a");
	}

}
