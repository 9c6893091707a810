package dev.pennon.model;

import java.util.List;
import java.util.function.Supplier;

import dev.pennon.model.FlagProperties.OutcomeProperties;
import dev.pennon.model.FlagProperties.PrerequisiteProperties;
import dev.pennon.model.FlagProperties.RolloutProperties;
import dev.pennon.model.FlagProperties.RuleProperties;
import dev.pennon.model.FlagProperties.ShareProperties;
import dev.pennon.model.FlagProperties.TargetProperties;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON of a flag.
 */
final class FlagParser implements ItemParser<FlagProperties> {

	private static final String EXPERIMENT = "experiment";

	private final TokenReader tokens;

	private final ConditionParser conditions;

	private final Supplier<PrerequisiteProperties> prerequisite = this::prerequisite;

	private final Supplier<TargetProperties> target = this::target;

	private final Supplier<RuleProperties> rule = this::rule;

	private final Supplier<ShareProperties> share = this::share;

	FlagParser(TokenReader tokens) {
		this.tokens = tokens;
		this.conditions = new ConditionParser(tokens);
	}

	@Override
	public FlagProperties read(String storageKey) {
		FlagProperties flag = new FlagProperties(storageKey);
		String name;
		while ((name = this.tokens.nextName()) != null) {
			switch (name) {
				case "key" -> flag.ownKey = this.tokens.nextString();
				case "version" -> flag.version = this.tokens.nextLong(0);
				case "deleted" -> flag.deleted = this.tokens.nextBoolean();
				case "on" -> flag.on = this.tokens.nextBoolean();
				case "prerequisites" -> flag.prerequisites = this.tokens.nextObjects(this.prerequisite);
				case "targets" -> flag.targets = this.tokens.nextObjects(this.target);
				case "contextTargets" -> flag.contextTargets = this.tokens.nextObjects(this.target);
				case "rules" -> flag.rules = this.tokens.nextObjects(this.rule);
				case "fallthrough" -> flag.fallthrough = nextOutcome();
				case "offVariation" -> flag.offVariation = this.tokens.nextIndex();
				case "variations" -> flag.variations = this.tokens.nextValues();
				case "salt" -> flag.salt = this.tokens.nextString("");
				default -> readEventProperty(flag, name);
			}
		}
		return flag;
	}

	private void readEventProperty(FlagProperties flag, String name) {
		switch (name) {
			case "clientSide" -> flag.clientSide = this.tokens.nextBoolean();
			case "trackEvents" -> flag.trackEvents = this.tokens.nextBoolean();
			case "trackEventsFallthrough" -> flag.trackEventsFallthrough = this.tokens.nextBoolean();
			case "excludeFromSummaries" -> flag.excludeFromSummaries = this.tokens.nextBoolean();
			case "debugEventsUntilDate" -> flag.debugEventsUntilDate = this.tokens.nextLong();
			case "samplingRatio" -> flag.samplingRatio = this.tokens.nextLong(1);
			case "migration" -> flag.migrationCheckRatio = nextMigrationCheckRatio();
			default -> this.tokens.skipValue();
		}
	}

	private @Nullable Long nextMigrationCheckRatio() {
		if (!this.tokens.nextObject()) {
			return null;
		}
		long checkRatio = 1;
		String name;
		while ((name = this.tokens.nextName()) != null) {
			if (name.equals("checkRatio")) {
				checkRatio = this.tokens.nextLong(1);
			}
			else {
				this.tokens.skipValue();
			}
		}
		return checkRatio;
	}

	private PrerequisiteProperties prerequisite() {
		String key = "";
		int variation = 0;
		String name;
		while ((name = this.tokens.nextName()) != null) {
			switch (name) {
				case "key" -> key = this.tokens.nextString("");
				case "variation" -> variation = this.tokens.nextIndex(0);
				default -> this.tokens.skipValue();
			}
		}
		return new PrerequisiteProperties(key, variation);
	}

	private TargetProperties target() {
		String contextKind = "";
		int variation = 0;
		List<String> values = List.of();
		String name;
		while ((name = this.tokens.nextName()) != null) {
			switch (name) {
				case "contextKind" -> contextKind = this.tokens.nextString("");
				case "variation" -> variation = this.tokens.nextIndex(0);
				case "values" -> values = this.tokens.nextStrings();
				default -> this.tokens.skipValue();
			}
		}
		return new TargetProperties(this.conditions.kind(contextKind), variation, values);
	}

	private RuleProperties rule() {
		String id = null;
		boolean trackEvents = false;
		Clause firstClause = null;
		OutcomeProperties outcome = new OutcomeProperties();
		String name;
		while ((name = this.tokens.nextName()) != null) {
			switch (name) {
				case "id" -> id = this.tokens.nextString();
				case "trackEvents" -> trackEvents = this.tokens.nextBoolean();
				case "clauses" -> firstClause = this.conditions.nextClauses();
				default -> readOutcomeProperty(outcome, name);
			}
		}
		return new RuleProperties(id, firstClause, outcome, trackEvents);
	}

	private OutcomeProperties nextOutcome() {
		OutcomeProperties outcome = new OutcomeProperties();
		if (this.tokens.nextObject()) {
			String name;
			while ((name = this.tokens.nextName()) != null) {
				readOutcomeProperty(outcome, name);
			}
		}
		return outcome;
	}

	private void readOutcomeProperty(OutcomeProperties outcome, String name) {
		switch (name) {
			case "variation" -> outcome.variation = this.tokens.nextIndex();
			case "rollout" -> outcome.rollout = nextRollout();
			default -> this.tokens.skipValue();
		}
	}

	private @Nullable RolloutProperties nextRollout() {
		if (!this.tokens.nextObject()) {
			return null;
		}
		boolean experiment = false;
		String contextKind = "";
		String bucketBy = "";
		Long seed = null;
		List<ShareProperties> variations = List.of();
		String name;
		while ((name = this.tokens.nextName()) != null) {
			switch (name) {
				case "kind" -> experiment = EXPERIMENT.equals(this.tokens.nextString());
				case "contextKind" -> contextKind = this.tokens.nextString("");
				case "bucketBy" -> bucketBy = this.tokens.nextString("");
				case "seed" -> seed = this.tokens.nextLong();
				case "variations" -> variations = this.tokens.nextObjects(this.share);
				default -> this.tokens.skipValue();
			}
		}
		return new RolloutProperties(experiment, this.conditions.kind(contextKind),
				this.conditions.bucketBy(bucketBy, contextKind), seed, variations);
	}

	private ShareProperties share() {
		int variation = 0;
		long weight = 0;
		boolean untracked = false;
		String name;
		while ((name = this.tokens.nextName()) != null) {
			switch (name) {
				case "variation" -> variation = this.tokens.nextIndex(0);
				case "weight" -> weight = this.tokens.nextLong(0);
				case "untracked" -> untracked = this.tokens.nextBoolean();
				default -> this.tokens.skipValue();
			}
		}
		return new ShareProperties(variation, weight, untracked);
	}

}
