package dev.pennon.model;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

import dev.pennon.internal.json.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A date before or after any of the values. A date is a number of milliseconds since the
 * epoch or an RFC 3339 string.
 */
final class DateMatcher extends ValueMatcher {

	private final Operator operator;

	private final List<Instant> operands;

	private DateMatcher(Operator operator, List<Instant> operands) {
		this.operator = operator;
		this.operands = operands;
	}

	static DateMatcher of(Operator operator, ClauseValues values) {
		Stream<Instant> numbers = Arrays.stream(values.numbers()).mapToObj(DateMatcher::date);
		Stream<Instant> texts = values.strings().stream().map(Rfc3339::parse).filter(Objects::nonNull);
		return new DateMatcher(operator, Stream.concat(numbers, texts).toList());
	}

	@Override
	boolean matches(JsonNode value, LongAdder abandonedPatterns) {
		Instant date = date(value);
		if (date == null) {
			return false;
		}
		for (Instant operand : this.operands) {
			if ((this.operator == Operator.BEFORE) ? date.isBefore(operand) : date.isAfter(operand)) {
				return true;
			}
		}
		return false;
	}

	private static @Nullable Instant date(JsonNode value) {
		if (value.isNumber()) {
			return date(Json.toDouble(value));
		}
		return value.isString() ? Rfc3339.parse(value.stringValue()) : null;
	}

	private static Instant date(double milliseconds) {
		return Instant.ofEpochMilli((long) milliseconds);
	}

}
