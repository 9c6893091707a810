package dev.pennon.model;

import dev.pennon.evaluation.EvaluationDetail;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a rule or the fallthrough gives: always the same, or a share of a rollout.
 */
public final class VariationOrRollout {

	/** Neither a variation nor a rollout, which only shows when it is reached. */
	static final VariationOrRollout NEITHER = new VariationOrRollout(Results.MALFORMED);

	private final EvaluationDetail<@Nullable JsonNode> result;

	private final @Nullable Rollout rollout;

	VariationOrRollout(EvaluationDetail<@Nullable JsonNode> result) {
		this.result = result;
		this.rollout = null;
	}

	VariationOrRollout(Rollout rollout) {
		this.result = Results.MALFORMED;
		this.rollout = rollout;
	}

	/**
	 * Returns the one result that every context gets.
	 * @return the result, without meaning if there is a rollout
	 */
	public EvaluationDetail<@Nullable JsonNode> result() {
		return this.result;
	}

	/**
	 * Returns the rollout.
	 * @return the rollout, or null if every context gets the same result
	 */
	public @Nullable Rollout rollout() {
		return this.rollout;
	}

}
