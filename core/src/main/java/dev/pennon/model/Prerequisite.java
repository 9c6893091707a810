package dev.pennon.model;

import dev.pennon.evaluation.EvaluationDetail;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A flag that another one depends on.
 *
 * @param key the storage key of the flag that is depended on
 * @param variation the variation that it must give
 * @param failure what the dependent flag gives if it does not
 * @param next the prerequisite that is checked next, or null for none
 */
public record Prerequisite(String key, int variation, EvaluationDetail<@Nullable JsonNode> failure,
		@Nullable Prerequisite next) {

}
