package dev.pennon;

import dev.pennon.migration.MigrationStage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.NumericNode;
import tools.jackson.databind.node.StringNode;

/**
 * The type of value that a caller asks for.
 */
enum ValueType {

	BOOLEAN, INT, DOUBLE, STRING, MIGRATION_STAGE, ANY;

	boolean accepts(JsonNode value) {
		return switch (this) {
			case BOOLEAN -> value instanceof BooleanNode;
			case INT, DOUBLE -> value instanceof NumericNode;
			case STRING -> value instanceof StringNode;
			case MIGRATION_STAGE -> value instanceof StringNode && MigrationStage.of(value.stringValue()) != null;
			case ANY -> true;
		};
	}

	/**
	 * Makes JSON of a caller's default. A default travels as what it is until then, so
	 * that nothing is allocated for the many evaluations that nobody asks it of.
	 * @param number the default of {@link #INT} and {@link #DOUBLE}, and not zero for the
	 * true one of {@link #BOOLEAN}
	 * @param value the default of the other types
	 * @return the default; null if there is none, or none in JSON
	 */
	@Nullable JsonNode json(double number, @Nullable Object value) {
		return switch (this) {
			case BOOLEAN -> BooleanNode.valueOf(number != 0);
			case INT -> IntNode.valueOf((int) number);
			case DOUBLE -> DoubleNode.valueOf(number);
			case STRING, MIGRATION_STAGE -> (value != null) ? StringNode.valueOf((String) value) : null;
			case ANY -> (JsonNode) value;
		};
	}

}
