package dev.pennon.contract.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.pennon.evaluation.EvaluationDetail;
import org.jspecify.annotations.Nullable;

/**
 * The value of a flag. The rest is there only if it was asked for.
 *
 * @param value the value, of any type that JSON has
 * @param variationIndex the place of the value among the flag's variations, or null if it
 * is not one of them
 * @param reason why it is that value
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EvaluateFlagResponse(@JsonInclude @Nullable Object value, @Nullable Integer variationIndex,
		@Nullable ReasonResponse reason) {

	/**
	 * Answers with the value alone.
	 * @param value the value
	 * @return the answer
	 */
	public static EvaluateFlagResponse of(@Nullable Object value) {
		return new EvaluateFlagResponse(value, null, null);
	}

	/**
	 * Answers with everything.
	 * @param detail the result of the evaluation
	 * @return the answer
	 */
	public static EvaluateFlagResponse of(EvaluationDetail<?> detail) {
		return new EvaluateFlagResponse(detail.value(), detail.isDefaultValue() ? null : detail.variationIndex(),
				ReasonResponse.of(detail.reason()));
	}

}
