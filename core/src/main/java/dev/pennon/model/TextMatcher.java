package dev.pennon.model;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;

import tools.jackson.databind.JsonNode;

/**
 * A string that begins with, ends with or contains any of the values.
 */
final class TextMatcher extends ValueMatcher {

	private final Operator operator;

	private final String[] operands;

	TextMatcher(Operator operator, List<String> operands) {
		this.operator = operator;
		this.operands = operands.toArray(new String[0]);
	}

	@Override
	boolean matches(JsonNode value, LongAdder abandonedPatterns) {
		String text = text(value);
		if (text == null) {
			return false;
		}
		for (String operand : this.operands) {
			if (holds(text, operand)) {
				return true;
			}
		}
		return false;
	}

	private boolean holds(String text, String operand) {
		return switch (this.operator) {
			case STARTS_WITH -> text.startsWith(operand);
			case ENDS_WITH -> text.endsWith(operand);
			default -> text.contains(operand);
		};
	}

}
