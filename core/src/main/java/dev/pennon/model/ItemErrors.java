package dev.pennon.model;

import dev.pennon.store.InvalidItemException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.JacksonIOException;

/**
 * Says what is wrong with the text that a parser is in the middle of: which item, which
 * property, and where, but no values.
 */
final class ItemErrors {

	private final JsonParser parser;

	private String noun;

	private @Nullable String key;

	private @Nullable TokenStreamContext itemParent;

	/**
	 * Creates errors.
	 * @param parser the parser
	 * @param noun what is read
	 * @param key its key, if it has one
	 */
	ItemErrors(JsonParser parser, String noun, @Nullable String key) {
		this.parser = parser;
		this.noun = noun;
		this.key = key;
	}

	/** Names what is read from now on; the parser is at its first token. */
	void enterItem(String itemNoun, String itemKey) {
		this.noun = itemNoun;
		this.key = itemKey;
		this.itemParent = parentOfValue();
	}

	/** Names what is around the items; no item is read any more. */
	void leaveItem(String around) {
		this.noun = around;
		this.key = null;
		this.itemParent = null;
	}

	private String item() {
		return (this.key != null) ? this.noun + " '" + this.key + "'" : this.noun;
	}

	InvalidItemException wrongType(String expected) {
		String path = path();
		return invalid(
				path.isEmpty() ? "must be " + expected : "has a wrong type: '%s' must be %s".formatted(path, expected),
				null);
	}

	InvalidItemException invalid(String problem) {
		return invalid(problem, null);
	}

	/**
	 * Returns what to throw where the parser failed.
	 * @throws JacksonIOException if it failed because the text could not be fetched
	 */
	InvalidItemException malformed(JacksonException failure) {
		if (failure instanceof JacksonIOException) {
			throw failure;
		}
		return invalid("is not well-formed", failure);
	}

	private InvalidItemException invalid(String problem, @Nullable Throwable cause) {
		TokenStreamLocation location = (cause != null) ? this.parser.currentLocation()
				: this.parser.currentTokenLocation();
		return new InvalidItemException("%s %s".formatted(item(), problem), location.getLineNr(),
				location.getColumnNr(), cause);
	}

	/** The object or array that has the present value in it. */
	private @Nullable TokenStreamContext parentOfValue() {
		TokenStreamContext context = this.parser.streamReadContext();
		JsonToken token = this.parser.currentToken();
		return (token != null && token.isStructStart()) ? context.getParent() : context;
	}

	/** Where the parser is inside the item, such as {@code rules[0].clauses}. */
	private String path() {
		StringBuilder path = new StringBuilder();
		TokenStreamContext context = parentOfValue();
		for (; context != null && context != this.itemParent && !context.inRoot(); context = context.getParent()) {
			String step = context.inArray() ? "[%d]".formatted(context.getCurrentIndex()) : "." + context.currentName();
			path.insert(0, step);
		}
		return (path.length() > 0 && path.charAt(0) == '.') ? path.substring(1) : path.toString();
	}

}
