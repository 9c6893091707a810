package dev.pennon.event;

import java.time.Instant;

import dev.pennon.context.EvaluationContext;

/**
 * Something that happened in this process and that the events service may want to know.
 * Immutable.
 */
public sealed interface Event permits EvaluationEvent, IdentifyEvent, CustomEvent, MigrationEvent {

	/**
	 * Returns when it happened.
	 * @return the time, to the millisecond
	 */
	Instant creationDate();

	/**
	 * Returns whom it is about.
	 * @return a valid context
	 */
	EvaluationContext context();

}
