package dev.pennon;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.pennon.context.EvaluationContext;
import dev.pennon.evaluation.EvaluationDetail;
import dev.pennon.internal.evaluator.Evaluator;
import dev.pennon.model.DataKinds;
import dev.pennon.model.FeatureFlag;
import dev.pennon.store.ReadOnlyStore;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Evaluates all flags for one context, against one state of the store. Nobody observes
 * these evaluations. Immutable.
 */
final class AllFlags {

	private static final String NAME_IN_LOG = "(all flags)";

	private final FlagData data;

	private final Evaluator evaluator;

	private final EvaluationLog log;

	private final InstantSource clock;

	AllFlags(FlagData data, Evaluator evaluator, EvaluationLog log, InstantSource clock) {
		this.data = data;
		this.evaluator = evaluator;
		this.log = log;
		this.clock = clock;
	}

	FeatureFlagsState evaluate(@Nullable EvaluationContext context, FlagsStateOption... options) {
		try {
			ReadOnlyStore view = this.data.view();
			if (view == null) {
				this.log.notReady(NAME_IN_LOG);
				return FeatureFlagsState.INVALID;
			}
			if (context == null || !context.isValid()) {
				this.log.invalidContext(NAME_IN_LOG, context);
				return FeatureFlagsState.INVALID;
			}
			return evaluateAll(context, view, setOf(options));
		}
		catch (Exception | StackOverflowError | LinkageError ex) {
			this.log.failed(NAME_IN_LOG, ex);
			return FeatureFlagsState.INVALID;
		}
	}

	private FeatureFlagsState evaluateAll(EvaluationContext context, ReadOnlyStore store,
			Set<FlagsStateOption> options) {
		Map<String, FeatureFlag> all = store.all(DataKinds.FEATURES);
		ReadOnlyStore view = this.data.withFlags(store, all);
		boolean clientSideOnly = options.contains(FlagsStateOption.CLIENT_SIDE_ONLY);
		List<FlagState> states = new ArrayList<>(all.size());
		for (FeatureFlag flag : all.values()) {
			if (!clientSideOnly || flag.isClientSide()) {
				states.add(evaluate(flag, context, view));
			}
		}
		return FeatureFlagsState.of(states, options, this.clock.millis());
	}

	private FlagState evaluate(FeatureFlag flag, EvaluationContext context, ReadOnlyStore view) {
		try {
			if (flag.firstPrerequisite() == null) {
				return new FlagState(flag, this.evaluator.evaluate(flag, context, view, null), List.of());
			}
			List<String> prerequisites = new ArrayList<>();
			EvaluationDetail<@Nullable JsonNode> result = this.evaluator.evaluate(flag, context, view,
					(prerequisite, prerequisiteOf, outcome) -> {
						if (prerequisiteOf == flag) {
							prerequisites.add(prerequisite.key());
						}
					});
			return new FlagState(flag, result, Evaluator.isAborted(result) ? List.of() : prerequisites);
		}
		catch (Exception | StackOverflowError | LinkageError ex) {
			this.log.failed(flag.key(), ex);
			return new FlagState(flag, Evaluations.FAILED, List.of());
		}
	}

	private static Set<FlagsStateOption> setOf(FlagsStateOption... options) {
		Set<FlagsStateOption> set = EnumSet.noneOf(FlagsStateOption.class);
		set.addAll(Arrays.asList(options));
		return set;
	}

}
