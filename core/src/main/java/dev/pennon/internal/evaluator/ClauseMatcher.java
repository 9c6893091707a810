package dev.pennon.internal.evaluator;

import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

import dev.pennon.context.AttributeReference;
import dev.pennon.context.ContextKind;
import dev.pennon.context.EvaluationContext;
import dev.pennon.model.Clause;
import dev.pennon.model.Rule;
import dev.pennon.store.ReadOnlyStore;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Decides whether clauses match a context.
 */
final class ClauseMatcher {

	private final LongAdder abandonedPatterns;

	private final SegmentMatcher segments = new SegmentMatcher(this);

	/**
	 * Creates a matcher.
	 * @param abandonedPatterns counts the regular expressions that took too long
	 */
	ClauseMatcher(LongAdder abandonedPatterns) {
		this.abandonedPatterns = abandonedPatterns;
	}

	/**
	 * Returns whether all clauses match.
	 * @param first the first clause, or null for none
	 * @param context the context
	 * @param view where segments are read
	 * @param state the state, which may only be null if no clause is about segments
	 * @return whether all match
	 * @throws MalformedFlagException if a clause that is reached is malformed
	 */
	boolean allMatch(@Nullable Clause first, EvaluationContext context, ReadOnlyStore view,
			@Nullable EvaluationState state) {
		Clause clause = first;
		while (clause != null && matches(clause, context, view, state)) {
			clause = clause.next();
		}
		return clause == null;
	}

	/**
	 * Returns the first rule whose clauses all match.
	 * @param first the first rule, or null for none
	 * @param context the context
	 * @param view where segments are read
	 * @param state the state, which may only be null if no clause is about segments
	 * @return a rule, or null if none matches
	 * @throws MalformedFlagException if a clause that is reached is malformed
	 */
	@Nullable Rule firstMatch(@Nullable Rule first, EvaluationContext context, ReadOnlyStore view,
			@Nullable EvaluationState state) {
		return (first == null || allMatch(first.firstClause(), context, view, state)) ? first
				: firstMatchOfMany(first.next(), context, view, state);
	}

	/**
	 * The rules of a flag mostly begin with the same attribute. Its value is read once,
	 * which takes 5 % off an evaluation of five such rules. The first rule, often the
	 * only one, has no part in that, and so takes no longer.
	 */
	// Equal attributes and kinds are mostly the same object; where not, one is read again
	@SuppressWarnings("ReferenceEquality")
	private @Nullable Rule firstMatchOfMany(@Nullable Rule first, EvaluationContext context, ReadOnlyStore view,
			@Nullable EvaluationState state) {
		AttributeReference attribute = null;
		ContextKind kind = null;
		JsonNode value = null;
		for (Rule rule = first; rule != null; rule = rule.next()) {
			Clause clause = rule.firstClause();
			boolean matching = true;
			if (clause != null && clause.isAboutValue()) {
				if (clause.attribute() != attribute || clause.contextKind() != kind) {
					attribute = clause.attribute();
					kind = clause.contextKind();
					value = value(clause, context);
				}
				matching = matches(clause, value);
				clause = clause.next();
			}
			if (matching && allMatch(clause, context, view, state)) {
				return rule;
			}
		}
		return null;
	}

	private boolean matches(Clause clause, EvaluationContext context, ReadOnlyStore view,
			@Nullable EvaluationState state) {
		if (clause.isSegmentMatch()) {
			return this.segments.anyMatches(clause, context, view,
					Objects.requireNonNull(state, "A flag with segments needs a state")) != clause.isNegated();
		}
		if (clause.isAboutValue()) {
			return matches(clause, value(clause, context));
		}
		AttributeReference attribute = clause.attribute();
		if (attribute == null) {
			throw MalformedFlagException.BAD_ATTRIBUTE;
		}
		return anyKindMatches(clause, context, attribute) != clause.isNegated();
	}

	private static @Nullable JsonNode value(Clause clause, EvaluationContext context) {
		EvaluationContext individual = context.individual(clause.contextKind());
		AttributeReference attribute = clause.attribute();
		return (individual != null && attribute != null) ? individual.value(attribute) : null;
	}

	private boolean matches(Clause clause, @Nullable JsonNode value) {
		// Negation does not turn what is not there, or is an object, into a match.
		if (value == null) {
			return false;
		}
		if (!value.isContainer()) {
			return clause.matches(value, this.abandonedPatterns) != clause.isNegated();
		}
		return value.isArray() && anyElementMatches(clause, value) != clause.isNegated();
	}

	private boolean anyKindMatches(Clause clause, EvaluationContext context, AttributeReference kind) {
		for (int i = 0; i < context.individualCount(); i++) {
			JsonNode value = context.individual(i).value(kind);
			if (value != null && clause.matches(value, this.abandonedPatterns)) {
				return true;
			}
		}
		return false;
	}

	private boolean anyElementMatches(Clause clause, JsonNode array) {
		for (int i = 0; i < array.size(); i++) {
			JsonNode element = array.get(i);
			if (element != null && clause.matches(element, this.abandonedPatterns)) {
				return true;
			}
		}
		return false;
	}

}
