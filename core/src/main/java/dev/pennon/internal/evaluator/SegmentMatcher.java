package dev.pennon.internal.evaluator;

import java.util.List;

import dev.pennon.context.ContextKind;
import dev.pennon.context.EvaluationContext;
import dev.pennon.internal.collection.KeySet;
import dev.pennon.model.Bucketing;
import dev.pennon.model.Clause;
import dev.pennon.model.DataKinds;
import dev.pennon.model.Segment;
import dev.pennon.model.SegmentRule;
import dev.pennon.model.SegmentTarget;
import dev.pennon.store.ReadOnlyStore;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a context is part of segments.
 */
final class SegmentMatcher {

	private final ClauseMatcher clauses;

	SegmentMatcher(ClauseMatcher clauses) {
		this.clauses = clauses;
	}

	/**
	 * Returns whether a context is part of any of the segments that a clause asks for.
	 * One that is missing has no members.
	 * @throws MalformedFlagException if a segment depends on itself
	 */
	boolean anyMatches(Clause clause, EvaluationContext context, ReadOnlyStore view, EvaluationState state) {
		String first = clause.firstSegmentKey();
		if (first == null) {
			return false;
		}
		if (matches(first, context, view, state)) {
			return true;
		}
		List<String> others = clause.otherSegmentKeys();
		for (int i = 0; i < others.size(); i++) {
			if (matches(others.get(i), context, view, state)) {
				return true;
			}
		}
		return false;
	}

	private boolean matches(String key, EvaluationContext context, ReadOnlyStore view, EvaluationState state) {
		if (state.segmentPath().contains(key)) {
			throw MalformedFlagException.CYCLE;
		}
		Segment segment = state.read(view, DataKinds.SEGMENTS, key);
		return segment != null && matches(segment, context, view, state);
	}

	private boolean matches(Segment segment, EvaluationContext context, ReadOnlyStore view, EvaluationState state) {
		if (segment.isUnbounded()) {
			return matchesBigSegment(segment, context, view, state);
		}
		if (anyContains(segment.includedUsers(), segment.firstIncluded(), context)) {
			return true;
		}
		return !anyContains(segment.excludedUsers(), segment.firstExcluded(), context)
				&& anyRuleMatches(segment, context, view, state);
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

	private static boolean anyContains(KeySet users, @Nullable SegmentTarget first, EvaluationContext context) {
		if (contains(users, context.individual(ContextKind.USER))) {
			return true;
		}
		for (SegmentTarget target = first; target != null; target = target.next()) {
			if (contains(target.keys(), context.individual(target.contextKind()))) {
				return true;
			}
		}
		return false;
	}

	private static boolean contains(KeySet keys, @Nullable EvaluationContext individual) {
		return individual != null && keys.contains(individual.key(), individual.keyHash());
	}

	private boolean anyRuleMatches(Segment segment, EvaluationContext context, ReadOnlyStore view,
			EvaluationState state) {
		// Only a segment that asks for others can be met again below itself.
		if (segment.isNested()) {
			state.segmentPath().push(segment.evaluationKey());
		}
		SegmentRule rule = segment.firstRule();
		while (rule != null && !ruleMatches(rule, context, view, state)) {
			rule = rule.next();
		}
		if (segment.isNested()) {
			state.segmentPath().pop();
		}
		return rule != null;
	}

	private boolean ruleMatches(SegmentRule rule, EvaluationContext context, ReadOnlyStore view,
			EvaluationState state) {
		if (!this.clauses.allMatch(rule.firstClause(), context, view, state)) {
			return false;
		}
		Bucketing bucketing = rule.bucketing();
		return bucketing == null || Bucketer.bucket(bucketing, context, state.bucketHash()) < rule.upperBound();
	}

}
