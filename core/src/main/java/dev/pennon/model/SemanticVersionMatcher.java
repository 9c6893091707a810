package dev.pennon.model;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

import tools.jackson.databind.JsonNode;

/**
 * A semantic version compared by precedence with any of the values.
 */
final class SemanticVersionMatcher extends ValueMatcher {

	private final Operator operator;

	private final List<SemanticVersion> operands;

	private SemanticVersionMatcher(Operator operator, List<SemanticVersion> operands) {
		this.operator = operator;
		this.operands = operands;
	}

	static SemanticVersionMatcher of(Operator operator, List<String> values) {
		List<SemanticVersion> operands = new ArrayList<>(values.size());
		for (String value : values) {
			SemanticVersion version = SemanticVersion.parse(value);
			if (version != null) {
				operands.add(version);
			}
		}
		return new SemanticVersionMatcher(operator, List.copyOf(operands));
	}

	@Override
	boolean matches(JsonNode value, LongAdder abandonedPatterns) {
		String text = text(value);
		SemanticVersion version = (text != null) ? SemanticVersion.parse(text) : null;
		if (version == null) {
			return false;
		}
		for (SemanticVersion operand : this.operands) {
			if (holds(version.compareTo(operand))) {
				return true;
			}
		}
		return false;
	}

	private boolean holds(int comparison) {
		return switch (this.operator) {
			case SEM_VER_LESS_THAN -> comparison < 0;
			case SEM_VER_GREATER_THAN -> comparison > 0;
			default -> comparison == 0;
		};
	}

}
