package dev.pennon.model;

import java.util.ArrayList;
import java.util.List;

import dev.pennon.internal.collection.JoinedStrings;
import dev.pennon.internal.json.Json;
import tools.jackson.databind.JsonNode;

/**
 * The values of the clause that is being read, strings apart from the rest. Used again
 * for the next clause, since most of what a flag's text becomes is values of clauses.
 */
final class ClauseValues {

	private static final double[] NO_NUMBERS = {};

	private final JoinedStrings.Builder strings = new JoinedStrings.Builder();

	private final StringPool pool;

	private final List<JsonNode> others = new ArrayList<>(0);

	/**
	 * Creates an empty list.
	 * @param pool where strings are looked for
	 */
	ClauseValues(StringPool pool) {
		this.pool = pool;
	}

	void clear() {
		this.strings.clear();
		this.others.clear();
	}

	void add(char[] characters, int offset, int length) {
		this.strings.add(characters, offset, length);
	}

	void add(JsonNode other) {
		this.others.add(other);
	}

	/** The strings as a set. */
	JoinedStrings joinedStrings() {
		return this.strings.build();
	}

	/** The strings, each as one of its own. */
	List<String> strings() {
		List<String> all = new ArrayList<>(this.strings.size());
		for (int i = 0; i < this.strings.size(); i++) {
			all.add(this.pool.getListed(this.strings.characters(), this.strings.start(i), this.strings.length(i)));
		}
		return all;
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
