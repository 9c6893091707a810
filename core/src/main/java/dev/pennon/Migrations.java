package dev.pennon;

import dev.pennon.context.EvaluationContext;
import dev.pennon.evaluation.ErrorKind;
import dev.pennon.evaluation.EvaluationDetail;
import dev.pennon.migration.MigrationStage;
import dev.pennon.migration.MigrationTracker;
import dev.pennon.migration.MigrationVariation;
import dev.pennon.model.DataKinds;
import dev.pennon.model.FeatureFlag;
import dev.pennon.store.ReadOnlyStore;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Makes stages of migrations of the results of evaluations. Immutable.
 */
final class Migrations {

	private final FlagData data;

	private final EvaluationLog log;

	Migrations(FlagData data, EvaluationLog log) {
		this.data = data;
		this.log = log;
	}

	/**
	 * Returns the stage.
	 * @param result the outcome of an evaluation of {@link ValueType#MIGRATION_STAGE}
	 */
	MigrationVariation variation(String key, @Nullable EvaluationContext context, MigrationStage defaultStage,
			EvaluationDetail<@Nullable JsonNode> result) {
		JsonNode value = result.value();
		MigrationStage found = (value != null) ? MigrationStage.of(value.stringValue()) : null;
		MigrationStage stage = (found != null) ? found : defaultStage;
		EvaluationDetail<MigrationStage> detail = new EvaluationDetail<>(stage, result.variationIndex(),
				result.reason());
		// Where the evaluation has failed, the flag would have to be waited for once more
		FeatureFlag flag = (result.reason().errorKind() != ErrorKind.EXCEPTION) ? flag(key) : null;
		return new MigrationVariation(stage, new MigrationTracker(key, flag, context, detail, defaultStage));
	}

	private @Nullable FeatureFlag flag(String key) {
		try {
			ReadOnlyStore view = this.data.view();
			return (view != null) ? view.get(DataKinds.FEATURES, key) : null;
		}
		catch (RuntimeException | StackOverflowError | LinkageError ex) {
			this.log.failed(key, ex);
			return null;
		}
	}

}
