package dev.pennon.internal.evaluator;

import dev.pennon.context.EvaluationContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for each operator with operands that it takes and operands that it does not take.
 * The tables have the attribute's value, the operator, and the clause's values.
 */
class OperatorTests {

	private final EvaluationFixture fixture = new EvaluationFixture();

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			'x'        | in | 'x'
			'x'        | in | 'a','x'
			'x'        | in | 1,true,'x'
			''         | in | ''
			'\u00e9'   | in | '\\u00e9'
			1          | in | 1.0
			1.0        | in | 1
			1          | in | 'x',2,1
			-0.0       | in | 0
			1e2        | in | 100
			9007199254740993 | in | 9007199254740992
			123456789012345678901234567890 | in | 123456789012345678901234567890
			true       | in | true
			false      | in | 'x',false
			[['x',1]]  | in | ['x',1.0]
			[{'a':{'b':[1]}}] | in | {'a':{'b':[1.0]}}
			[{'a':1,'b':2}] | in | {'b':2,'a':1}
			['a','b']  | in | 'b'
			'xyz'      | startsWith | 'xy'
			'xyz'      | startsWith | 'a',1,'x'
			'xyz'      | startsWith | ''
			['a','xyz'] | startsWith | 'x'
			'xyz'      | endsWith | 'yz'
			'xyz'      | endsWith | 'a',1,'z'
			'xyz'      | endsWith | ''
			'xyz'      | contains | 'y'
			'xyz'      | contains | 'a',1,'y'
			'xyz'      | contains | 'xyz'
			'xyz'      | contains | ''
			'xyz'      | matches | '.yz'
			'xyz'      | matches | 'y'
			'xyz'      | matches | '^x.*z$'
			'xyz'      | matches | ''
			''         | matches | ''
			'xyz'      | matches | '***','y'
			'hello world' | matches | 'w[a-z]+d$'
			1          | lessThan | 2
			1          | lessThan | 0,2
			-1.5       | lessThan | -1
			1          | lessThanOrEqual | 1.0
			1          | lessThanOrEqual | 2
			2          | greaterThan | 1
			2.5        | greaterThan | 3,2.4
			2          | greaterThanOrEqual | 2
			3          | greaterThanOrEqual | 2
			0          | before | 1
			1512543599999 | before | '2017-12-06T07:00:00Z'
			'2017-12-06T06:59:59.999Z' | before | 1512543600000
			'2017-12-06T00:00:00.000-07:00' | before | '2017-12-06T07:00:00.001Z'
			'1970-01-01T00:00:02.500Z' | after | 1000
			'2017-12-06T07:00:00.000000002Z' | after | '2017-12-06T07:00:00.000000001Z'
			'2017-12-07T07:00:00Z' | after | '2018-01-01T00:00:00Z','2017-12-06T07:00:00Z'
			'2.0.0'    | semVerEqual | '2'
			'2.0'      | semVerEqual | '2.0.0'
			'2-rc'     | semVerEqual | '2.0.0-rc'
			'2.0.0+b1' | semVerEqual | '2.0.0+b2'
			'2.0.0'    | semVerEqual | 'bad','2.0.0'
			'2.0.0'    | semVerLessThan | '2.0.1'
			'2.0.0-rc' | semVerLessThan | '2.0.0'
			'2.0.0-rc.9' | semVerLessThan | '2.0.0-rc.10'
			'2.0.0-rc.1' | semVerLessThan | '2.0.0-rc.x'
			'2.0.0-rc' | semVerLessThan | '2.0.0-rc.1'
			'2.0.0-A'  | semVerLessThan | '2.0.0-a'
			'3'        | semVerGreaterThan | '2.99.99'
			'9999999999.0.0' | semVerGreaterThan | '9999999998.0.0'
			""")
	void matches(String value, String operator, String values) {
		assertThat(isMatch(value, operator, values, false)).isTrue();
		assertThat(isMatch(value, operator, values, true)).isFalse();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			'x'        | in | 'X'
			'x'        | in |
			'1'        | in | 1
			1          | in | '1'
			true       | in | 1
			1          | in | true
			false      | in | 0
			0          | in | true,1
			-1         | lessThan | true,-5
			2          | after | true,3
			true       | in | 'true'
			[[true]]   | in | [1]
			['a','b']  | in | ['a','b']
			[]         | in | []
			[{'a':1}]  | in | {'a':1,'b':null}
			'xyz'      | startsWith | 'yz'
			'xyz'      | startsWith | 'X'
			'xyz'      | startsWith |
			123        | startsWith | '1'
			'123'      | startsWith | 1
			true       | startsWith | 't'
			[['xyz']]  | startsWith | 'x'
			'xyz'      | endsWith | 'xy'
			123        | endsWith | '3'
			'123'      | endsWith | 3
			'xyz'      | contains | 'Y'
			123        | contains | '2'
			'123'      | contains | 2
			[[1]]      | contains | 1
			'xyz'      | matches | '^y'
			'xyz'      | matches | '***'
			'xyz'      | matches | '('
			'3'        | matches | 3
			3          | matches | '3'
			1          | lessThan | 1
			1          | lessThan | '2'
			'1'        | lessThan | 2
			false      | lessThan | 1
			0          | lessThan | true
			9007199254740992 | lessThan | 9007199254740993
			2          | lessThanOrEqual | 1
			'1'        | lessThanOrEqual | '1'
			1          | greaterThan | 1
			1          | greaterThan | '0'
			1          | greaterThanOrEqual | 2
			'1'        | greaterThanOrEqual | 1
			1          | before | 1
			1512543600000 | before | '2017-12-06T07:00:00Z'
			'1512543600000' | before | 1512543600001
			'2017-12-06' | before | '2018-12-06T00:00:00Z'
			true       | before | 2
			[{}]       | before | 2
			0          | before | 'badstring'
			0          | before | ''
			0          | before | true,{},[],null
			1          | after | 1
			'2017-12-06T07:00:00.000Z' | after | '2017-12-06T00:00:00-07:00'
			2          | after | 'badstring'
			'2.0.0'    | semVerEqual | '2.0.1'
			'2.0.0'    | semVerEqual | '2.0.0-rc'
			'v2.0.0'   | semVerEqual | 'v2.0.0'
			'02.0.0'   | semVerEqual | '2.0.0'
			'2.0.0.0'  | semVerEqual | '2.0.0.0'
			2          | semVerEqual | '2'
			'2'        | semVerEqual | 2
			''         | semVerEqual | ''
			'2.0.0'    | semVerLessThan | '2.0.0'
			'2.0.0'    | semVerLessThan | 'xbad'
			'xbad'     | semVerLessThan | '2.0.0'
			'2.0.0'    | semVerGreaterThan | '2.0.0'
			'2.0.0-rc' | semVerGreaterThan | '2.0.0'
			'x'        | isLike | 'x'
			'x'        | IN | 'x'
			'x'        | '' | 'x'
			""")
	void doesNotMatch(String value, String operator, String values) {
		assertThat(isMatch(value, operator, values, false)).isFalse();
		assertThat(isMatch(value, operator, values, true)).isTrue();
	}

	@Test
	void valuesOfOneClauseAreNotThoseOfTheNext() {
		for (String value : new String[] { "1", "true", "'x'", "[1]" }) {
			EvaluationContext context = EvaluationContext.fromJson(EvaluationFixture
				.json("{'kind':'user','key':'u','attr':[%s],'other':[%s]}".formatted(value, value)));
			String clauses = "{'attribute':'attr','op':'in','values':[%s]},{'attribute':'other','op':'in','values':[2,false,'y',[2]]}";
			assertThat(this.fixture.matches(clauses.formatted(value), context)).isFalse();
			assertThat(this.fixture.matches(clauses.formatted(value).replace("[2,", "[%s,".formatted(value)), context))
				.isTrue();
		}
	}

	@Test
	void operatorMayBeAbsent() {
		assertThat(this.fixture.matches("{'attribute':'key','values':['user-key']}", EvaluationFixture.USER)).isFalse();
	}

	@Test
	void inFindsAmongManyValues() {
		StringBuilder values = new StringBuilder("'first'");
		for (int i = 0; i < 1000; i++) {
			values.append(",'value-").append(i).append("',").append(i).append(".5");
		}
		assertThat(isMatch("'value-999'", "in", values.toString(), false)).isTrue();
		assertThat(isMatch("'value-1000'", "in", values.toString(), false)).isFalse();
		assertThat(isMatch("999.5", "in", values.toString(), false)).isTrue();
		assertThat(isMatch("999", "in", values.toString(), false)).isFalse();
	}

	private boolean isMatch(String value, String operator, String values, boolean negate) {
		String clause = "{'attribute':'attr','op':'%s','values':[%s],'negate':%s}".formatted(operator.replace("'", ""),
				(values != null) ? values : "", negate);
		EvaluationContext context = EvaluationContext
			.fromJson(EvaluationFixture.json("{'kind':'user','key':'u','attr':%s}".formatted(value)));
		assertThat(context.error()).isNull();
		return this.fixture.matches(clause, context);
	}

}
