package dev.pennon.model;

import java.util.List;

import dev.pennon.context.AttributeReference;
import dev.pennon.context.ContextKind;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the JSON of a flag says, before it is compiled.
 */
final class FlagProperties extends ItemProperties {

	boolean on;

	List<PrerequisiteProperties> prerequisites = List.of();

	List<TargetProperties> targets = List.of();

	List<TargetProperties> contextTargets = List.of();

	List<RuleProperties> rules = List.of();

	OutcomeProperties fallthrough = new OutcomeProperties();

	@Nullable Integer offVariation;

	List<JsonNode> variations = List.of();

	boolean clientSide;

	boolean trackEvents;

	boolean trackEventsFallthrough;

	boolean excludeFromSummaries;

	@Nullable Long debugEventsUntilDate;

	long samplingRatio = 1;

	@Nullable Long migrationCheckRatio;

	FlagProperties(String storageKey) {
		super(storageKey);
	}

	/** A flag that another one depends on. */
	record PrerequisiteProperties(String key, int variation) {

	}

	/** Contexts that are targeted by key. */
	record TargetProperties(ContextKind contextKind, int variation, List<String> values) {

	}

	/** A rule. */
	record RuleProperties(@Nullable String id, @Nullable Clause firstClause, OutcomeProperties outcome,
			boolean trackEvents) {

	}

	/** A variation or a rollout, or both, or neither. */
	static final class OutcomeProperties {

		@Nullable Integer variation;

		@Nullable RolloutProperties rollout;

	}

	/** A rollout. */
	record RolloutProperties(boolean experiment, ContextKind contextKind, @Nullable AttributeReference bucketBy,
			@Nullable Long seed, List<ShareProperties> variations) {

	}

	/** A variation with its share of the contexts. */
	record ShareProperties(int variation, long weight, boolean untracked) {

	}

}
