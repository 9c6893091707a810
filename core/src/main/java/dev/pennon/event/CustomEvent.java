package dev.pennon.event;

import java.time.Instant;

import dev.pennon.context.EvaluationContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Something that an application tracks has happened.
 *
 * @param creationDate when
 * @param key what happened
 * @param context to whom
 * @param data details, not to be modified; null for none
 * @param metricValue a number to measure, or null for none
 */
public record CustomEvent(Instant creationDate, String key, EvaluationContext context, @Nullable JsonNode data,
		@Nullable Double metricValue) implements Event {
}
