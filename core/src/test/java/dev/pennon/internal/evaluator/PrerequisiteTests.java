package dev.pennon.internal.evaluator;

import dev.pennon.evaluation.ErrorKind;
import dev.pennon.model.FeatureFlag;
import org.junit.jupiter.api.Test;

import static dev.pennon.internal.evaluator.EvaluationFixture.USER;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for prerequisites.
 */
class PrerequisiteTests {

	private final EvaluationFixture fixture = new EvaluationFixture();

	private FeatureFlag flag(String key, String... prerequisites) {
		StringBuilder list = new StringBuilder();
		for (String prerequisite : prerequisites) {
			list.append((list.length() > 0) ? "," : "").append("{'key':'%s','variation':1}".formatted(prerequisite));
		}
		return this.fixture.flag(key, "'prerequisites':[%s]".formatted(list));
	}

	@Test
	void prerequisiteThatGivesTheWantedVariationIsMet() {
		FeatureFlag flag = flag("flag", "p");
		flag("p");
		assertThat(this.fixture.outcome(flag, USER)).isEqualTo("b FALLTHROUGH");
		assertThat(this.fixture.prerequisites()).containsExactly("p of flag gave b because of FALLTHROUGH");
	}

	@Test
	void prerequisiteThatGivesAnotherVariationFails() {
		FeatureFlag flag = flag("flag", "p");
		this.fixture.flag("p", "'rules':[{'variation':2}]");
		assertThat(this.fixture.outcome(flag, USER)).isEqualTo("a PREREQUISITE_FAILED(p)");
		assertThat(this.fixture.prerequisites()).containsExactly("p of flag gave c because of RULE_MATCH(0)");
	}

	@Test
	void prerequisiteThatIsOffFailsEvenIfItGivesTheWantedVariation() {
		FeatureFlag flag = flag("flag", "p");
		this.fixture.rawFlag("p", "'on':false,'variations':['x','y'],'offVariation':1");
		assertThat(this.fixture.outcome(flag, USER)).isEqualTo("a PREREQUISITE_FAILED(p)");
		assertThat(this.fixture.prerequisites()).containsExactly("p of flag gave y because of OFF");
	}

	@Test
	void missingPrerequisiteFailsAndIsNotReported() {
		FeatureFlag flag = flag("flag", "p");
		assertThat(this.fixture.outcome(flag, USER)).isEqualTo("a PREREQUISITE_FAILED(p)");
		assertThat(this.fixture.prerequisites()).isEmpty();
	}

	@Test
	void malformedPrerequisiteFailsWithoutAbortingTheEvaluation() {
		FeatureFlag flag = flag("flag", "p");
		this.fixture.rawFlag("p", "'on':true,'variations':['x','y'],'fallthrough':{'variation':9}");
		assertThat(this.fixture.outcome(flag, USER)).isEqualTo("a PREREQUISITE_FAILED(p)");
		assertThat(this.fixture.prerequisites())
			.containsExactly("p of flag gave null because of ERROR(MALFORMED_FLAG)");
	}

	@Test
	void noVariationIsNotTheWantedOneEvenIfThatIsMinusOne() {
		FeatureFlag flag = this.fixture.flag("flag", "'prerequisites':[{'key':'p','variation':-1}]");
		this.fixture.rawFlag("p", "'on':true,'variations':['x','y'],'fallthrough':{'variation':-1}");
		assertThat(this.fixture.outcome(flag, USER)).isEqualTo("a PREREQUISITE_FAILED(p)");
	}

	@Test
	void firstFailureEndsTheCheck() {
		FeatureFlag flag = flag("flag", "p", "missing", "q");
		flag("p");
		flag("q");
		assertThat(this.fixture.outcome(flag, USER)).isEqualTo("a PREREQUISITE_FAILED(missing)");
		assertThat(this.fixture.prerequisites()).containsExactly("p of flag gave b because of FALLTHROUGH");
	}

	@Test
	void failureWithoutOffVariationGivesNothing() {
		FeatureFlag flag = this.fixture.rawFlag("flag",
				"'on':true,'variations':['a'],'prerequisites':[{'key':'p','variation':0}]");
		assertThat(this.fixture.outcome(flag, USER)).isEqualTo("null PREREQUISITE_FAILED(p)");
	}

	@Test
	void failureWithBadOffVariationIsMalformed() {
		FeatureFlag flag = this.fixture.rawFlag("flag",
				"'on':true,'variations':['a'],'offVariation':1,'prerequisites':[{'key':'p','variation':0}]");
		assertThat(this.fixture.evaluate(flag, USER)).isEqualTo(EvaluationFixture.error(ErrorKind.MALFORMED_FLAG));
	}

	@Test
	void flagThatIsOffDoesNotLookAtItsPrerequisites() {
		FeatureFlag flag = this.fixture.rawFlag("flag",
				"'on':false,'variations':['a'],'offVariation':0,'prerequisites':[{'key':'p','variation':0}]");
		flag("p");
		assertThat(this.fixture.outcome(flag, USER)).isEqualTo("a OFF");
		assertThat(this.fixture.prerequisites()).isEmpty();
	}

	@Test
	void prerequisitesOfPrerequisitesAreReportedFirst() {
		FeatureFlag flag = flag("flag", "p");
		flag("p", "q");
		flag("q");
		assertThat(this.fixture.outcome(flag, USER)).isEqualTo("b FALLTHROUGH");
		assertThat(this.fixture.prerequisites()).containsExactly("q of p gave b because of FALLTHROUGH",
				"p of flag gave b because of FALLTHROUGH");
	}

	@Test
	void failureFurtherDownNamesTheDirectPrerequisite() {
		FeatureFlag flag = flag("flag", "p");
		flag("p", "missing");
		assertThat(this.fixture.outcome(flag, USER)).isEqualTo("a PREREQUISITE_FAILED(p)");
		assertThat(this.fixture.prerequisites())
			.containsExactly("p of flag gave a because of PREREQUISITE_FAILED(missing)");
	}

	@Test
	void prerequisiteOnTwoBranchesIsEvaluatedTwice() {
		FeatureFlag flag = flag("flag", "left", "right");
		flag("left", "shared");
		flag("right", "shared");
		flag("shared");
		assertThat(this.fixture.outcome(flag, USER)).isEqualTo("b FALLTHROUGH");
		assertThat(this.fixture.prerequisites()).containsExactly("shared of left gave b because of FALLTHROUGH",
				"left of flag gave b because of FALLTHROUGH", "shared of right gave b because of FALLTHROUGH",
				"right of flag gave b because of FALLTHROUGH");
	}

	@Test
	void prerequisiteThatHasPrerequisitesIsNoCycleOnTwoBranches() {
		FeatureFlag flag = flag("flag", "left", "right");
		flag("left", "shared");
		flag("right", "shared");
		flag("shared", "deep");
		flag("deep");
		assertThat(this.fixture.outcome(flag, USER)).isEqualTo("b FALLTHROUGH");
		assertThat(this.fixture.outcome(flag, USER)).isEqualTo("b FALLTHROUGH");
	}

	@Test
	void flagThatDependsOnItselfIsMalformed() {
		assertMalformed(flag("flag", "flag"));
	}

	@Test
	void cycleThroughAnotherFlagIsMalformed() {
		FeatureFlag flag = flag("flag", "p");
		flag("p", "flag");
		assertMalformed(flag);
	}

	@Test
	void cycleAmongPrerequisitesIsMalformed() {
		FeatureFlag flag = flag("flag", "p");
		flag("p", "q");
		flag("q", "p");
		assertMalformed(flag);
	}

	@Test
	void theNextEvaluationKnowsNothingOfACycle() {
		FeatureFlag cyclic = flag("flag", "p");
		flag("p", "flag");
		assertThat(this.fixture.evaluate(cyclic, USER).reason().errorKind()).isEqualTo(ErrorKind.MALFORMED_FLAG);
		flag("p");
		assertThat(this.fixture.outcome(flag("other", "p"), USER)).isEqualTo("b FALLTHROUGH");
		assertThat(this.fixture.outcome(cyclic, USER)).isEqualTo("b FALLTHROUGH");
	}

	@Test
	void cycleIsNotNoticedWhereAFlagIsOff() {
		FeatureFlag flag = flag("flag", "p");
		this.fixture.rawFlag("p", "'on':false,'prerequisites':[{'key':'flag','variation':0}]");
		assertThat(this.fixture.outcome(flag, USER)).isEqualTo("a PREREQUISITE_FAILED(p)");
	}

	@Test
	void whatWasEvaluatedBeforeAnAbortIsReported() {
		FeatureFlag flag = flag("flag", "p", "flag");
		flag("p");
		assertMalformed(flag);
		assertThat(this.fixture.prerequisites()).containsExactly("p of flag gave b because of FALLTHROUGH");
	}

	@Test
	void badAttributeInAPrerequisiteAbortsTheWholeEvaluation() {
		FeatureFlag flag = flag("flag", "p");
		this.fixture.flag("p", "'rules':[{'variation':0,'clauses':[{'op':'in','values':['x']}]}]");
		assertMalformed(flag);
		assertThat(this.fixture.prerequisites()).isEmpty();
	}

	@Test
	void evaluationAfterAnAbortIsNotDisturbed() {
		FeatureFlag cyclic = flag("cyclic", "p");
		flag("p", "cyclic");
		assertMalformed(cyclic);
		FeatureFlag flag = flag("flag", "q");
		flag("q", "r");
		flag("r");
		assertThat(this.fixture.outcome(flag, USER)).isEqualTo("b FALLTHROUGH");
	}

	private void assertMalformed(FeatureFlag flag) {
		assertThat(this.fixture.evaluate(flag, USER)).isEqualTo(EvaluationFixture.error(ErrorKind.MALFORMED_FLAG));
	}

}
