package dev.pennon.model;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A string in which any of the values, regular expressions, is found. The work is
 * bounded: what takes too long does not match and is counted.
 */
final class PatternMatcher extends ValueMatcher {

	private final List<Pattern> patterns;

	private PatternMatcher(List<Pattern> patterns) {
		this.patterns = patterns;
	}

	static PatternMatcher of(List<String> values) {
		return new PatternMatcher(values.stream().map(PatternMatcher::compile).filter(Objects::nonNull).toList());
	}

	@Override
	boolean matches(JsonNode value, LongAdder abandonedPatterns) {
		String text = text(value);
		if (text == null) {
			return false;
		}
		for (Pattern pattern : this.patterns) {
			try {
				if (BoundedText.find(pattern, text)) {
					return true;
				}
			}
			catch (BoundedText.ExceededException ex) {
				abandonedPatterns.increment();
			}
		}
		return false;
	}

	private static @Nullable Pattern compile(String regex) {
		try {
			return Pattern.compile(regex);
		}
		catch (PatternSyntaxException | StackOverflowError ex) {
			return null;
		}
	}

}
