package dev.pennon.event;

import java.time.Instant;

import dev.pennon.context.EvaluationContext;
import dev.pennon.evaluation.EvaluationDetail;
import dev.pennon.model.FeatureFlag;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A flag was evaluated.
 *
 * @param creationDate when
 * @param key the key that was asked for
 * @param flag the flag, or null if there is none or it could not be looked up
 * @param context whom it was evaluated for
 * @param result the outcome; its value is null where the caller gets the default
 * @param defaultValue the caller's default, not to be modified; null for none and for the
 * JSON null
 * @param withReasons whether the caller asked for the reason
 * @param prerequisiteOf the flag that needed this one, or null if a caller asked for it
 */
public record EvaluationEvent(Instant creationDate, String key, @Nullable FeatureFlag flag, EvaluationContext context,
		EvaluationDetail<@Nullable JsonNode> result, @Nullable JsonNode defaultValue, boolean withReasons,
		@Nullable FeatureFlag prerequisiteOf) implements Event {

	/**
	 * Returns what the caller got.
	 * @return the value of the variation, or the caller's default
	 */
	public @Nullable JsonNode value() {
		return this.result.isDefaultValue() ? this.defaultValue : this.result.value();
	}

	/**
	 * Returns whether the evaluation counts for an experiment.
	 * @return whether it makes a full event with its reason
	 */
	public boolean isExperiment() {
		return this.flag != null && this.flag.isExperiment(this.result.reason());
	}

}
