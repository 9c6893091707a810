package dev.pennon.migration;

import dev.pennon.context.EvaluationContext;
import org.jspecify.annotations.Nullable;

/**
 * What a migration needs of the flag client.
 */
public interface MigrationClient {

	/**
	 * Returns how far a migration has come. Never throws.
	 * @param key the key of the flag that steers the migration
	 * @param context whom to evaluate for
	 * @param defaultStage the stage to take where the flag has none to offer
	 * @return the stage, and a tracker for one operation
	 */
	MigrationVariation migrationVariation(String key, @Nullable EvaluationContext context, MigrationStage defaultStage);

	/**
	 * Tells the events service what was seen during an operation. Returns at once; a
	 * tracker that makes no sense is only logged.
	 * @param tracker the tracker of one operation that is over
	 */
	void trackMigration(MigrationTracker tracker);

}
