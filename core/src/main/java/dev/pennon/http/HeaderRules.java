package dev.pennon.http;

/**
 * What an HTTP header can carry. No message shows a value: it may be a secret.
 */
final class HeaderRules {

	private static final int MAX_SDK_KEY_LENGTH = 8192;

	private static final String NAME_PUNCTUATION = "!#$%&'*+-.^_`|~";

	private HeaderRules() {
	}

	static String sdkKey(String key) {
		if (key.isEmpty()) {
			throw new IllegalArgumentException("The SDK key is empty; copy it from the settings of the environment");
		}
		if (key.length() > MAX_SDK_KEY_LENGTH) {
			throw new IllegalArgumentException("The SDK key has %d characters, more than the %d that are possible"
				.formatted(key.length(), MAX_SDK_KEY_LENGTH));
		}
		for (int i = 0; i < key.length(); i++) {
			char c = key.charAt(i);
			if (c <= ' ' || c > '~') {
				throw new IllegalArgumentException(("The SDK key contains %s at position %d, which no HTTP header can "
						+ "carry; it may have been copied with something around it")
					.formatted(describe(c), i));
			}
		}
		return key;
	}

	static void check(String name, String value) {
		boolean token = !name.isEmpty() && name.chars()
			.allMatch((c) -> (c < 128 && Character.isLetterOrDigit(c)) || NAME_PUNCTUATION.indexOf(c) >= 0);
		if (!token) {
			throw new IllegalArgumentException(
					"'%s' is not the name of an HTTP header".formatted(name.replaceAll("\\p{Cntrl}", "?")));
		}
		for (int i = 0; i < value.length(); i++) {
			char c = value.charAt(i);
			if ((c < ' ' && c != '\t') || c > '~') {
				throw new IllegalArgumentException(
						"The value of the HTTP header '%s' contains %s at position %d".formatted(name, describe(c), i));
			}
		}
	}

	private static String describe(char c) {
		if (c == '\n' || c == '\r') {
			return "a line break";
		}
		return (c == ' ') ? "a space" : "the character U+%04X".formatted((int) c);
	}

}
