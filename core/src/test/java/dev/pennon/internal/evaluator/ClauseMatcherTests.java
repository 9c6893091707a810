package dev.pennon.internal.evaluator;

import dev.pennon.context.EvaluationContext;
import dev.pennon.evaluation.ErrorKind;
import dev.pennon.model.FeatureFlag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what clauses look at, and for negation.
 */
class ClauseMatcherTests {

	private static final EvaluationContext USER = context(
			"{'kind':'user','key':'u','name':'n','tags':['a','b'],'none':[],'address':{'city':'X','zip':[1]},'/odd~':'o','slash/':'s'}");

	private static final EvaluationContext ORG = context("{'kind':'org','key':'o','anonymous':true,'attr':'org-attr'}");

	private static final EvaluationContext BOTH = context(
			"{'kind':'multi','user':{'key':'u','attr':'user-attr'},'org':{'key':'o','attr':'org-attr'}}");

	private final EvaluationFixture fixture = new EvaluationFixture();

	private static EvaluationContext context(String json) {
		EvaluationContext context = EvaluationContext.fromJson(EvaluationFixture.json(json));
		assertThat(context.error()).isNull();
		return context;
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					'attribute':'key','op':'in','values':['u']                                        | true  | false | true
					'attribute':'key','op':'in','values':['u'],'negate':true                          | false | false | false
					'attribute':'key','op':'in','values':['x'],'negate':true                          | true  | false | true
					'contextKind':'','attribute':'key','op':'in','values':['u']                       | true  | false | true
					'contextKind':null,'attribute':'key','op':'in','values':['u']                     | true  | false | true
					'contextKind':'org','attribute':'key','op':'in','values':['o']                    | false | true  | true
					'contextKind':'org','attribute':'key','op':'in','values':['x'],'negate':true      | false | true  | true
					'contextKind':'org','attribute':'attr','op':'in','values':['org-attr']            | false | true  | true
					'contextKind':'multi','attribute':'key','op':'in','values':['o',''],'negate':true | false | false | false
					'attribute':'name','op':'in','values':['n']                                       | true  | false | false
					'attribute':'name','op':'in','values':['x'],'negate':true                         | true  | false | false
					'attribute':'anonymous','op':'in','values':[false]                                | true  | false | true
					'contextKind':'org','attribute':'anonymous','op':'in','values':[true]             | false | true  | false
					'attribute':'missing','op':'in','values':['x'],'negate':true                      | false | false | false
					'attribute':'_meta','op':'in','values':['x'],'negate':true                        | false | false | false
					'attribute':'tags','op':'in','values':['b']                                       | true  | false | false
					'attribute':'tags','op':'in','values':['b'],'negate':true                         | false | false | false
					'attribute':'tags','op':'in','values':['x'],'negate':true                         | true  | false | false
					'attribute':'none','op':'in','values':['x']                                       | false | false | false
					'attribute':'none','op':'in','values':['x'],'negate':true                         | true  | false | false
					'attribute':'address','op':'in','values':[{'city':'X','zip':[1]}]                 | false | false | false
					'attribute':'address','op':'in','values':['x'],'negate':true                      | false | false | false
					'contextKind':'user','attribute':'/address/city','op':'in','values':['X']         | true  | false | false
					'contextKind':'user','attribute':'/address/zip','op':'in','values':[1]            | true  | false | false
					'contextKind':'user','attribute':'/address/none','op':'in','values':['X'],'negate':true | false | false | false
					'contextKind':'user','attribute':'/tags/0','op':'in','values':['a']               | false | false | false
					'contextKind':'user','attribute':'/key/x','op':'in','values':['u'],'negate':true  | false | false | false
					'attribute':'/address/city','op':'in','values':['X']                              | false | false | false
					'contextKind':'','attribute':'/address/city','op':'in','values':['X']             | false | false | false
					'attribute':'/odd~','op':'in','values':['o']                                      | true  | false | false
					'contextKind':'','attribute':'/odd~','op':'in','values':['o']                     | true  | false | false
					'contextKind':'user','attribute':'/~1odd~0','op':'in','values':['o']              | true  | false | false
					'contextKind':'user','attribute':'/slash~1','op':'in','values':['s']              | true  | false | false
					'contextKind':'user','attribute':'slash/','op':'in','values':['s']                | true  | false | false
					""")
	void clauseLooksAtOneAttributeOfOneIndividual(String clause, boolean user, boolean org, boolean both) {
		assertMatches(clause, user, org, both);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			'attribute':'kind','op':'in','values':['user']                           | true  | false | true
			'attribute':'kind','op':'in','values':['org']                            | false | true  | true
			'attribute':'kind','op':'in','values':['org'],'negate':true              | true  | false | false
			'attribute':'kind','op':'in','values':[''],'negate':true                 | true  | true  | true
			'attribute':'kind','op':'in','values':['multi']                          | false | false | false
			'attribute':'kind','op':'startsWith','values':['o']                      | false | true  | true
			'contextKind':'org','attribute':'kind','op':'in','values':['user']       | true  | false | true
			'contextKind':'org','attribute':'/kind','op':'in','values':['user']      | true  | false | true
			'contextKind':'x','attribute':'kind','op':'in','values':['x'],'negate':true | true | true | true
			'attribute':'/kind','op':'in','values':['user'],'negate':true            | false | false | false
			""")
	void clauseAboutKindLooksAtAllIndividuals(String clause, boolean user, boolean org, boolean both) {
		assertMatches(clause, user, org, both);
	}

	private void assertMatches(String clause, boolean user, boolean org, boolean both) {
		assertThat(matches(clause, USER)).as("user").isEqualTo(user);
		assertThat(matches(clause, ORG)).as("org").isEqualTo(org);
		assertThat(matches(clause, BOTH)).as("both").isEqualTo(both);
	}

	/** Whether a clause matches, alone and behind rules that begin with the same one. */
	private boolean matches(String clause, EvaluationContext context) {
		boolean matches = this.fixture.matches("{" + clause + "}", context);
		String failing = "{'variation':0,'clauses':[{%s},{'attribute':'key','op':'in','values':[]}]}".formatted(clause);
		FeatureFlag flag = this.fixture.flag("flag", "'rules':[%s,%s,%s,{'id':'rule','variation':2,'clauses':[{%s}]}]"
			.formatted(failing, failing, failing, clause));
		assertThat(this.fixture.outcome(flag, context)).startsWith(matches ? "c" : "b");
		return matches;
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			'attribute':'attr','op':'in','values':['user-attr']                            | true
			'attribute':'attr','op':'in','values':['org-attr']                             | false
			'contextKind':'org','attribute':'attr','op':'in','values':['org-attr']         | true
			'contextKind':'org','attribute':'attr','op':'in','values':['user-attr']        | false
			'contextKind':'device','attribute':'attr','op':'in','values':['x'],'negate':true | false
			'attribute':'key','op':'in','values':['u']                                     | true
			'attribute':'key','op':'in','values':['user-attr']                             | false
			'attribute':'missing','op':'in','values':['x'],'negate':true                   | false
			'attribute':'kind','op':'in','values':['org']                                  | true
			'op':'segmentMatch','values':['segment']                                       | true
			""")
	void ruleBehindOthersLooksAtItsOwnAttributeAndKind(String clause, boolean expected) {
		this.fixture.segment("segment", "'included':['u']");
		String others = """
				{'variation':0,'clauses':[{'attribute':'key','op':'in','values':['x']}]},
				{'variation':0,'clauses':[{'contextKind':'org','attribute':'attr','op':'in','values':['x']}]},
				{'variation':0,'clauses':[{'attribute':'attr','op':'in','values':['x']}]}""";
		FeatureFlag flag = this.fixture.flag("flag",
				"'rules':[%s,{'variation':2,'clauses':[{%s}]}]".formatted(others, clause));
		assertThat(this.fixture.outcome(flag, BOTH)).startsWith(expected ? "c" : "b");
	}

	@ParameterizedTest
	@ValueSource(strings = { "'op':'in'", "'attribute':null,'op':'in'", "'attribute':'','op':'in'",
			"'attribute':'','op':'unknown'", "'contextKind':'user','attribute':'/','op':'in'",
			"'contextKind':'user','attribute':'//','op':'in'", "'contextKind':'user','attribute':'/a//b','op':'in'",
			"'contextKind':'user','attribute':'/a/','op':'in'", "'contextKind':'user','attribute':'/a~x','op':'in'",
			"'contextKind':'user','attribute':'/a~','op':'in'", "'contextKind':'absent','attribute':'/a~','op':'in'" })
	void badAttributeReferenceIsMalformed(String clause) {
		FeatureFlag flag = this.fixture.flagWithClause("{%s,'values':['x'],'negate':true}".formatted(clause));
		assertThat(this.fixture.evaluate(flag, USER)).isEqualTo(EvaluationFixture.error(ErrorKind.MALFORMED_FLAG));
	}

	@Test
	void badAttributeReferenceThatIsNotReachedDoesNoHarm() {
		FeatureFlag flag = this.fixture
			.flagWithClause("{'attribute':'key','op':'in','values':['nobody']},{'attribute':'','op':'in','values':[]}");
		assertThat(this.fixture.outcome(flag, USER)).isEqualTo("b FALLTHROUGH");
	}

	@Test
	void nullIsNoValueButANullElementIsOne() {
		EvaluationContext context = context("{'kind':'user','key':'u','nil':null,'list':[null]}");
		assertThat(this.fixture.matches("{'attribute':'nil','op':'in','values':[null],'negate':true}", context))
			.isFalse();
		assertThat(this.fixture.matches("{'attribute':'list','op':'in','values':[null]}", context)).isTrue();
	}

}
