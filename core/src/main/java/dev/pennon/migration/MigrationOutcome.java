package dev.pennon.migration;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

import dev.pennon.context.EvaluationContext;
import dev.pennon.evaluation.EvaluationDetail;
import dev.pennon.model.FeatureFlag;
import org.jspecify.annotations.Nullable;

/**
 * What was seen during one operation of a migration.
 *
 * @param flagKey the key of the flag that steers the migration
 * @param flag the flag, or null if there is none
 * @param context whom the operation was for
 * @param stage the stage that the flag gave, and why
 * @param defaultStage the stage to take where the flag has none to offer
 * @param operation what was done
 * @param invoked the systems that were asked
 * @param latencies how long each took, if that was measured
 * @param errors the systems that failed, if that was recorded
 * @param consistent whether both gave the same, or null if that was not checked
 */
public record MigrationOutcome(String flagKey, @Nullable FeatureFlag flag, EvaluationContext context,
		EvaluationDetail<MigrationStage> stage, MigrationStage defaultStage, MigrationOperation operation,
		Set<MigrationOrigin> invoked, Map<MigrationOrigin, Duration> latencies, Set<MigrationOrigin> errors,
		@Nullable Boolean consistent) {

	private static final long ALL = 1;

	public MigrationOutcome {
		invoked = Set.copyOf(invoked);
		latencies = Map.copyOf(latencies);
		errors = Set.copyOf(errors);
	}

	/**
	 * Returns how many operations there are for each one that is reported.
	 * @return the ratio; 1 for all, 0 for none
	 */
	public long samplingRatio() {
		return (this.flag != null) ? this.flag.samplingRatio() : ALL;
	}

	/**
	 * Returns how many reads there are for each one whose consistency is checked.
	 * @return the ratio; 1 for all, 0 for none
	 */
	public long checkRatio() {
		Long ratio = (this.flag != null) ? this.flag.migrationCheckRatio() : null;
		return (ratio != null) ? ratio : ALL;
	}

}
