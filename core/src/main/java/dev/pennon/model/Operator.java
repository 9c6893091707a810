package dev.pennon.model;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a clause does with an attribute and its own values.
 */
public enum Operator {

	/** The attribute equals one of the values. */
	IN("in"),

	/** The attribute is a string that starts with a value. */
	STARTS_WITH("startsWith"),

	/** The attribute is a string that ends with a value. */
	ENDS_WITH("endsWith"),

	/** The attribute is a string that contains a value. */
	CONTAINS("contains"),

	/** The attribute is a string in which a value, a regular expression, is found. */
	MATCHES("matches"),

	/** The attribute is a number below a value. */
	LESS_THAN("lessThan"),

	/** The attribute is a number below a value or equal to it. */
	LESS_THAN_OR_EQUAL("lessThanOrEqual"),

	/** The attribute is a number above a value. */
	GREATER_THAN("greaterThan"),

	/** The attribute is a number above a value or equal to it. */
	GREATER_THAN_OR_EQUAL("greaterThanOrEqual"),

	/** The attribute is a date before a value. */
	BEFORE("before"),

	/** The attribute is a date after a value. */
	AFTER("after"),

	/** The attribute is a semantic version with the precedence of a value. */
	SEM_VER_EQUAL("semVerEqual"),

	/** The attribute is a semantic version of lower precedence than a value. */
	SEM_VER_LESS_THAN("semVerLessThan"),

	/** The attribute is a semantic version of higher precedence than a value. */
	SEM_VER_GREATER_THAN("semVerGreaterThan"),

	/** The context is part of a segment that the values name. */
	SEGMENT_MATCH("segmentMatch"),

	/** An operator that this version does not know. It matches nothing. */
	UNKNOWN("");

	private static final Map<String, Operator> BY_NAME = new HashMap<>();

	static {
		for (Operator operator : values()) {
			BY_NAME.put(operator.jsonName, operator);
		}
	}

	private final String jsonName;

	Operator(String jsonName) {
		this.jsonName = jsonName;
	}

	/**
	 * Returns the operator with a name.
	 * @param jsonName the name as JSON has it, or null
	 * @return the operator, {@link #UNKNOWN} if there is none of that name
	 */
	static Operator of(@Nullable String jsonName) {
		return BY_NAME.getOrDefault((jsonName != null) ? jsonName : "", UNKNOWN);
	}

}
