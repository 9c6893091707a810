package dev.pennon.model;

import java.util.concurrent.atomic.LongAdder;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An operator with the clause's values, made ready for evaluation. Operands of a type
 * that the operator does not take are left out, since they never match.
 */
abstract class ValueMatcher {

	/** Matches nothing. */
	static final ValueMatcher NEVER = new ValueMatcher() {

		@Override
		boolean matches(JsonNode value, LongAdder abandonedPatterns) {
			return false;
		}

	};

	/**
	 * Returns whether the operator holds between a value and any value of the clause.
	 */
	abstract boolean matches(JsonNode value, LongAdder abandonedPatterns);

	/** Compiles an operator with the clause's values. */
	static ValueMatcher of(Operator operator, ClauseValues values) {
		return switch (operator) {
			case IN -> EqualityMatcher.of(values);
			case STARTS_WITH, ENDS_WITH, CONTAINS -> TextMatcher.of(operator, values.strings());
			case MATCHES -> PatternMatcher.of(values.strings());
			case LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL ->
				new NumberMatcher(operator, values.numbers());
			case BEFORE, AFTER -> DateMatcher.of(operator, values);
			case SEM_VER_EQUAL, SEM_VER_LESS_THAN, SEM_VER_GREATER_THAN ->
				SemanticVersionMatcher.of(operator, values.strings());
			case SEGMENT_MATCH, UNKNOWN -> NEVER;
		};
	}

	/** A value as text, or null if it is not a string. */
	static @Nullable String text(JsonNode value) {
		return value.isString() ? value.stringValue() : null;
	}

}
