package dev.pennon.differential;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import dev.pennon.internal.json.Json;
import tools.jackson.databind.JsonNode;

/**
 * The operators for {@link ReferenceEvaluator}: as plain as possible, nothing compiled
 * ahead.
 */
final class ReferenceOperators {

	private static final Pattern RFC_3339 = Pattern
		.compile("\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?([Zz]|[+-]\\d{2}:\\d{2})");

	private static final String NUMBER = "(0|[1-9]\\d*)";

	private static final Pattern STRICT_VERSION = Pattern.compile(NUMBER + "(?:\\." + NUMBER + ")?(?:\\." + NUMBER
			+ ")?(?:-((?:0|[1-9]\\d*|\\d*[A-Za-z-][0-9A-Za-z-]*)(?:\\.(?:0|[1-9]\\d*|\\d*[A-Za-z-][0-9A-Za-z-]*))*))?"
			+ "(?:\\+([0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*))?");

	private static final Pattern LENIENT_VERSION = Pattern
		.compile(NUMBER + "(?:\\." + NUMBER + ")?(?:\\." + NUMBER + ")?(?:-([0-9A-Za-z.-]+))?(?:\\+([0-9A-Za-z.-]+))?");

	private final boolean lenientDates;

	private final boolean lenientVersions;

	ReferenceOperators(Set<KnownDifference> switched) {
		this.lenientDates = switched.contains(KnownDifference.STRICT_DATES);
		this.lenientVersions = switched.contains(KnownDifference.STRICT_VERSIONS);
	}

	boolean matches(String operator, JsonNode actual, JsonNode expected) {
		return switch (operator) {
			case "in" -> Json.equal(actual, expected);
			case "startsWith" -> strings(actual, expected) && actual.stringValue().startsWith(expected.stringValue());
			case "endsWith" -> strings(actual, expected) && actual.stringValue().endsWith(expected.stringValue());
			case "contains" -> strings(actual, expected) && actual.stringValue().contains(expected.stringValue());
			case "matches" -> strings(actual, expected) && found(expected.stringValue(), actual.stringValue());
			case "lessThan" -> numbers(actual, expected) && actual.doubleValue() < expected.doubleValue();
			case "lessThanOrEqual" -> numbers(actual, expected) && actual.doubleValue() <= expected.doubleValue();
			case "greaterThan" -> numbers(actual, expected) && actual.doubleValue() > expected.doubleValue();
			case "greaterThanOrEqual" -> numbers(actual, expected) && actual.doubleValue() >= expected.doubleValue();
			case "before" -> compareDates(actual, expected) == -1;
			case "after" -> compareDates(actual, expected) == 1;
			case "semVerEqual" -> compareVersions(actual, expected) == 0;
			case "semVerLessThan" -> compareVersions(actual, expected) == -1;
			case "semVerGreaterThan" -> compareVersions(actual, expected) == 1;
			default -> false;
		};
	}

	private static boolean strings(JsonNode left, JsonNode right) {
		return left.isString() && right.isString();
	}

	private static boolean numbers(JsonNode left, JsonNode right) {
		return left.isNumber() && right.isNumber();
	}

	private static boolean found(String pattern, String text) {
		try {
			return Pattern.compile(pattern).matcher(text).find();
		}
		catch (PatternSyntaxException ex) {
			return false;
		}
	}

	/** Returns -1, 0 or 1, or 2 if one of them is no date. */
	private int compareDates(JsonNode left, JsonNode right) {
		Instant leftDate = date(left);
		Instant rightDate = date(right);
		return (leftDate != null && rightDate != null) ? Integer.signum(leftDate.compareTo(rightDate)) : 2;
	}

	private Instant date(JsonNode value) {
		if (value.isNumber()) {
			return Instant.ofEpochMilli((long) value.doubleValue());
		}
		if (!value.isString()) {
			return null;
		}
		try {
			String text = value.stringValue();
			if (this.lenientDates) {
				return ZonedDateTime.parse(text).toInstant();
			}
			return RFC_3339.matcher(text).matches() ? OffsetDateTime.parse(text).toInstant() : null;
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	/** Returns -1, 0 or 1, or 2 if one of them is no version. */
	private int compareVersions(JsonNode left, JsonNode right) {
		Matcher leftVersion = version(left);
		Matcher rightVersion = version(right);
		if (leftVersion == null || rightVersion == null) {
			return 2;
		}
		for (int component = 1; component <= 3; component++) {
			int order = number(leftVersion.group(component)).compareTo(number(rightVersion.group(component)));
			if (order != 0) {
				return order;
			}
		}
		return comparePrereleases(leftVersion.group(4), rightVersion.group(4));
	}

	private Matcher version(JsonNode value) {
		if (!value.isString()) {
			return null;
		}
		Matcher matcher = (this.lenientVersions ? LENIENT_VERSION : STRICT_VERSION).matcher(value.stringValue());
		if (!matcher.matches()) {
			return null;
		}
		for (int component = 1; component <= 3; component++) {
			if (number(matcher.group(component)).bitLength() > (this.lenientVersions ? 31 : 63)) {
				return null;
			}
		}
		return matcher;
	}

	private static BigInteger number(String digits) {
		return (digits != null) ? new BigInteger(digits) : BigInteger.ZERO;
	}

	private int comparePrereleases(String left, String right) {
		if (left == null || right == null) {
			return (left == right) ? 0 : ((left == null) ? 1 : -1);
		}
		String[] leftParts = left.split("\\.");
		String[] rightParts = right.split("\\.");
		for (int i = 0; i < Math.min(leftParts.length, rightParts.length); i++) {
			int order = compareIdentifiers(leftParts[i], rightParts[i]);
			if (order != 0) {
				return order;
			}
		}
		return Integer.compare(leftParts.length, rightParts.length);
	}

	private int compareIdentifiers(String left, String right) {
		boolean leftIsNumber = isNumber(left);
		boolean rightIsNumber = isNumber(right);
		if (leftIsNumber && rightIsNumber) {
			return new BigInteger(left).compareTo(new BigInteger(right));
		}
		if (leftIsNumber || rightIsNumber) {
			return leftIsNumber ? -1 : 1;
		}
		return Integer.signum(left.compareTo(right));
	}

	private boolean isNumber(String identifier) {
		if (this.lenientVersions) {
			// What Java's Integer.parseInt takes, a sign included.
			return identifier.matches("-?\\d+") && new BigInteger(identifier).bitLength() <= 31;
		}
		return identifier.matches("\\d+");
	}

}
