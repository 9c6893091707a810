package dev.pennon.context;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class EvaluationContextEqualityTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					{"kind":"org","key":"a"}                    | {"key":"a","kind":"org"}
					{"kind":"user","key":"a"}                   | {"key":"a"}
					{"kind":"user","key":"a","name":null,"anonymous":false} | {"kind":"user","key":"a"}
					{"kind":"user","key":"a","x":1,"y":[{"p":1,"q":2}]} | {"kind":"user","key":"a","y":[{"q":2,"p":1}],"x":1.0}
					{"kind":"user","key":"a","_meta":{"privateAttributes":["b","/c"]}} | {"kind":"user","key":"a","_meta":{"privateAttributes":["c","/b"]}}
					{"kind":"user","key":"a","_meta":{"privateAttributes":["b"]}} | {"kind":"user","key":"a","_meta":{"privateAttributes":["b","b"]}}
					{"key":"a","privateAttributeNames":["/address/street"]} | {"kind":"user","key":"a","_meta":{"privateAttributes":["/~1address~1street"]}}
					{"kind":"multi","org":{"key":"o"},"user":{"key":"u"}} | {"kind":"multi","user":{"key":"u"},"org":{"key":"o"}}
					{"kind":"multi","org":{"key":"o"}}          | {"kind":"org","key":"o"}
					""")
	void equal(String left, String right) {
		assertThat(EvaluationContext.fromJson(left)).isEqualTo(EvaluationContext.fromJson(right))
			.hasSameHashCodeAs(EvaluationContext.fromJson(right));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					{"kind":"org","key":"a"}                    | {"kind":"user","key":"a"}
					{"kind":"org","key":"a"}                    | {"kind":"org","key":"b"}
					{"kind":"org","key":"a"}                    | {"kind":"user","key":"org:a"}
					{"kind":"org","key":"a","name":"n"}         | {"kind":"org","key":"a"}
					{"kind":"org","key":"a","name":"n"}         | {"kind":"org","key":"a","name":"m"}
					{"kind":"org","key":"a","anonymous":true}   | {"kind":"org","key":"a"}
					{"kind":"org","key":"a","x":1}              | {"kind":"org","key":"a"}
					{"kind":"org","key":"a","x":1}              | {"kind":"org","key":"a","x":true}
					{"kind":"org","key":"a","x":1}              | {"kind":"org","key":"a","y":1}
					{"kind":"org","key":"a","x":[1,2]}          | {"kind":"org","key":"a","x":[2,1]}
					{"kind":"org","key":"a","_meta":{"privateAttributes":["x"]}} | {"kind":"org","key":"a"}
					{"kind":"org","key":"a","_meta":{"privateAttributes":["/x/y"]}} | {"kind":"org","key":"a","_meta":{"privateAttributes":["/~1x~1y"]}}
					{"kind":"multi","org":{"key":"o"},"user":{"key":"u"}} | {"kind":"multi","org":{"key":"o"},"user":{"key":"v"}}
					{"kind":"multi","org":{"key":"o"},"user":{"key":"u"}} | {"kind":"user","key":"org:o:user:u"}
					{"kind":"multi","org":{"key":"o"},"user":{"key":"u"}} | {"kind":"multi","org":{"key":"o"},"user":{"key":"u","x":1}}
					""")
	void different(String left, String right) {
		assertThat(EvaluationContext.fromJson(left).isValid()).isTrue();
		assertThat(EvaluationContext.fromJson(left)).isNotEqualTo(EvaluationContext.fromJson(right));
		assertThat(EvaluationContext.fromJson(right)).isNotEqualTo(EvaluationContext.fromJson(left));
	}

	@Test
	void invalidContextsAreEqualByTheirErrors() {
		assertThat(EvaluationContext.of("")).isEqualTo(EvaluationContext.of(""))
			.isNotEqualTo(EvaluationContext.multiBuilder().build())
			.isNotEqualTo(EvaluationContext.of("a"))
			.isNotEqualTo("");
	}

}
