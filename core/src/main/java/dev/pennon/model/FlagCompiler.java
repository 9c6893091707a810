package dev.pennon.model;

import java.util.ArrayList;
import java.util.List;

import dev.pennon.context.ContextKind;
import dev.pennon.evaluation.EvaluationDetail;
import dev.pennon.evaluation.EvaluationReason;
import dev.pennon.internal.collection.StringSet;
import dev.pennon.model.FlagProperties.OutcomeProperties;
import dev.pennon.model.FlagProperties.PrerequisiteProperties;
import dev.pennon.model.FlagProperties.RolloutProperties;
import dev.pennon.model.FlagProperties.RuleProperties;
import dev.pennon.model.FlagProperties.ShareProperties;
import dev.pennon.model.FlagProperties.TargetProperties;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Turns what the JSON of one flag says into what evaluation reads.
 */
final class FlagCompiler {

	private static final double WHOLE = 100_000;

	private final FlagProperties properties;

	private final Results results;

	private byte @Nullable [] hashPrefix;

	FlagCompiler(FlagProperties properties) {
		this.properties = properties;
		this.results = new Results(properties.variations);
	}

	FlagProperties properties() {
		return this.properties;
	}

	EvaluationDetail<@Nullable JsonNode> offResult() {
		return this.results.ofOff(this.properties.offVariation, EvaluationReason.off());
	}

	@Nullable Prerequisite firstPrerequisite() {
		Prerequisite first = null;
		for (int i = this.properties.prerequisites.size() - 1; i >= 0; i--) {
			PrerequisiteProperties prerequisite = this.properties.prerequisites.get(i);
			EvaluationReason failure = EvaluationReason.prerequisiteFailed(prerequisite.key());
			first = new Prerequisite(prerequisite.key(), prerequisite.variation(),
					this.results.ofOff(this.properties.offVariation, failure), first);
		}
		return first;
	}

	/**
	 * The target that is checked first. Where there are context targets they decide the
	 * order, and one for users stands for the first old-style target of the same
	 * variation.
	 */
	@Nullable Target firstTarget() {
		boolean oldStyle = this.properties.contextTargets.isEmpty();
		List<TargetProperties> targets = oldStyle ? this.properties.targets : this.properties.contextTargets;
		Target first = null;
		for (int i = targets.size() - 1; i >= 0; i--) {
			TargetProperties target = targets.get(i);
			TargetProperties effective = (!oldStyle && target.contextKind().isDefault())
					? firstUserTarget(target.variation()) : target;
			if (effective != null && !effective.values().isEmpty()) {
				ContextKind kind = oldStyle ? ContextKind.USER : target.contextKind();
				first = new Target(kind, StringSet.copyOf(effective.values()),
						this.results.of(target.variation(), EvaluationReason.targetMatch()), first);
			}
		}
		return first;
	}

	private @Nullable TargetProperties firstUserTarget(int variation) {
		for (TargetProperties target : this.properties.targets) {
			if (target.variation() == variation) {
				return target;
			}
		}
		return null;
	}

	@Nullable Rule firstRule() {
		Rule first = null;
		for (int i = this.properties.rules.size() - 1; i >= 0; i--) {
			RuleProperties rule = this.properties.rules.get(i);
			VariationOrRollout outcome = outcome(rule.outcome(), EvaluationReason.ruleMatch(i, rule.id(), false));
			first = new Rule(rule.firstClause(), outcome, rule.trackEvents(), first);
		}
		return first;
	}

	VariationOrRollout fallthrough() {
		return outcome(this.properties.fallthrough, EvaluationReason.fallthrough(false));
	}

	private VariationOrRollout outcome(OutcomeProperties outcome, EvaluationReason reason) {
		if (outcome.variation != null) {
			return new VariationOrRollout(this.results.of(outcome.variation, reason));
		}
		if (outcome.rollout == null || outcome.rollout.variations().isEmpty()) {
			return VariationOrRollout.NEITHER;
		}
		return new VariationOrRollout(rollout(outcome.rollout, reason));
	}

	private Rollout rollout(RolloutProperties rollout, EvaluationReason reason) {
		List<ShareProperties> shares = rollout.variations();
		double[] upperBounds = new double[shares.size()];
		List<EvaluationDetail<@Nullable JsonNode>> shareResults = new ArrayList<>(shares.size());
		double sum = 0;
		for (int i = 0; i < upperBounds.length; i++) {
			sum += shares.get(i).weight() / WHOLE;
			upperBounds[i] = sum;
			shareResults.add(this.results.of(shares.get(i).variation(), reason));
		}
		List<EvaluationDetail<@Nullable JsonNode>> plainResults = List.copyOf(shareResults);
		return new Rollout(bucketing(rollout), upperBounds, plainResults,
				rollout.experiment() ? inExperiment(plainResults, shares, reason) : plainResults);
	}

	private List<EvaluationDetail<@Nullable JsonNode>> inExperiment(
			List<EvaluationDetail<@Nullable JsonNode>> plainResults, List<ShareProperties> shares,
			EvaluationReason reason) {
		EvaluationReason reasonInExperiment = inExperiment(reason);
		List<EvaluationDetail<@Nullable JsonNode>> shareResults = new ArrayList<>(plainResults);
		for (int i = 0; i < shareResults.size(); i++) {
			if (!shares.get(i).untracked()) {
				shareResults.set(i, this.results.of(shares.get(i).variation(), reasonInExperiment));
			}
		}
		return List.copyOf(shareResults);
	}

	private static EvaluationReason inExperiment(EvaluationReason reason) {
		return (reason.kind() == EvaluationReason.Kind.RULE_MATCH)
				? EvaluationReason.ruleMatch(reason.ruleIndex(), reason.ruleId(), true)
				: EvaluationReason.fallthrough(true);
	}

	private Bucketing bucketing(RolloutProperties rollout) {
		byte[] prefix = (rollout.seed() != null) ? Bucketing.prefix(rollout.seed()) : hashPrefix();
		return new Bucketing(rollout.contextKind(), rollout.experiment() ? null : rollout.bucketBy(), prefix);
	}

	/** All rollouts of the flag that have no seed share one copy. */
	private byte[] hashPrefix() {
		if (this.hashPrefix == null) {
			this.hashPrefix = Bucketing.prefix(this.properties.evaluationKey(), this.properties.salt);
		}
		return this.hashPrefix;
	}

}
