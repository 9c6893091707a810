package dev.pennon.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

import dev.pennon.internal.collection.StringSet;
import dev.pennon.internal.json.Json;
import tools.jackson.databind.JsonNode;

/**
 * Equality with any of the values. Numbers are equal if they are as doubles.
 */
final class EqualityMatcher implements ValueMatcher {

	private final StringSet strings;

	private final double[] sortedNumbers;

	private final List<JsonNode> others;

	private EqualityMatcher(StringSet strings, double[] sortedNumbers, List<JsonNode> others) {
		this.strings = strings;
		this.sortedNumbers = sortedNumbers;
		this.others = others;
	}

	static EqualityMatcher of(List<JsonNode> values) {
		List<JsonNode> others = new ArrayList<>(0);
		for (JsonNode value : values) {
			if (!value.isString() && !value.isNumber()) {
				others.add(value);
			}
		}
		double[] numbers = values.stream()
			.filter(JsonNode::isNumber)
			.mapToDouble(EqualityMatcher::number)
			.sorted()
			.toArray();
		return new EqualityMatcher(StringSet.copyOf(ValueMatcher.strings(values)), numbers, List.copyOf(others));
	}

	@Override
	public boolean matches(JsonNode value, LongAdder abandonedPatterns) {
		if (value.isString()) {
			return this.strings.contains(value.stringValue());
		}
		if (value.isNumber()) {
			return Arrays.binarySearch(this.sortedNumbers, number(value)) >= 0;
		}
		for (JsonNode other : this.others) {
			if (Json.equal(other, value)) {
				return true;
			}
		}
		return false;
	}

	/** Adding zero turns -0.0, which a binary search tells from 0.0, into 0.0. */
	private static double number(JsonNode value) {
		return Json.toDouble(value) + 0.0;
	}

}
