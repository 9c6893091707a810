package dev.pennon.event;

import java.time.Instant;

import dev.pennon.context.EvaluationContext;

/**
 * An application says that there is a context.
 *
 * @param creationDate when
 * @param context the context
 */
public record IdentifyEvent(Instant creationDate, EvaluationContext context) implements Event {
}
