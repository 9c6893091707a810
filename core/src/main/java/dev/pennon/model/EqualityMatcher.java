package dev.pennon.model;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

import dev.pennon.internal.collection.JoinedStrings;
import dev.pennon.internal.json.Json;
import tools.jackson.databind.JsonNode;

/**
 * Equality with any of the values. Numbers are equal if they are as doubles.
 */
final class EqualityMatcher extends ValueMatcher {

	private final JoinedStrings strings;

	private final double[] sortedNumbers;

	private final List<JsonNode> others;

	private EqualityMatcher(JoinedStrings strings, double[] sortedNumbers, List<JsonNode> others) {
		this.strings = strings;
		this.sortedNumbers = sortedNumbers;
		this.others = others;
	}

	static EqualityMatcher of(ClauseValues values) {
		double[] numbers = values.numbers();
		for (int i = 0; i < numbers.length; i++) {
			numbers[i] = withoutSignOfZero(numbers[i]);
		}
		Arrays.sort(numbers);
		return new EqualityMatcher(values.joinedStrings(), numbers, values.notNumbers());
	}

	@Override
	boolean matches(JsonNode value, LongAdder abandonedPatterns) {
		if (value.isString()) {
			return this.strings.contains(value.stringValue());
		}
		if (value.isNumber()) {
			return Arrays.binarySearch(this.sortedNumbers, withoutSignOfZero(Json.toDouble(value))) >= 0;
		}
		for (JsonNode other : this.others) {
			if (Json.equal(other, value)) {
				return true;
			}
		}
		return false;
	}

	/** A binary search tells -0.0 from 0.0; adding zero makes the one into the other. */
	private static double withoutSignOfZero(double number) {
		return number + 0.0;
	}

}
