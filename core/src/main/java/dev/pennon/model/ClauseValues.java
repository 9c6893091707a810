package dev.pennon.model;

import java.util.ArrayList;
import java.util.List;

import dev.pennon.internal.json.Json;
import tools.jackson.databind.JsonNode;

/**
 * The values of the clause that is being read, strings apart from the rest. Used again
 * for the next clause, since most of what a flag's text becomes is values of clauses.
 */
final class ClauseValues {

	private static final double[] NO_NUMBERS = {};

	private final List<String> strings = new ArrayList<>(32);

	private final List<JsonNode> others = new ArrayList<>(0);

	void clear() {
		this.strings.clear();
		this.others.clear();
	}

	void add(String string) {
		this.strings.add(string);
	}

	void add(JsonNode other) {
		this.others.add(other);
	}

	/** The strings; only valid until the next clause is read. */
	List<String> strings() {
		return this.strings;
	}

	/** The numbers as doubles. */
	double[] numbers() {
		if (this.others.isEmpty()) {
			return NO_NUMBERS;
		}
		double[] numbers = new double[this.others.size() - notNumbers().size()];
		int count = 0;
		for (JsonNode value : this.others) {
			if (value.isNumber()) {
				numbers[count++] = Json.toDouble(value);
			}
		}
		return numbers;
	}

	/** What is neither a string nor a number. */
	List<JsonNode> notNumbers() {
		if (this.others.isEmpty()) {
			return List.of();
		}
		return this.others.stream().filter((value) -> !value.isNumber()).toList();
	}

}
