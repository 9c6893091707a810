package dev.pennon.context;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class LegacyUserTests {

	@ParameterizedTest(name = "{0} becomes {1}")
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					{"key":""}                                 | {"kind":"user","key":""}
					{"key":"a"}                                | {"kind":"user","key":"a"}
					{"key":"a","name":"n"}                     | {"kind":"user","key":"a","name":"n"}
					{"key":"a","name":null}                    | {"kind":"user","key":"a"}
					{"key":"a","anonymous":true}               | {"kind":"user","key":"a","anonymous":true}
					{"key":"a","anonymous":false}              | {"kind":"user","key":"a"}
					{"key":"a","anonymous":null}               | {"kind":"user","key":"a"}
					{"key":"a","email":null,"country":"c"}     | {"kind":"user","key":"a","country":"c"}
					{"key":"a","custom":null}                  | {"kind":"user","key":"a"}
					{"key":"a","custom":{}}                    | {"kind":"user","key":"a"}
					{"key":"a","custom":{"b":[1],"c":null}}    | {"kind":"user","key":"a","b":[1]}
					{"key":"a","custom":{"email":1},"email":"e"} | {"kind":"user","key":"a","email":"e"}
					{"key":"a","custom":{"email":1}}           | {"kind":"user","key":"a","email":1}
					{"key":"a","custom":{"kind":"x","key":"y","_meta":{"privateAttributes":["b"]},"":1}} | {"kind":"user","key":"a"}
					{"key":"a","custom":{"name":"n","anonymous":true}} | {"kind":"user","key":"a","name":"n","anonymous":true}
					{"key":"a","custom":{"name":3,"anonymous":"x"}} | {"kind":"user","key":"a"}
					{"key":"a","custom":{"name":"n","anonymous":true},"name":"m","anonymous":false} | {"kind":"user","key":"a","name":"m"}
					{"key":"a","privateAttributeNames":null}   | {"kind":"user","key":"a"}
					{"key":"a","privateAttributeNames":[]}     | {"kind":"user","key":"a"}
					{"key":"a","privateAttributeNames":["b","/c/d"]} | {"kind":"user","key":"a","_meta":{"privateAttributes":["b","/~1c~1d"]}}
					{"key":"a","secondary":"s","b":1,"_meta":{"privateAttributes":["b"]}} | {"kind":"user","key":"a"}
					""")
	void becomesAContext(String user, String context) {
		assertThat(EvaluationContext.fromJson(user).error()).isNull();
		assertThat(EvaluationContext.fromJson(user).toJson()).isEqualTo(context);
	}

	@ParameterizedTest
	@ValueSource(strings = { "firstName", "lastName", "email", "country", "avatar", "ip" })
	void fixedMembersBecomeAttributes(String name) {
		assertThat(EvaluationContext.fromJson("{\"key\":\"a\",\"%s\":\"x\"}".formatted(name)))
			.isEqualTo(EvaluationContext.builder("a").set(name, "x").build());
	}

	@ParameterizedTest
	@ValueSource(strings = { "name", "firstName", "lastName", "email", "country", "avatar", "ip", "anonymous", "custom",
			"privateAttributeNames" })
	void refusesAMemberOfTheWrongType(String name) {
		assertThat(EvaluationContext.fromJson("{\"key\":\"a\",\"%s\":3}".formatted(name)).error())
			.contains("\"" + name + "\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"key\":null}", "{\"key\":true}", "{\"key\":3}" })
	void refusesAUserWithoutAKey(String json) {
		assertThat(EvaluationContext.fromJson(json).error()).contains("\"key\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"key\":\"a\"", "{\"key\":\"a\",\"custom\":[]}",
			"{\"key\":\"a\",\"privateAttributeNames\":[3]}", "{\"key\":\"a\",\"privateAttributeNames\":{}}" })
	void refusesOtherMistakes(String json) {
		assertThat(EvaluationContext.fromJson(json).isValid()).isFalse();
	}

}
