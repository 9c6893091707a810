package dev.pennon;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.NumericNode;
import tools.jackson.databind.node.StringNode;

/**
 * The type of value that a caller asks for.
 */
enum ValueType {

	BOOLEAN, NUMBER, STRING, ANY;

	boolean accepts(JsonNode value) {
		return switch (this) {
			case BOOLEAN -> value instanceof BooleanNode;
			case NUMBER -> value instanceof NumericNode;
			case STRING -> value instanceof StringNode;
			case ANY -> true;
		};
	}

}
