package dev.pennon.model;

import java.util.List;

import dev.pennon.evaluation.ErrorKind;
import dev.pennon.evaluation.EvaluationDetail;
import dev.pennon.evaluation.EvaluationReason;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Makes the results that evaluations of one flag will hand out, so that none is made
 * during an evaluation.
 */
final class Results {

	/** The result of reaching a part of a flag that contradicts itself. */
	static final EvaluationDetail<@Nullable JsonNode> MALFORMED = withoutVariation(
			EvaluationReason.error(ErrorKind.MALFORMED_FLAG));

	private final List<JsonNode> variations;

	Results(List<JsonNode> variations) {
		this.variations = variations;
	}

	/** The result for a variation; malformed if the flag does not have that variation. */
	EvaluationDetail<@Nullable JsonNode> of(int variation, EvaluationReason reason) {
		if (variation < 0 || variation >= this.variations.size()) {
			return MALFORMED;
		}
		return new EvaluationDetail<>(this.variations.get(variation), variation, reason);
	}

	/** The result for the off variation, which a flag need not have. */
	EvaluationDetail<@Nullable JsonNode> ofOff(@Nullable Integer offVariation, EvaluationReason reason) {
		return (offVariation != null) ? of(offVariation, reason) : withoutVariation(reason);
	}

	// NullAway reads a type argument's nullness in the newer JDK's build only
	@SuppressWarnings("NullAway")
	private static EvaluationDetail<@Nullable JsonNode> withoutVariation(EvaluationReason reason) {
		return new EvaluationDetail<>(null, EvaluationDetail.NO_VARIATION, reason);
	}

}
