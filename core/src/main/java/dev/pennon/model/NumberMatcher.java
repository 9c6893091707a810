package dev.pennon.model;

import java.util.concurrent.atomic.LongAdder;

import dev.pennon.internal.json.Json;
import tools.jackson.databind.JsonNode;

/**
 * A number below or above any of the values, as doubles.
 */
final class NumberMatcher extends ValueMatcher {

	private final Operator operator;

	private final double[] operands;

	NumberMatcher(Operator operator, double[] operands) {
		this.operator = operator;
		this.operands = operands;
	}

	@Override
	boolean matches(JsonNode value, LongAdder abandonedPatterns) {
		if (!value.isNumber()) {
			return false;
		}
		double number = Json.toDouble(value);
		for (double operand : this.operands) {
			if (holds(number, operand)) {
				return true;
			}
		}
		return false;
	}

	private boolean holds(double number, double operand) {
		return switch (this.operator) {
			case LESS_THAN -> number < operand;
			case LESS_THAN_OR_EQUAL -> number <= operand;
			case GREATER_THAN -> number > operand;
			default -> number >= operand;
		};
	}

}
