package dev.pennon.hook;

import dev.pennon.context.EvaluationContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An evaluation that hooks run around.
 *
 * @param flagKey the key that is asked for
 * @param context whom to evaluate for; possibly null or invalid
 * @param defaultValue the caller's default, not to be modified; a null node for one that
 * has no JSON form
 * @param method the method of the client that was called, such as
 * {@code FlagClient.boolVariation}
 * @param environmentId the id of the environment that flags come from; null as long as
 * the service has not told
 */
public record EvaluationSeries(String flagKey, @Nullable EvaluationContext context, JsonNode defaultValue,
		String method, @Nullable String environmentId) {
}
