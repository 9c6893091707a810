package dev.pennon.internal.json;

import java.io.StringWriter;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The core's own JSON mapper, which no application configures, and the ways in and out of
 * it. What is read here is {@linkplain FrozenJson frozen}.
 */
public final class Json {

	/** How deep parsed text may be nested; deeper text is refused as malformed. */
	public static final int MAX_DEPTH = StreamReadConstraints.DEFAULT_MAX_DEPTH;

	// Whatever was read can be written, also inside what an event or a list puts around
	// it
	private static final int MAX_WRITE_DEPTH = 2 * MAX_DEPTH;

	private static final JsonMapper MAPPER = JsonMapper
		.builder(JsonFactory.builder()
			.streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
			.streamWriteConstraints(StreamWriteConstraints.builder().maxNestingDepth(MAX_WRITE_DEPTH).build())
			.build())
		.build();

	private Json() {
	}

	/**
	 * Returns the mapper. It is immutable and safe for use by any number of threads.
	 * @return the mapper
	 */
	public static JsonMapper mapper() {
		return MAPPER;
	}

	/**
	 * Reads a whole text.
	 * @param json the text
	 * @return the value, frozen
	 * @throws JacksonException if the text is not exactly one JSON value
	 */
	public static JsonNode read(String json) {
		try (JsonParser parser = MAPPER.createParser(json)) {
			return readAll(parser);
		}
	}

	/**
	 * Reads a whole text.
	 * @param json the text in UTF-8
	 * @return the value, frozen
	 * @throws JacksonException if the text is not exactly one JSON value
	 */
	public static JsonNode read(byte[] json) {
		try (JsonParser parser = MAPPER.createParser(json)) {
			return readAll(parser);
		}
	}

	private static JsonNode readAll(JsonParser parser) {
		parser.nextToken();
		JsonNode value = read(parser);
		requireEnd(parser);
		return value;
	}

	/**
	 * Reads the value that a parser is at, and leaves the parser at its last token.
	 * @param parser a parser that is at the first token of a value
	 * @return the value, frozen; a JSON null is a node too
	 * @throws JacksonException if the text is malformed
	 */
	public static JsonNode read(JsonParser parser) {
		return FrozenJson.read(parser);
	}

	/**
	 * Checks that nothing is left to read.
	 * @param parser a parser that is at the last token of a value
	 * @throws JacksonException if there is more than white space after it
	 */
	public static void requireEnd(JsonParser parser) {
		JsonToken token = parser.nextToken();
		if (token != null) {
			throw new StreamReadException(parser, "there is more text after the end of the JSON value");
		}
	}

	/**
	 * Writes a value as text.
	 * @param value the value
	 * @return compact JSON
	 * @throws JacksonException if the value is nested too deeply
	 */
	public static String write(JsonNode value) {
		StringWriter text = new StringWriter();
		try (JsonGenerator generator = MAPPER.createGenerator(text)) {
			FrozenJson.write(generator, value);
		}
		return text.toString();
	}

	/**
	 * Writes a value.
	 * @param generator where to
	 * @param value the value
	 * @throws JacksonException if the value is nested too deeply or cannot be written
	 */
	public static void write(JsonGenerator generator, JsonNode value) {
		FrozenJson.write(generator, value);
	}

	/**
	 * Returns the value in a form that nobody can change: scalars themselves, containers
	 * as copies that refuse to be modified. A frozen node's {@code deepCopy} can be
	 * modified.
	 * @param value the value
	 * @return the frozen value
	 * @throws IllegalArgumentException if the value is nested deeper than
	 * {@link #MAX_DEPTH} or has something in it that is no JSON, with the reason
	 */
	public static JsonNode freeze(JsonNode value) {
		return FrozenJson.freeze(value);
	}

	/**
	 * Returns whether two values are the same JSON: numbers as doubles ({@code 1} is
	 * {@code 1.0}), object members in any order. An absent value equals only an absent
	 * one. Trees nested deeper than anything that can be read are equal only if they are
	 * the same object.
	 * @param left a value
	 * @param right another value
	 * @return whether they are equal
	 */
	public static boolean equal(@Nullable JsonNode left, @Nullable JsonNode right) {
		return JsonEquality.equal(left, right, MAX_WRITE_DEPTH);
	}

	/**
	 * Returns a hash that is the same for values that are {@linkplain #equal equal}.
	 * @param value a value
	 * @return the hash
	 */
	public static int hash(@Nullable JsonNode value) {
		return JsonEquality.hash(value, MAX_WRITE_DEPTH);
	}

	/**
	 * Returns a number as a double, infinite if it is too large for one. Unlike
	 * {@link JsonNode#doubleValue()} it never throws for a number.
	 * @param number a number
	 * @return the nearest double
	 */
	public static double toDouble(JsonNode number) {
		return JsonEquality.toDouble(number);
	}

}
