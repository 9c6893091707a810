package dev.pennon.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import dev.pennon.internal.collection.KeySet;
import dev.pennon.internal.collection.StringSet;
import dev.pennon.internal.json.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * Reads the properties of items from a parser: null stands for an absent value, and a
 * wrong type is an error that names the item, the property and the place, but no value.
 * After each method the parser is at the last token of what was read.
 */
final class TokenReader {

	private final JsonParser parser;

	private final SharedValues shared;

	private final ItemErrors errors;

	private final byte @Nullable [] scannable;

	private final Supplier<String> listedText = this::listedText;

	private final Supplier<JsonNode> value = this::value;

	/**
	 * The elements of the lists that are not at their end, one list after the other, so
	 * that each is made in its final size.
	 */
	private final List<Object> elements = new ArrayList<>();

	/**
	 * Creates a reader.
	 * @param parser the parser
	 * @param shared what the items that are read share
	 * @param noun what is read, as errors name it
	 */
	TokenReader(JsonParser parser, SharedValues shared, String noun) {
		this(parser, shared, noun, null, null);
	}

	/**
	 * Creates a reader.
	 * @param parser the parser
	 * @param shared what the items that are read share
	 * @param noun what is read, as errors name it
	 * @param key the key of what is read, if it has one
	 * @param scannable the parser's whole text, if sets of keys are to be looked up in it
	 * rather than to be made
	 */
	TokenReader(JsonParser parser, SharedValues shared, String noun, @Nullable String key,
			byte @Nullable [] scannable) {
		this.parser = parser;
		this.shared = shared;
		this.errors = new ItemErrors(parser, noun, key);
		this.scannable = scannable;
	}

	SharedValues shared() {
		return this.shared;
	}

	/** What to throw if something is wrong at the present token. */
	ItemErrors errors() {
		return this.errors;
	}

	JsonToken next() {
		JsonToken token = this.parser.nextToken();
		if (token == null) {
			throw this.errors.invalid("ends too early");
		}
		return token;
	}

	/** Goes to the next property's name, or to the end of the object. */
	@Nullable String nextName() {
		return (next() == JsonToken.PROPERTY_NAME) ? this.parser.currentName() : null;
	}

	/** Skips the value of a property that has no meaning here. */
	void skipValue() {
		next();
		this.parser.skipChildren();
	}

	/** Goes to the value, and returns whether it is an object rather than null. */
	boolean nextObject() {
		return nextContainer(JsonToken.START_OBJECT, "an object");
	}

	boolean nextBoolean() {
		JsonToken token = next();
		if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE && token != JsonToken.VALUE_NULL) {
			throw this.errors.wrongType("a boolean");
		}
		return token == JsonToken.VALUE_TRUE;
	}

	@Nullable String nextString() {
		JsonToken token = next();
		if (token == JsonToken.VALUE_NULL) {
			return null;
		}
		if (token != JsonToken.VALUE_STRING) {
			throw this.errors.wrongType("a string");
		}
		return text();
	}

	String nextString(String absent) {
		String string = nextString();
		return (string != null) ? string : absent;
	}

	/** An integer; 3.0 is one too. */
	@Nullable Long nextLong() {
		JsonToken token = next();
		if (token == JsonToken.VALUE_NULL) {
			return null;
		}
		if (token == JsonToken.VALUE_NUMBER_INT && this.parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
			return this.parser.getLongValue();
		}
		if (token == JsonToken.VALUE_NUMBER_FLOAT) {
			double value = this.parser.getDoubleValue();
			if (value == Math.rint(value) && Math.abs(value) < Long.MAX_VALUE) {
				return (long) value;
			}
		}
		throw this.errors.wrongType("an integer of at most 64 bits");
	}

	long nextLong(long absent) {
		Long value = nextLong();
		return (value != null) ? value : absent;
	}

	/**
	 * The index of a variation. One beyond the range of an int becomes the nearest int,
	 * which is no valid index either.
	 */
	@Nullable Integer nextIndex() {
		Long value = nextLong();
		return (value != null) ? (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, value)) : null;
	}

	int nextIndex(int absent) {
		Integer value = nextIndex();
		return (value != null) ? value : absent;
	}

	/** A list of objects, each read by a function that starts at its first token. */
	<T> List<T> nextObjects(Supplier<T> element) {
		return nextList(JsonToken.START_OBJECT, "an object", element);
	}

	List<String> nextStrings() {
		return nextList(JsonToken.VALUE_STRING, "a string", this.listedText);
	}

	/** A list of strings that is only asked for one of them. */
	KeySet nextKeys() {
		return (this.scannable != null) ? nextKeys(this.scannable) : StringSet.copyOf(nextStrings());
	}

	private KeySet nextKeys(byte[] json) {
		if (!nextContainer(JsonToken.START_ARRAY, "an array") || next() == JsonToken.END_ARRAY) {
			return StringSet.copyOf(List.of());
		}
		int from = offset();
		do {
			requireToken(JsonToken.VALUE_STRING, "a string");
		}
		while (next() != JsonToken.END_ARRAY);
		return new ScannedKeys(json, from, offset());
	}

	private int offset() {
		return Math.toIntExact(this.parser.currentTokenLocation().getByteOffset());
	}

	List<JsonNode> nextValues() {
		return nextList(null, "a value", this.value);
	}

	/** Replaces values by those of the list. */
	void nextValues(ClauseValues values) {
		values.clear();
		if (!nextContainer(JsonToken.START_ARRAY, "an array")) {
			return;
		}
		for (JsonToken token = next(); token != JsonToken.END_ARRAY; token = next()) {
			if (token == JsonToken.VALUE_STRING) {
				values.add(this.parser.getStringCharacters(), this.parser.getStringOffset(),
						this.parser.getStringLength());
			}
			else {
				values.add(Json.read(this.parser));
			}
		}
	}

	// What lies behind the first element is of this list alone
	@SuppressWarnings("unchecked")
	private <T> List<T> nextList(@Nullable JsonToken start, String expected, Supplier<T> element) {
		if (!nextContainer(JsonToken.START_ARRAY, "an array") || next() == JsonToken.END_ARRAY) {
			return List.of();
		}
		int first = this.elements.size();
		do {
			if (start != null) {
				requireToken(start, expected);
			}
			this.elements.add(element.get());
		}
		while (next() != JsonToken.END_ARRAY);
		List<Object> own = this.elements.subList(first, this.elements.size());
		List<Object> list = List.copyOf(own);
		own.clear();
		return (List<T>) list;
	}

	private JsonNode value() {
		return (this.parser.currentToken() == JsonToken.VALUE_STRING) ? StringNode.valueOf(text())
				: Json.read(this.parser);
	}

	private String text() {
		return this.shared.strings()
			.get(this.parser.getStringCharacters(), this.parser.getStringOffset(), this.parser.getStringLength());
	}

	private String listedText() {
		return this.shared.strings()
			.getListed(this.parser.getStringCharacters(), this.parser.getStringOffset(), this.parser.getStringLength());
	}

	private boolean nextContainer(JsonToken start, String expected) {
		if (next() == JsonToken.VALUE_NULL) {
			return false;
		}
		requireToken(start, expected);
		return true;
	}

	/** Checks that the parser is at a token of one type. */
	void requireToken(JsonToken token, String expected) {
		if (this.parser.currentToken() != token) {
			throw this.errors.wrongType(expected);
		}
	}

	/** Checks that nothing follows what was read. */
	void requireEnd() {
		if (this.parser.nextToken() != null) {
			throw this.errors.invalid("is followed by more text");
		}
	}

}
