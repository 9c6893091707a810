package dev.pennon;

import dev.pennon.migration.MigrationStage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.NumericNode;
import tools.jackson.databind.node.StringNode;

/**
 * The type of value that a caller asks for.
 */
enum ValueType {

	BOOLEAN, NUMBER, STRING, MIGRATION_STAGE, ANY;

	boolean accepts(JsonNode value) {
		return switch (this) {
			case BOOLEAN -> value instanceof BooleanNode;
			case NUMBER -> value instanceof NumericNode;
			case STRING -> value instanceof StringNode;
			case MIGRATION_STAGE -> value instanceof StringNode && MigrationStage.of(value.stringValue()) != null;
			case ANY -> true;
		};
	}

}
