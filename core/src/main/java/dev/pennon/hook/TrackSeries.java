package dev.pennon.hook;

import dev.pennon.context.EvaluationContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An event that an application has tracked.
 *
 * @param key what has happened
 * @param context to whom
 * @param data details, not to be modified; null for none
 * @param metricValue a number to measure, or null for none
 * @param environmentId the id of the environment that flags come from; null as long as
 * the service has not told
 */
public record TrackSeries(String key, EvaluationContext context, @Nullable JsonNode data, @Nullable Double metricValue,
		@Nullable String environmentId) {
}
