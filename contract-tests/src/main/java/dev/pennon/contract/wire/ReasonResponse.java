package dev.pennon.contract.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.pennon.evaluation.BigSegmentsStatus;
import dev.pennon.evaluation.ErrorKind;
import dev.pennon.evaluation.EvaluationReason;
import org.jspecify.annotations.Nullable;

/**
 * Why a flag has a value. What does not apply is left out.
 *
 * @param kind the general reason
 * @param ruleIndex the place of the rule that matched
 * @param ruleId the id of the rule that matched
 * @param prerequisiteKey the key of the flag that failed
 * @param errorKind what was wrong
 * @param inExperiment true, or null for false
 * @param bigSegmentsStatus how far the answer can be trusted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReasonResponse(EvaluationReason.Kind kind, @Nullable Integer ruleIndex, @Nullable String ruleId,
		@Nullable String prerequisiteKey, @Nullable ErrorKind errorKind, @Nullable Boolean inExperiment,
		@Nullable BigSegmentsStatus bigSegmentsStatus) {

	/**
	 * Translates a reason.
	 * @param reason the reason
	 * @return its form on the wire
	 */
	public static ReasonResponse of(EvaluationReason reason) {
		return new ReasonResponse(reason.kind(),
				(reason.kind() == EvaluationReason.Kind.RULE_MATCH) ? reason.ruleIndex() : null, reason.ruleId(),
				reason.prerequisiteKey(), reason.errorKind(), reason.inExperiment() ? true : null,
				reason.bigSegmentsStatus());
	}

}
