package dev.pennon.internal.evaluator;

import dev.pennon.context.ContextKind;
import dev.pennon.context.EvaluationContext;
import dev.pennon.evaluation.ErrorKind;
import dev.pennon.model.FeatureFlag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static dev.pennon.internal.evaluator.EvaluationFixture.USER;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for segments that are not big.
 */
class SegmentMatcherTests {

	private static final EvaluationContext ORG = EvaluationContext.of(ContextKind.of("org"), "org-key");

	private static final EvaluationContext BOTH = EvaluationContext.multiBuilder().add(USER).add(ORG).build();

	private static final String EVERYBODY = "'rules':[{'clauses':[]}]";

	private final EvaluationFixture fixture = new EvaluationFixture();

	private boolean isMember(EvaluationContext context, String properties) {
		this.fixture.segment("s", properties);
		return this.fixture.matches(asksFor("'s'"), context);
	}

	private static String asksFor(String values) {
		return "{'op':'segmentMatch','values':[%s]}".formatted(values);
	}

	private void nested(String key, String... segments) {
		StringBuilder rules = new StringBuilder();
		for (String segment : segments) {
			rules.append((rules.length() > 0) ? "," : "")
				.append("{'clauses':[%s]}".formatted(asksFor("'" + segment + "'")));
		}
		this.fixture.segment(key, "'rules':[%s]".formatted(rules));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					'salt':'s'                                                                           | false | false | false
					'included':['user-key']                                                              | true  | false | true
					'included':['org-key']                                                               | false | false | false
					'includedContexts':[{'contextKind':'org','values':['org-key']}]                      | false | true  | true
					'includedContexts':[{'values':['user-key']}]                                         | true  | false | true
					'includedContexts':[{'contextKind':'org','values':['user-key']}]                     | false | false | false
					'included':['user-key'],'excluded':['user-key']                                      | true  | false | true
					'excluded':['user-key'],'includedContexts':[{'contextKind':'org','values':['org-key']}]| false | true  | true
					'excluded':['user-key'],'rules':[{'clauses':[]}]                                     | false | true  | false
					'excludedContexts':[{'contextKind':'org','values':['org-key']}],'rules':[{}]         | true  | false | false
					'rules':[{'clauses':[]}]                                                             | true  | true  | true
					'rules':[{'claws':[]}]                                                               | true  | true  | true
					'rules':[{'clauses':[{'attribute':'key','op':'in','values':['user-key']}]}]          | true  | false | true
					'rules':[{'clauses':[{'attribute':'key','op':'in','values':['x']}]},{'clauses':[{'attribute':'kind','op':'in','values':['org']}]}] | false | true | true
					'rules':[{'weight':0}]                                                               | false | true  | false
					'rules':[{'weight':100000}]                                                          | true  | true  | true
					'rules':[{'weight':null}]                                                            | true  | true  | true
					'rules':[{'weight':0,'rolloutContextKind':'org'}]                                    | true  | false | false
					""")
	void contextsAreMembersByKeyOrRule(String properties, boolean user, boolean org, boolean both) {
		assertThat(isMember(USER, properties)).as("user").isEqualTo(user);
		assertThat(isMember(ORG, properties)).as("org").isEqualTo(org);
		assertThat(isMember(BOTH, properties)).as("both").isEqualTo(both);
	}

	@Test
	void missingSegmentHasNoMembers() {
		assertThat(this.fixture.matches(asksFor("'missing'"), USER)).isFalse();
		assertThat(this.fixture.matches("{'op':'segmentMatch','values':['missing'],'negate':true}", USER)).isTrue();
	}

	@Test
	void anyOfSeveralSegmentsIsEnough() {
		this.fixture.segment("s", EVERYBODY);
		assertThat(this.fixture.matches(asksFor("'missing','s'"), USER)).isTrue();
		assertThat(this.fixture.matches("{'op':'segmentMatch','values':['missing','s'],'negate':true}", USER))
			.isFalse();
	}

	@Test
	void valuesThatAreNoStringsAreIgnored() {
		this.fixture.segment("3", EVERYBODY);
		assertThat(this.fixture.matches(asksFor("3,null,true,['s'],{'s':1}"), USER)).isFalse();
	}

	@Test
	void attributeAndKindOfTheClauseHaveNoMeaning() {
		this.fixture.segment("s", EVERYBODY);
		for (String ignored : new String[] { "'attribute':''", "'contextKind':'absent','attribute':'/a~'" }) {
			assertThat(this.fixture.matches("{%s,'op':'segmentMatch','values':['s']}".formatted(ignored), USER))
				.isTrue();
		}
	}

	@Test
	void badAttributeReferenceInARuleIsMalformed() {
		this.fixture.segment("s", "'rules':[{'clauses':[{'attribute':'','op':'in','values':['x']}]}]");
		assertMalformed(this.fixture.flagWithClause(asksFor("'s'")));
	}

	@Test
	void segmentMayAskForOtherSegments() {
		nested("s", "missing", "t");
		nested("t", "u");
		this.fixture.segment("u", EVERYBODY);
		assertThat(this.fixture.matches(asksFor("'s'"), USER)).isTrue();
	}

	@Test
	void segmentOnTwoBranchesIsNoCycle() {
		nested("s", "t", "u");
		nested("t", "v");
		nested("u", "v", "w");
		nested("v", "missing");
		this.fixture.segment("w", EVERYBODY);
		assertThat(this.fixture.matches(asksFor("'s'"), USER)).isTrue();
	}

	@Test
	void segmentThatDependsOnItselfIsMalformed() {
		nested("s", "s");
		assertMalformed(this.fixture.flagWithClause(asksFor("'s'")));
	}

	@Test
	void cycleOfSegmentsIsMalformed() {
		nested("s", "t");
		nested("t", "u");
		nested("u", "t");
		assertMalformed(this.fixture.flagWithClause(asksFor("'s'")));
	}

	@Test
	void cycleThatIsNotReachedDoesNoHarm() {
		nested("t", "s");
		this.fixture.segment("s", "'included':['user-key'],'rules':[{'clauses':[%s]}]".formatted(asksFor("'t'")));
		assertThat(this.fixture.matches(asksFor("'s'"), USER)).isTrue();
	}

	private void assertMalformed(FeatureFlag flag) {
		assertThat(this.fixture.evaluate(flag, USER)).isEqualTo(EvaluationFixture.error(ErrorKind.MALFORMED_FLAG));
	}

}
