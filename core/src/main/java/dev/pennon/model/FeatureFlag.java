package dev.pennon.model;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.pennon.evaluation.EvaluationDetail;
import dev.pennon.evaluation.EvaluationReason;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A feature flag, or the tombstone of one, compiled for evaluation: the result for each
 * way that an evaluation can go is already here. Immutable.
 */
public final class FeatureFlag extends CompiledItem {

	private final boolean on;

	private final boolean selfContained;

	private final @Nullable EvaluationDetail<@Nullable JsonNode> constantResult;

	private final @Nullable Prerequisite firstPrerequisite;

	private final @Nullable Target firstTarget;

	private final @Nullable Rule firstRule;

	private final VariationOrRollout fallthrough;

	private final EvaluationDetail<@Nullable JsonNode> offResult;

	private final List<JsonNode> variations;

	private final boolean clientSide;

	private final boolean trackEvents;

	private final boolean trackEventsFallthrough;

	private final boolean excludeFromSummaries;

	private final @Nullable Long debugEventsUntilDate;

	private final long samplingRatio;

	private final @Nullable Long migrationCheckRatio;

	FeatureFlag(FlagCompiler compiler) {
		super(compiler.properties());
		FlagProperties properties = compiler.properties();
		this.on = properties.on;
		this.firstPrerequisite = compiler.firstPrerequisite();
		this.firstTarget = compiler.firstTarget();
		this.firstRule = compiler.firstRule();
		this.fallthrough = compiler.fallthrough();
		this.offResult = compiler.offResult();
		this.variations = List.copyOf(properties.variations);
		this.clientSide = properties.clientSide;
		this.trackEvents = properties.trackEvents;
		this.trackEventsFallthrough = properties.trackEventsFallthrough;
		this.excludeFromSummaries = properties.excludeFromSummaries;
		this.debugEventsUntilDate = properties.debugEventsUntilDate;
		this.samplingRatio = properties.samplingRatio;
		this.migrationCheckRatio = properties.migrationCheckRatio;
		this.selfContained = this.firstPrerequisite == null && this.fallthrough.rollout() == null
				&& areSelfContained(this.firstRule);
		this.constantResult = resultForAll();
	}

	private @Nullable EvaluationDetail<@Nullable JsonNode> resultForAll() {
		if (!this.on) {
			return this.offResult;
		}
		boolean asksNothing = this.firstPrerequisite == null && this.firstTarget == null && this.firstRule == null;
		return (asksNothing && this.fallthrough.rollout() == null) ? this.fallthrough.result() : null;
	}

	private static boolean areSelfContained(@Nullable Rule firstRule) {
		for (Rule rule = firstRule; rule != null; rule = rule.next()) {
			if (rule.outcome().rollout() != null || rule.asksForSegments()) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Returns whether the flag is on. One that is off gives its {@link #offResult()} to
	 * everybody.
	 * @return whether targeting is on
	 */
	public boolean isOn() {
		return this.on;
	}

	/**
	 * Returns what every context gets, if the flag does not tell contexts apart: it is
	 * off, or it has nothing but a variation to fall through to.
	 * @return the result, or null if it depends on the context
	 */
	public @Nullable EvaluationDetail<@Nullable JsonNode> constantResult() {
		return this.constantResult;
	}

	/**
	 * Returns whether an evaluation needs nothing but the flag and the context: no other
	 * flag, no segment, and no hash.
	 * @return whether the flag is self-contained
	 */
	public boolean isSelfContained() {
		return this.selfContained;
	}

	/**
	 * Returns the flag that is checked first of those that this one depends on.
	 * @return the prerequisite, or null if there is none
	 */
	public @Nullable Prerequisite firstPrerequisite() {
		return this.firstPrerequisite;
	}

	/**
	 * Returns the flags that this one depends on as a list, which is made for the call.
	 * @return an unmodifiable list, in the order in which they are checked
	 */
	public List<Prerequisite> prerequisites() {
		return Chain.toList(this.firstPrerequisite, Prerequisite::next);
	}

	/**
	 * Returns the target that is checked first, of those that can match.
	 * @return the target, or null if there is none
	 */
	public @Nullable Target firstTarget() {
		return this.firstTarget;
	}

	/**
	 * Returns the targets that can match as a list, which is made for the call.
	 * @return an unmodifiable list of targets of all kinds, in the order in which they
	 * are checked
	 */
	public List<Target> targets() {
		return Chain.toList(this.firstTarget, Target::next);
	}

	/**
	 * Returns the rule that is checked first.
	 * @return the rule, or null if there is none
	 */
	public @Nullable Rule firstRule() {
		return this.firstRule;
	}

	/**
	 * Returns the rules as a list, which is made for the call.
	 * @return an unmodifiable list, in the order in which they are checked
	 */
	public List<Rule> rules() {
		return Chain.toList(this.firstRule, Rule::next);
	}

	/**
	 * Returns what a context gets that no target and no rule matches.
	 * @return the outcome
	 */
	public VariationOrRollout fallthrough() {
		return this.fallthrough;
	}

	/**
	 * Returns what everybody gets while the flag is off.
	 * @return the result
	 */
	public EvaluationDetail<@Nullable JsonNode> offResult() {
		return this.offResult;
	}

	/**
	 * Returns the values that the flag can have.
	 * @return an unmodifiable list of values that cannot be modified either; a variation
	 * that is null is a null node
	 */
	public List<JsonNode> variations() {
		return this.variations;
	}

	/**
	 * Returns the keys of the segments that the rules ask for.
	 * @return a set of storage keys
	 */
	public Set<String> segmentKeys() {
		Set<String> keys = Set.of();
		for (Rule rule = this.firstRule; rule != null; rule = rule.next()) {
			for (Clause clause = rule.firstClause(); clause != null; clause = clause.next()) {
				if (clause.isSegmentMatch()) {
					keys = keys.isEmpty() ? new LinkedHashSet<>() : keys;
					keys.addAll(clause.segmentKeys());
				}
			}
		}
		return keys;
	}

	/**
	 * Returns whether the flag may be shown to client-side applications.
	 * @return whether it is available to them
	 */
	public boolean isClientSide() {
		return this.clientSide;
	}

	/**
	 * Returns whether every evaluation makes a full event.
	 * @return whether to track
	 */
	public boolean isTrackEvents() {
		return this.trackEvents;
	}

	/**
	 * Returns whether every evaluation that falls through makes a full event.
	 * @return whether to track
	 */
	public boolean isTrackEventsFallthrough() {
		return this.trackEventsFallthrough;
	}

	/**
	 * Returns until when evaluations make debug events.
	 * @return milliseconds since the epoch, or null for not at all
	 */
	public @Nullable Long debugEventsUntilDate() {
		return this.debugEventsUntilDate;
	}

	/**
	 * Returns how many events there are for each one that is sent.
	 * @return the ratio; 1 for all, 0 for none
	 */
	public long samplingRatio() {
		return this.samplingRatio;
	}

	/**
	 * Returns whether evaluations are left out of summaries.
	 * @return whether to exclude them
	 */
	public boolean isExcludeFromSummaries() {
		return this.excludeFromSummaries;
	}

	/**
	 * Returns how many reads of a migration there are for each one whose consistency is
	 * checked.
	 * @return the ratio; 1 for all, 0 for none; null if the flag steers no migration
	 */
	public @Nullable Long migrationCheckRatio() {
		return this.migrationCheckRatio;
	}

	/**
	 * Returns whether an evaluation counts for an experiment, so that it makes a full
	 * event with its reason.
	 * @param reason the reason of an evaluation of this flag
	 * @return whether it is part of an experiment
	 */
	public boolean isExperiment(EvaluationReason reason) {
		if (reason.inExperiment()) {
			return true;
		}
		return switch (reason.kind()) {
			case FALLTHROUGH -> this.trackEventsFallthrough;
			case RULE_MATCH -> isRuleTracked(reason.ruleIndex());
			default -> false;
		};
	}

	private boolean isRuleTracked(int index) {
		Rule rule = (index >= 0) ? this.firstRule : null;
		for (int i = 0; i < index && rule != null; i++) {
			rule = rule.next();
		}
		return rule != null && rule.isTrackEvents();
	}

}
