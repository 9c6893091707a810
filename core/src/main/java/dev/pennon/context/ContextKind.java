package dev.pennon.context;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * What a context describes: a user, an organisation, a device. Kinds are equal if their
 * names are.
 */
public final class ContextKind implements Comparable<ContextKind> {

	/** The kind of a context for which no other was chosen. */
	public static final ContextKind USER = new ContextKind("user");

	/** The kind of a context that consists of several others. */
	public static final ContextKind MULTI = new ContextKind("multi");

	private final String value;

	private final StringNode node;

	private ContextKind(String value) {
		this.value = value;
		this.node = StringNode.valueOf(value);
	}

	/**
	 * Returns the kind of that name. Never throws: a name that is not allowed makes the
	 * contexts that use it invalid.
	 * @param value the name, of the letters A to Z and a to z, digits, '.', '_' and '-';
	 * null or empty for {@link #USER}
	 * @return the kind
	 */
	public static ContextKind of(@Nullable String value) {
		if (value == null || value.isEmpty() || value.equals(USER.value)) {
			return USER;
		}
		return value.equals(MULTI.value) ? MULTI : new ContextKind(value);
	}

	/**
	 * Returns the name.
	 * @return the name
	 */
	public String value() {
		return this.value;
	}

	/**
	 * Returns whether this is {@link #USER}.
	 * @return whether this is the default kind
	 */
	public boolean isDefault() {
		return equals(USER);
	}

	/**
	 * Returns what keeps a single context from being of this kind.
	 * @return the reason with its remedy, or null if the kind is fine
	 */
	@Nullable String error() {
		if (isDefault()) {
			return null;
		}
		if (equals(MULTI)) {
			return "a single context cannot be of kind \"multi\"; use multiBuilder()";
		}
		if (this.value.equals("kind")) {
			return "\"kind\" is not a valid context kind; use another name";
		}
		for (int i = 0; i < this.value.length(); i++) {
			if (!isAllowed(this.value.charAt(i))) {
				return "context kind \"%s\" has the character U+%04X at %d; use only A-Z, a-z, 0-9, '.', '_' and '-'"
					.formatted(printable(), (int) this.value.charAt(i), i);
			}
		}
		return null;
	}

	// The kind may come from outside, and the message goes into logs
	private String printable() {
		StringBuilder text = new StringBuilder(this.value);
		for (int i = 0; i < text.length(); i++) {
			if (!isAllowed(text.charAt(i))) {
				text.setCharAt(i, '?');
			}
		}
		return text.toString();
	}

	JsonNode node() {
		return this.node;
	}

	private static boolean isAllowed(char ch) {
		return (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') || (ch >= '0' && ch <= '9') || ch == '.'
				|| ch == '_' || ch == '-';
	}

	@Override
	public int compareTo(ContextKind other) {
		return this.value.compareTo(other.value);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return this == other || (other instanceof ContextKind kind && this.value.equals(kind.value));
	}

	@Override
	public int hashCode() {
		return this.value.hashCode();
	}

	/**
	 * Returns the name.
	 * @return the name
	 */
	@Override
	public String toString() {
		return this.value;
	}

}
