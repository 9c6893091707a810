package dev.pennon.model;

import java.io.ByteArrayOutputStream;

import dev.pennon.internal.json.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.util.JsonParserDelegate;

/**
 * Writes every token that is read as JSON, numbers verbatim, so that an item's text can
 * be kept although it came as part of a larger one or in another format. For one thread.
 */
final class RecordingParser extends JsonParserDelegate {

	private static final String JSON_NUMBER = "-?(0|[1-9][0-9]*+)(\\.[0-9]++)?+([eE][+-]?[0-9]++)?+";

	private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

	private @Nullable JsonGenerator generator;

	RecordingParser(JsonParser parser) {
		super(parser);
	}

	/** Starts a new recording with the present token. */
	void start() {
		this.bytes.reset();
		this.generator = Json.mapper().createGenerator(this.bytes);
		record(currentToken());
	}

	/** Ends the recording, and returns what was recorded. */
	byte[] stop() {
		if (this.generator != null) {
			this.generator.close();
			this.generator = null;
		}
		return this.bytes.toByteArray();
	}

	@Override
	public JsonToken nextToken() {
		JsonToken token = super.nextToken();
		record(token);
		return token;
	}

	@Override
	public @Nullable String nextName() {
		return (nextToken() == JsonToken.PROPERTY_NAME) ? currentName() : null;
	}

	@Override
	public JsonToken nextValue() {
		JsonToken token = nextToken();
		return (token == JsonToken.PROPERTY_NAME) ? nextToken() : token;
	}

	@Override
	public JsonParser skipChildren() {
		JsonToken token = currentToken();
		if (token == null || !token.isStructStart()) {
			return this;
		}
		int open = 1;
		while (open > 0) {
			JsonToken next = nextToken();
			if (next == null) {
				throw new StreamReadException(this, "the text ends too early");
			}
			open += next.isStructStart() ? 1 : (next.isStructEnd() ? -1 : 0);
		}
		return this;
	}

	private void record(@Nullable JsonToken token) {
		if (this.generator == null || token == null) {
			return;
		}
		switch (token) {
			case START_OBJECT -> this.generator.writeStartObject();
			case END_OBJECT -> this.generator.writeEndObject();
			case START_ARRAY -> this.generator.writeStartArray();
			case END_ARRAY -> this.generator.writeEndArray();
			case PROPERTY_NAME -> this.generator.writeName(currentName());
			case VALUE_STRING ->
				this.generator.writeString(getStringCharacters(), getStringOffset(), getStringLength());
			case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> recordNumber(this.generator);
			case VALUE_TRUE -> this.generator.writeBoolean(true);
			case VALUE_FALSE -> this.generator.writeBoolean(false);
			case VALUE_NULL -> this.generator.writeNull();
			default -> throw new StreamReadException(this, "there is a value that JSON does not have");
		}
	}

	/** YAML has ways to write a fraction that JSON has not; those are written anew. */
	private void recordNumber(JsonGenerator target) {
		String text = getString();
		if (text.matches(JSON_NUMBER)) {
			target.writeNumber(text);
		}
		else if (Double.isFinite(getDoubleValue())) {
			target.writeNumber(getDecimalValue());
		}
		else {
			throw new StreamReadException(this, "there is a number that JSON does not have");
		}
	}

}
