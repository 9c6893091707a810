package dev.pennon.model;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An operator with the clause's values, made ready for evaluation. Operands of a type
 * that the operator does not take are left out, since they never match.
 */
@FunctionalInterface
interface ValueMatcher {

	/** Matches nothing. */
	ValueMatcher NEVER = (value, abandonedPatterns) -> false;

	/**
	 * Returns whether the operator holds between a value and any value of the clause.
	 */
	boolean matches(JsonNode value, LongAdder abandonedPatterns);

	/** Compiles an operator with the clause's values. */
	static ValueMatcher of(Operator operator, List<JsonNode> values) {
		return switch (operator) {
			case IN -> EqualityMatcher.of(values);
			case STARTS_WITH, ENDS_WITH, CONTAINS -> new TextMatcher(operator, strings(values));
			case MATCHES -> PatternMatcher.of(strings(values));
			case LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL ->
				NumberMatcher.of(operator, values);
			case BEFORE, AFTER -> DateMatcher.of(operator, values);
			case SEM_VER_EQUAL, SEM_VER_LESS_THAN, SEM_VER_GREATER_THAN ->
				SemanticVersionMatcher.of(operator, strings(values));
			case SEGMENT_MATCH, UNKNOWN -> NEVER;
		};
	}

	/** The values that are strings. */
	static List<String> strings(List<JsonNode> values) {
		List<String> strings = new ArrayList<>(values.size());
		for (JsonNode value : values) {
			if (value.isString()) {
				strings.add(value.stringValue());
			}
		}
		return strings;
	}

	/** A value as text, or null if it is not a string. */
	static @Nullable String text(JsonNode value) {
		return value.isString() ? value.stringValue() : null;
	}

}
