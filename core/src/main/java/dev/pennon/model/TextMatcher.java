package dev.pennon.model;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;

import tools.jackson.databind.JsonNode;

/**
 * A string that begins with, ends with or contains any of the values. A class for each
 * operator, so that an evaluation does not choose among them.
 */
abstract class TextMatcher extends ValueMatcher {

	/**
	 * Apart from the others, since most clauses have no other. Without the array in
	 * between, an evaluation of five such clauses takes 12 % less time.
	 */
	final String first;

	final String[] others;

	private TextMatcher(List<String> operands) {
		this.first = operands.get(0);
		this.others = operands.subList(1, operands.size()).toArray(new String[0]);
	}

	static ValueMatcher of(Operator operator, List<String> operands) {
		if (operands.isEmpty()) {
			return NEVER;
		}
		return switch (operator) {
			case STARTS_WITH -> new StartsWith(operands);
			case ENDS_WITH -> new EndsWith(operands);
			default -> new Contains(operands);
		};
	}

	@Override
	final boolean matches(JsonNode value, LongAdder abandonedPatterns) {
		String text = text(value);
		return text != null && matches(text);
	}

	abstract boolean matches(String text);

	private static final class StartsWith extends TextMatcher {

		StartsWith(List<String> operands) {
			super(operands);
		}

		@Override
		boolean matches(String text) {
			if (text.startsWith(this.first)) {
				return true;
			}
			for (String operand : this.others) {
				if (text.startsWith(operand)) {
					return true;
				}
			}
			return false;
		}

	}

	private static final class EndsWith extends TextMatcher {

		EndsWith(List<String> operands) {
			super(operands);
		}

		@Override
		boolean matches(String text) {
			if (text.endsWith(this.first)) {
				return true;
			}
			for (String operand : this.others) {
				if (text.endsWith(operand)) {
					return true;
				}
			}
			return false;
		}

	}

	private static final class Contains extends TextMatcher {

		Contains(List<String> operands) {
			super(operands);
		}

		@Override
		boolean matches(String text) {
			if (text.contains(this.first)) {
				return true;
			}
			for (String operand : this.others) {
				if (text.contains(operand)) {
					return true;
				}
			}
			return false;
		}

	}

}
