package dev.pennon.model;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A semantic version, of which minor and patch may be missing. Two versions that differ
 * only in build metadata have the same precedence.
 *
 * @param major the first number
 * @param minor the second number, 0 if it is missing
 * @param patch the third number, 0 if it is missing
 * @param prerelease the identifiers of the prerelease, empty for a release
 */
record SemanticVersion(long major, long minor, long patch,
		List<String> prerelease) implements Comparable<SemanticVersion> {

	/** In characters. Nothing longer is a version; it keeps the pattern's work small. */
	static final int MAX_LENGTH = 1_000;

	private static final String NUMBER = "(0|[1-9][0-9]*+)";

	private static final String PRERELEASE_IDENTIFIER = "(?:[0-9]*+[A-Za-z-][0-9A-Za-z-]*+|0|[1-9][0-9]*+)";

	private static final String BUILD_IDENTIFIER = "[0-9A-Za-z-]++";

	private static final Pattern PATTERN = Pattern.compile(NUMBER + "(?:\\." + NUMBER + "(?:\\." + NUMBER + ")?+)?+"
			+ "(?:-(" + dotSeparated(PRERELEASE_IDENTIFIER) + "))?+(?:\\+" + dotSeparated(BUILD_IDENTIFIER) + ")?+");

	private static String dotSeparated(String identifier) {
		return identifier + "(?:\\." + identifier + ")*+";
	}

	/** The version that a text names, or null if the text is something else. */
	static @Nullable SemanticVersion parse(String text) {
		if (text.length() > MAX_LENGTH) {
			return null;
		}
		Matcher matcher = PATTERN.matcher(text);
		if (!matcher.matches()) {
			return null;
		}
		try {
			String prerelease = matcher.group(4);
			return new SemanticVersion(number(matcher.group(1)), number(matcher.group(2)), number(matcher.group(3)),
					(prerelease != null) ? List.of(prerelease.split("\\.", -1)) : List.of());
		}
		catch (NumberFormatException ex) {
			return null;
		}
	}

	private static long number(@Nullable String digits) {
		return (digits != null) ? Long.parseLong(digits) : 0;
	}

	@Override
	public int compareTo(SemanticVersion other) {
		int result = Long.compare(this.major, other.major);
		if (result == 0) {
			result = Long.compare(this.minor, other.minor);
		}
		if (result == 0) {
			result = Long.compare(this.patch, other.patch);
		}
		return (result != 0) ? result : comparePrereleases(this.prerelease, other.prerelease);
	}

	private static int comparePrereleases(List<String> left, List<String> right) {
		if (left.isEmpty() || right.isEmpty()) {
			return Boolean.compare(left.isEmpty(), right.isEmpty());
		}
		int common = Math.min(left.size(), right.size());
		for (int i = 0; i < common; i++) {
			int result = compareIdentifiers(left.get(i), right.get(i));
			if (result != 0) {
				return result;
			}
		}
		return Integer.compare(left.size(), right.size());
	}

	private static int compareIdentifiers(String left, String right) {
		boolean leftNumeric = isNumeric(left);
		boolean rightNumeric = isNumeric(right);
		if (leftNumeric != rightNumeric) {
			return leftNumeric ? -1 : 1;
		}
		if (leftNumeric && left.length() != right.length()) {
			// Without leading zeros the number with more digits is the greater.
			return Integer.compare(left.length(), right.length());
		}
		return left.compareTo(right);
	}

	private static boolean isNumeric(String identifier) {
		return identifier.chars().allMatch((character) -> character >= '0' && character <= '9');
	}

}
