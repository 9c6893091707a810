package dev.pennon.internal.evaluator;

import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

import dev.pennon.context.EvaluationContext;
import dev.pennon.evaluation.EvaluationDetail;
import dev.pennon.model.DataKinds;
import dev.pennon.model.FeatureFlag;
import dev.pennon.model.Prerequisite;
import dev.pennon.model.Rollout;
import dev.pennon.model.Rule;
import dev.pennon.model.Target;
import dev.pennon.model.VariationOrRollout;
import dev.pennon.store.ReadOnlyStore;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The algorithm: off, prerequisites, targets, rules, fallthrough, in that order.
 */
final class FlagEvaluation {

	private final ClauseMatcher clauses;

	FlagEvaluation(LongAdder abandonedPatterns) {
		this.clauses = new ClauseMatcher(abandonedPatterns);
	}

	/**
	 * Evaluates a flag.
	 * @param flag the flag
	 * @param context the context
	 * @param view where prerequisites and segments are read
	 * @param state the state, which may only be null for a flag that is
	 * {@linkplain FeatureFlag#isSelfContained self-contained}
	 * @return one of the flag's own results
	 * @throws MalformedFlagException if the evaluation is to be aborted
	 */
	EvaluationDetail<@Nullable JsonNode> evaluate(FeatureFlag flag, EvaluationContext context, ReadOnlyStore view,
			@Nullable EvaluationState state) {
		EvaluationDetail<@Nullable JsonNode> constant = flag.constantResult();
		if (constant != null) {
			return constant;
		}
		Prerequisite prerequisite = flag.firstPrerequisite();
		if (prerequisite != null) {
			Prerequisite failed = firstFailure(prerequisite, flag, context, view, required(state));
			if (failed != null) {
				return failed.failure();
			}
		}
		for (Target target = flag.firstTarget(); target != null; target = target.next()) {
			EvaluationContext individual = context.individual(target.contextKind());
			if (individual != null && target.contains(individual.key(), individual.keyHash())) {
				return target.result();
			}
		}
		Rule rule = this.clauses.firstMatch(flag.firstRule(), context, view, state);
		return resultOf((rule != null) ? rule.outcome() : flag.fallthrough(), context, state);
	}

	private @Nullable Prerequisite firstFailure(Prerequisite first, FeatureFlag flag, EvaluationContext context,
			ReadOnlyStore view, EvaluationState state) {
		state.flagPath().push(flag.evaluationKey());
		Prerequisite prerequisite = first;
		while (prerequisite != null && isMet(prerequisite, flag, context, view, state)) {
			prerequisite = prerequisite.next();
		}
		state.flagPath().pop();
		return prerequisite;
	}

	private boolean isMet(Prerequisite prerequisite, FeatureFlag dependent, EvaluationContext context,
			ReadOnlyStore view, EvaluationState state) {
		if (state.flagPath().contains(prerequisite.key())) {
			throw MalformedFlagException.CYCLE;
		}
		FeatureFlag flag = state.read(view, DataKinds.FEATURES, prerequisite.key());
		if (flag == null) {
			return false;
		}
		EvaluationDetail<@Nullable JsonNode> detail = evaluate(flag, context, view, state);
		PrerequisiteListener listener = state.listener();
		if (listener != null) {
			listener.evaluated(flag, dependent, detail);
		}
		return flag.isOn() && !detail.isDefaultValue() && detail.variationIndex() == prerequisite.variation();
	}

	private static EvaluationDetail<@Nullable JsonNode> resultOf(VariationOrRollout outcome, EvaluationContext context,
			@Nullable EvaluationState state) {
		Rollout rollout = outcome.rollout();
		if (rollout == null) {
			return outcome.result();
		}
		return rollout.resultFor(Bucketer.bucket(rollout.bucketing(), context, required(state).bucketHash()));
	}

	private static EvaluationState required(@Nullable EvaluationState state) {
		return Objects.requireNonNull(state, "A flag that is not self-contained needs a state");
	}

}
