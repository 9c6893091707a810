package dev.pennon.model;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;

import dev.pennon.internal.json.Json;
import tools.jackson.databind.JsonNode;

/**
 * A number below or above any of the values, as doubles.
 */
final class NumberMatcher implements ValueMatcher {

	private final Operator operator;

	private final double[] operands;

	private NumberMatcher(Operator operator, double[] operands) {
		this.operator = operator;
		this.operands = operands;
	}

	static NumberMatcher of(Operator operator, List<JsonNode> values) {
		return new NumberMatcher(operator,
				values.stream().filter(JsonNode::isNumber).mapToDouble(Json::toDouble).toArray());
	}

	@Override
	public boolean matches(JsonNode value, LongAdder abandonedPatterns) {
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
