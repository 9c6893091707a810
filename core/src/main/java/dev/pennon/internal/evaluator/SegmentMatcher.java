package dev.pennon.internal.evaluator;

import java.util.List;

import dev.pennon.context.EvaluationContext;
import dev.pennon.model.Bucketing;
import dev.pennon.model.DataKinds;
import dev.pennon.model.Segment;
import dev.pennon.model.SegmentRule;
import dev.pennon.model.SegmentTarget;
import dev.pennon.store.ReadOnlyStore;

/**
 * Decides whether a context is part of segments.
 */
final class SegmentMatcher {

	private final ClauseMatcher clauses;

	SegmentMatcher(ClauseMatcher clauses) {
		this.clauses = clauses;
	}

	/**
	 * Returns whether a context is part of any of the segments. One that is missing has
	 * no members.
	 * @throws MalformedFlagException if a segment depends on itself
	 */
	boolean anyMatches(List<String> segmentKeys, EvaluationContext context, ReadOnlyStore view, EvaluationState state) {
		for (int i = 0; i < segmentKeys.size(); i++) {
			String key = segmentKeys.get(i);
			if (state.segmentPath().contains(key)) {
				throw MalformedFlagException.CYCLE;
			}
			Segment segment = state.read(view, DataKinds.SEGMENTS, key);
			if (segment != null && matches(segment, context, view, state)) {
				return true;
			}
		}
		return false;
	}

	private boolean matches(Segment segment, EvaluationContext context, ReadOnlyStore view, EvaluationState state) {
		if (segment.isUnbounded()) {
			return matchesBigSegment(segment, context, view, state);
		}
		if (anyContains(segment.included(), context)) {
			return true;
		}
		return !anyContains(segment.excluded(), context) && anyRuleMatches(segment, context, view, state);
	}

	private boolean matchesBigSegment(Segment segment, EvaluationContext context, ReadOnlyStore view,
			EvaluationState state) {
		String reference = segment.bigSegmentReference();
		if (reference == null) {
			state.bigSegments().noteUnaskable();
			return false;
		}
		EvaluationContext individual = context.individual(segment.unboundedContextKind());
		if (individual == null) {
			return false;
		}
		Boolean member = state.bigSegments().contains(reference, individual.key());
		return (member != null) ? member : anyRuleMatches(segment, context, view, state);
	}

	private static boolean anyContains(List<SegmentTarget> targets, EvaluationContext context) {
		for (int i = 0; i < targets.size(); i++) {
			SegmentTarget target = targets.get(i);
			EvaluationContext individual = context.individual(target.contextKind());
			if (individual != null && target.keys().contains(individual.key())) {
				return true;
			}
		}
		return false;
	}

	private boolean anyRuleMatches(Segment segment, EvaluationContext context, ReadOnlyStore view,
			EvaluationState state) {
		List<SegmentRule> rules = segment.rules();
		// Only a segment that asks for others can be met again below itself.
		if (segment.isNested()) {
			state.segmentPath().push(segment.evaluationKey());
		}
		boolean matched = false;
		for (int i = 0; i < rules.size() && !matched; i++) {
			matched = ruleMatches(rules.get(i), context, view, state);
		}
		if (segment.isNested()) {
			state.segmentPath().pop();
		}
		return matched;
	}

	private boolean ruleMatches(SegmentRule rule, EvaluationContext context, ReadOnlyStore view,
			EvaluationState state) {
		if (!this.clauses.allMatch(rule.clauses(), context, view, state)) {
			return false;
		}
		Bucketing bucketing = rule.bucketing();
		return bucketing == null || Bucketer.bucket(bucketing, context, state.bucketHash()) < rule.upperBound();
	}

}
