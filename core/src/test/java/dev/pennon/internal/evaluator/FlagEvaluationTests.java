package dev.pennon.internal.evaluator;

import dev.pennon.context.ContextKind;
import dev.pennon.context.EvaluationContext;
import dev.pennon.evaluation.ErrorKind;
import dev.pennon.evaluation.EvaluationDetail;
import dev.pennon.evaluation.EvaluationReason;
import dev.pennon.model.FeatureFlag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.NullNode;

import static dev.pennon.internal.evaluator.EvaluationFixture.USER;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the order in which a flag's parts are looked at, and for its targets.
 */
class FlagEvaluationTests {

	private static final EvaluationContext ORG = EvaluationContext.of(ContextKind.of("org"), "org-key");

	private static final EvaluationContext USER_AND_ORG = EvaluationContext.multiBuilder().add(USER).add(ORG).build();

	private final EvaluationFixture fixture = new EvaluationFixture();

	@Test
	void flagThatIsOffGivesItsOffVariation() {
		FeatureFlag flag = this.fixture.rawFlag("flag",
				"'on':false,'offVariation':1,'variations':['a','b'],'targets':[{'variation':0,'values':['user-key']}]");
		assertThat(this.fixture.outcome(flag, USER)).isEqualTo("b OFF");
	}

	@Test
	void flagThatIsOffWithoutOffVariationGivesNothing() {
		FeatureFlag flag = this.fixture.rawFlag("flag", "'on':false,'variations':['a']");
		assertThat(this.fixture.evaluate(flag, USER))
			.isEqualTo(new EvaluationDetail<>(null, EvaluationDetail.NO_VARIATION, EvaluationReason.off()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "-1", "2", "3000000000", "-3000000000", "9223372036854775807" })
	void indexThatIsNoVariationIsMalformed(String index) {
		for (String properties : new String[] { "'on':false,'offVariation':%s,'variations':['a','b']",
				"'on':true,'fallthrough':{'variation':%s},'variations':['a','b']",
				"'on':true,'targets':[{'variation':%s,'values':['user-key']}],'variations':['a','b']",
				"'on':true,'rules':[{'variation':%s}],'variations':['a','b']",
				"'on':true,'rules':[{'rollout':{'variations':[{'variation':%s,'weight':1}]}}],'variations':['a','b']" }) {
			FeatureFlag flag = this.fixture.rawFlag("flag", properties.formatted(index));
			assertThat(this.fixture.evaluate(flag, USER)).as(properties)
				.isEqualTo(EvaluationFixture.error(ErrorKind.MALFORMED_FLAG));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "'on':true", "'on':true,'fallthrough':{}", "'on':true,'fallthrough':null",
			"'on':true,'fallthrough':{'rollout':{}}", "'on':true,'fallthrough':{'rollout':{'variations':[]}}",
			"'on':true,'fallthrough':{'variation':0},'rules':[{}]",
			"'on':true,'fallthrough':{'variation':0},'rules':[{'rollout':{'variations':[]}}]" })
	void outcomeWithNeitherVariationNorRolloutIsMalformed(String properties) {
		FeatureFlag flag = this.fixture.rawFlag("flag", properties + ",'variations':['a','b'],'offVariation':1");
		assertThat(this.fixture.evaluate(flag, USER)).isEqualTo(EvaluationFixture.error(ErrorKind.MALFORMED_FLAG));
	}

	@Test
	void malformedPartThatIsNotReachedDoesNoHarm() {
		FeatureFlag flag = this.fixture.rawFlag("flag",
				"'on':true,'variations':['a'],'targets':[{'variation':0,'values':['user-key']}],'rules':[{}]");
		assertThat(this.fixture.outcome(flag, USER)).isEqualTo("a TARGET_MATCH");
	}

	@Test
	void nullVariationIsAResultWithItsIndex() {
		FeatureFlag flag = this.fixture.rawFlag("flag",
				"'on':true,'variations':['a',null],'fallthrough':{'variation':1}");
		assertThat(this.fixture.evaluate(flag, USER))
			.isEqualTo(new EvaluationDetail<>(NullNode.getInstance(), 1, EvaluationReason.fallthrough(false)));
	}

	@Test
	void variationWinsOverRollout() {
		FeatureFlag flag = this.fixture.rawFlag("flag",
				"'on':true,'variations':['a','b'],'fallthrough':{'variation':0,'rollout':{'variations':[{'variation':1,'weight':100000}]}}");
		assertThat(this.fixture.outcome(flag, USER)).isEqualTo("a FALLTHROUGH");
	}

	@Test
	void targetsWinOverRules() {
		FeatureFlag flag = this.fixture.flag("flag",
				"'targets':[{'variation':0,'values':['user-key']}],'rules':[{'variation':2,'clauses':[]}]");
		assertThat(this.fixture.outcome(flag, USER)).isEqualTo("a TARGET_MATCH");
	}

	@Test
	void firstRuleThatMatchesWins() {
		String never = "{'attribute':'key','op':'in','values':['nobody']}";
		FeatureFlag flag = this.fixture.flag("flag",
				"'rules':[{'id':'x','variation':0,'clauses':[%s]},{'id':'y','variation':2},{'variation':0}]"
					.formatted(never));
		assertThat(this.fixture.outcome(flag, USER)).isEqualTo("c RULE_MATCH(1,y)");
	}

	@Test
	void ruleNeedsAllItsClauses() {
		FeatureFlag flag = this.fixture.flag("flag",
				"'rules':[{'variation':2,'clauses':[{'attribute':'key','op':'in','values':['user-key']},{'attribute':'key','op':'in','values':['x']}]}]");
		assertThat(this.fixture.outcome(flag, USER)).isEqualTo("b FALLTHROUGH");
	}

	@Test
	void ruleWithoutIdHasNoIdInTheReason() {
		FeatureFlag flag = this.fixture.flag("flag", "'rules':[{'variation':2}]");
		assertThat(this.fixture.evaluate(flag, USER).reason()).isEqualTo(EvaluationReason.ruleMatch(0, null, false));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					'targets':[{'variation':0,'values':['user-key']}]                                      | a TARGET_MATCH | b FALLTHROUGH  | a TARGET_MATCH
					'targets':[{'variation':0,'values':['x']},{'variation':2,'values':['user-key','y']}]   | c TARGET_MATCH | b FALLTHROUGH  | c TARGET_MATCH
					'targets':[{'variation':0,'values':['user-key']},{'variation':2,'values':['user-key']}]| a TARGET_MATCH | b FALLTHROUGH  | a TARGET_MATCH
					'contextTargets':[{'contextKind':'org','variation':2,'values':['org-key']}]            | b FALLTHROUGH  | c TARGET_MATCH | c TARGET_MATCH
					'contextTargets':[{'contextKind':'org','variation':2,'values':['user-key']}]           | b FALLTHROUGH  | b FALLTHROUGH  | b FALLTHROUGH
					'contextTargets':[{'contextKind':'user','variation':2,'values':['user-key']}]          | b FALLTHROUGH  | b FALLTHROUGH  | b FALLTHROUGH
					'targets':[{'variation':0,'values':['user-key']}],'contextTargets':[{'contextKind':'org','variation':2,'values':['org-key']}]| b FALLTHROUGH | c TARGET_MATCH | c TARGET_MATCH
					'targets':[{'variation':0,'values':['user-key']}],'contextTargets':[{'contextKind':'org','variation':2,'values':['org-key']},{'contextKind':'user','variation':0,'values':[]}]| a TARGET_MATCH | c TARGET_MATCH | c TARGET_MATCH
					'targets':[{'variation':0,'values':['user-key']}],'contextTargets':[{'variation':0},{'contextKind':'org','variation':2,'values':['org-key']}]| a TARGET_MATCH | c TARGET_MATCH | a TARGET_MATCH
					'targets':[{'variation':0,'values':['user-key']}],'contextTargets':[{'contextKind':'','variation':0}]| a TARGET_MATCH | b FALLTHROUGH | a TARGET_MATCH
					'targets':[{'variation':0,'values':['x']},{'variation':0,'values':['user-key']}],'contextTargets':[{'variation':0}]| b FALLTHROUGH | b FALLTHROUGH | b FALLTHROUGH
					'targets':[{'variation':0,'values':['user-key']}],'contextTargets':[{'variation':2,'values':['user-key']}]| b FALLTHROUGH | b FALLTHROUGH | b FALLTHROUGH
					""",
			quoteCharacter = '`')
	void targetsMatchByKindAndKey(String targets, String forUser, String forOrg, String forBoth) {
		FeatureFlag flag = this.fixture.flag("flag", targets);
		assertThat(this.fixture.outcome(flag, USER)).isEqualTo(forUser);
		assertThat(this.fixture.outcome(flag, ORG)).isEqualTo(forOrg);
		assertThat(this.fixture.outcome(flag, USER_AND_ORG)).isEqualTo(forBoth);
	}

	@Test
	void resultsAreTheFlagsOwn() {
		FeatureFlag flag = this.fixture.flag("flag", "");
		assertThat(this.fixture.evaluate(flag, USER)).isSameAs(this.fixture.evaluate(flag, ORG));
	}

}
