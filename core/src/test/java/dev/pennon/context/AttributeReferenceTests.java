package dev.pennon.context;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class AttributeReferenceTests {

	@ParameterizedTest(name = "{0} is {1}, written {2}")
	@CsvSource({
			// path, components, canonical text
			"name, name, name", "a/b~c, a/b~c, a/b~c", "~1, ~1, ~1", "/name, name, name",
			"/address/city, address|city, /address/city", "/a/b/c, a|b|c, /a/b/c", "/~1a, /a, /~1a", "/a~1b, a/b, a/b",
			"/a~0b, a~b, a~b", "/~0~1, ~/, ~/", "/~01, ~1, ~1", "/a~1b/c~0d, a/b|c~d, /a~1b/c~0d", "/a/~1, a|/, /a/~1",
			"'/ ', ' ', ' '", "/0/1, 0|1, /0/1" })
	void paths(String path, String components, String text) {
		AttributeReference reference = AttributeReference.fromPath(path);
		assertThat(reference.isValid()).isTrue();
		assertThat(reference.error()).isNull();
		String[] expected = components.split("\\|");
		assertThat(reference.depth()).isEqualTo(expected.length);
		for (int i = 0; i < expected.length; i++) {
			assertThat(reference.component(i)).isEqualTo(expected[i]);
		}
		assertThat(reference).hasToString(text);
		assertThat(AttributeReference.fromPath(text)).isEqualTo(reference).hasSameHashCodeAs(reference);
	}

	@ParameterizedTest(name = "{0}: {1}")
	@CsvSource({ "/, is empty", "//, empty component", "/a//b, empty component", "/a/, empty component",
			"///, empty component", "/a~, is not followed by 0 or 1", "/~2, is not followed by 0 or 1",
			"/a/b~x, is not followed by 0 or 1", "/~~0, is not followed by 0 or 1" })
	void invalidPaths(String path, String error) {
		AttributeReference reference = AttributeReference.fromPath(path);
		assertThat(reference.isValid()).isFalse();
		assertThat(reference.error()).contains("\"" + path + "\"").contains(error);
		assertThat(reference.depth()).isZero();
		assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> reference.component(0));
		assertThat(reference).hasToString(path).isEqualTo(AttributeReference.fromPath(path));
	}

	@ParameterizedTest
	@NullAndEmptySource
	void nothingIsNoReference(String text) {
		assertThat(AttributeReference.fromPath(text).error()).contains("is empty");
		assertThat(AttributeReference.fromLiteral(text).error()).contains("is empty");
	}

	@ParameterizedTest(name = "the name {0} is written {1}")
	@CsvSource({ "name, name", "a/b, a/b", "~, ~", "/a, /~1a", "/, /~1", "//, /~1~1", "/a~b/c, /~1a~0b~1c",
			"/address/street, /~1address~1street" })
	void literals(String name, String text) {
		AttributeReference reference = AttributeReference.fromLiteral(name);
		assertThat(reference.isValid()).isTrue();
		assertThat(reference.depth()).isEqualTo(1);
		assertThat(reference.component(0)).isEqualTo(name);
		assertThat(reference).hasToString(text).isEqualTo(AttributeReference.fromPath(text));
	}

	@Test
	void aLiteralIsNotThePathOfTheSameText() {
		assertThat(AttributeReference.fromLiteral("/a/b")).isNotEqualTo(AttributeReference.fromPath("/a/b"));
		assertThat(AttributeReference.fromLiteral("//")).isNotEqualTo(AttributeReference.fromPath("//"));
		assertThat(AttributeReference.fromLiteral("name")).isEqualTo(AttributeReference.fromPath("/name"))
			.isNotEqualTo("name");
	}

	@ParameterizedTest(name = "{0} gives {1}")
	@CsvSource(delimiter = '|', nullValues = "-", quoteCharacter = '`', textBlock = """
			kind              | "org"
			key               | "k"
			/key              | "k"
			name              | "n"
			anonymous         | false
			_meta             | -
			/_meta/privateAttributes | -
			missing           | -
			/missing/deeper   | -
			text              | "t"
			/text/length      | -
			/key/x            | -
			list              | [1]
			/list/0           | -
			object            | {"a":{"b":2},"n":null,"~":3,"0":4}
			/object/a         | {"b":2}
			/object/a/b       | 2
			/object/a/b/c     | -
			/object/n         | -
			/object/n/x       | -
			/object/x         | -
			/object/~0        | 3
			/object/0         | 4
			object/a          | "literal"
			//                | -
			""")
	void leadsToAValue(String path, String expected) {
		EvaluationContext context = EvaluationContext.fromJson("""
				{"kind": "org", "key": "k", "name": "n", "text": "t", "list": [1], "object/a": "literal",
				 "object": {"a": {"b": 2}, "n": null, "~": 3, "0": 4}, "_meta": {"privateAttributes": ["text"]}}""");
		var value = context.value(AttributeReference.fromPath(path));
		assertThat((value != null) ? value.toString() : null).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/a~1b", "a/b" })
	void escapesLeadToTheSameValue(String path) {
		EvaluationContext context = EvaluationContext.builder("k").set("a/b", 1).build();
		assertThat(context.value(AttributeReference.fromPath(path))).isNotNull();
	}

}
