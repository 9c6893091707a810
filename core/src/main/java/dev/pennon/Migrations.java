package dev.pennon;

import dev.pennon.context.EvaluationContext;
import dev.pennon.evaluation.EvaluationDetail;
import dev.pennon.migration.MigrationStage;
import dev.pennon.migration.MigrationTracker;
import dev.pennon.migration.MigrationVariation;
import dev.pennon.model.FeatureFlag;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Makes stages of migrations of the results of evaluations. Immutable.
 */
final class Migrations {

	private final Variations variations;

	Migrations(Variations variations) {
		this.variations = variations;
	}

	/** Returns the stage that the flag gives, and a tracker that knows that flag. */
	MigrationVariation variation(String key, @Nullable EvaluationContext context, MigrationStage defaultStage) {
		FlagNote note = new FlagNote();
		EvaluationDetail<@Nullable JsonNode> result = this.variations.migrationStage(key, context, defaultStage, note);
		JsonNode value = result.value();
		MigrationStage found = (value != null) ? MigrationStage.of(value.stringValue()) : null;
		MigrationStage stage = (found != null) ? found : defaultStage;
		EvaluationDetail<MigrationStage> detail = new EvaluationDetail<>(stage, result.variationIndex(),
				result.reason());
		return new MigrationVariation(stage, new MigrationTracker(key, note.flag, context, detail, defaultStage));
	}

	/** Remembers the flag, which may be another one by the time that somebody looks. */
	private static final class FlagNote implements EvaluationNote {

		private @Nullable FeatureFlag flag;

		@Override
		public void found(FeatureFlag flag) {
			this.flag = flag;
		}

	}

}
