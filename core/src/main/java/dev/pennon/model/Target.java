package dev.pennon.model;

import dev.pennon.context.ContextKind;
import dev.pennon.evaluation.EvaluationDetail;
import dev.pennon.internal.collection.StringSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Contexts of one kind that get a variation because of their key.
 *
 * @param contextKind the kind
 * @param keys the keys of the contexts
 * @param result what they get
 * @param next the target that is checked next, or null for none
 */
public record Target(ContextKind contextKind, StringSet keys, EvaluationDetail<@Nullable JsonNode> result,
		@Nullable Target next) {

}
