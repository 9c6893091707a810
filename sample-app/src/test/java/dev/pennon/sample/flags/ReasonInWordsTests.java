package dev.pennon.sample.flags;

import dev.pennon.evaluation.ErrorKind;
import dev.pennon.evaluation.EvaluationReason;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ReasonInWords}.
 */
class ReasonInWordsTests {

	@Test
	void rulesAreCountedFromOneAndNamed() {
		EvaluationReason reason = EvaluationReason.ruleMatch(1, "beta testers", false);
		assertThat(ReasonInWords.inShort(reason)).isEqualTo("RULE_MATCH, rule 2 \"beta testers\"");
		assertThat(ReasonInWords.inASentence(reason)).isEqualTo("The shopper matches rule 2 \"beta testers\".");
	}

	@Test
	void ruleWithoutIdHasItsNumberOnly() {
		assertThat(ReasonInWords.inShort(EvaluationReason.ruleMatch(0, null, false))).isEqualTo("RULE_MATCH, rule 1");
	}

	@Test
	void failedPrerequisiteIsNamed() {
		EvaluationReason reason = EvaluationReason.prerequisiteFailed("new-product-cards");
		assertThat(ReasonInWords.inShort(reason)).isEqualTo("PREREQUISITE_FAILED, new-product-cards");
		assertThat(ReasonInWords.inASentence(reason)).contains("\"new-product-cards\"");
	}

	@Test
	void errorSaysItsKind() {
		EvaluationReason reason = EvaluationReason.error(ErrorKind.MALFORMED_FLAG);
		assertThat(ReasonInWords.inShort(reason)).isEqualTo("ERROR, MALFORMED_FLAG");
	}

	@Test
	void otherReasonsAreTheirNames() {
		assertThat(ReasonInWords.inShort(EvaluationReason.off())).isEqualTo("OFF");
		assertThat(ReasonInWords.inShort(EvaluationReason.fallthrough(true))).isEqualTo("FALLTHROUGH");
		assertThat(ReasonInWords.inShort(EvaluationReason.targetMatch())).isEqualTo("TARGET_MATCH");
	}

}
