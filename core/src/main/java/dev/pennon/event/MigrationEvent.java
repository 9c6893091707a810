package dev.pennon.event;

import java.time.Instant;

import dev.pennon.context.EvaluationContext;
import dev.pennon.migration.MigrationOutcome;

/**
 * Something was read or written during a migration.
 *
 * @param creationDate when
 * @param outcome what was seen
 */
public record MigrationEvent(Instant creationDate, MigrationOutcome outcome) implements Event {

	@Override
	public EvaluationContext context() {
		return this.outcome.context();
	}

}
