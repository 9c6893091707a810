package dev.pennon.evaluation;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The result of an evaluation together with the reason for it.
 *
 * @param <T> the type of the value
 * @param value the value of the variation, or the caller's default
 * @param variationIndex the place of the variation in the flag's list, from 0, or
 * {@link #NO_VARIATION} if the value is the caller's default
 * @param reason why the evaluation came to this result
 */
public record EvaluationDetail<T extends @Nullable Object>(T value, int variationIndex, EvaluationReason reason) {

	/** The variation index of a value that is no variation of the flag. */
	public static final int NO_VARIATION = -1;

	public EvaluationDetail {
		Objects.requireNonNull(reason, "'reason' must not be null");
	}

	/**
	 * Returns whether the value is the caller's default rather than one of the flag's
	 * variations.
	 * @return whether there is no variation
	 */
	public boolean isDefaultValue() {
		return this.variationIndex == NO_VARIATION;
	}

}
