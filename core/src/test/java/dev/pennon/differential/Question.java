package dev.pennon.differential;

import tools.jackson.databind.JsonNode;

/**
 * What is asked of both SDKs.
 *
 * @param flagKey the flag
 * @param context the context as JSON
 * @param type the type of the variation method
 */
record Question(String flagKey, JsonNode context, ValueType type) {

	/**
	 * The variation methods, by the type of their value.
	 */
	enum ValueType {

		BOOLEAN, INTEGER, DOUBLE, STRING, JSON

	}

}
