package dev.pennon.datasource.file;

import java.io.ByteArrayOutputStream;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Copies the items of one file, token by token, into JSON of their own. Numbers keep
 * their text, and what is not known is copied like everything else.
 */
final class ItemCopier {

	private static final JsonFactory JSON = JsonFactory.builder()
		.enable(StreamWriteFeature.STRICT_DUPLICATE_DETECTION)
		.disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
		.build();

	private static final Pattern JSON_NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]+)?");

	private final FlagFileContent content;

	private final JsonParser parser;

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	/**
	 * Creates a copier.
	 * @param content the file
	 * @param parser reads the file, at the same place as the caller
	 */
	ItemCopier(FlagFileContent content, JsonParser parser) {
		this.content = content;
		this.parser = parser;
	}

	/**
	 * Copies a flag or segment.
	 * @param key the key of the map
	 * @param place where the key stands
	 * @return the item; the parser is at its closing brace
	 */
	FlagFileItem item(String key, Place place) {
		long version = 0;
		try (JsonGenerator generator = begin()) {
			boolean hasKey = false;
			while (this.parser.nextToken() != JsonToken.END_OBJECT) {
				String name = this.parser.currentName();
				JsonToken token = this.parser.nextToken();
				if (name.equals("version")) {
					version = version(token);
				}
				else if (!name.equals("key") || token != JsonToken.VALUE_NULL) {
					hasKey |= name.equals("key");
					generator.writeName(name);
					copy(token, generator);
				}
			}
			if (!hasKey) {
				generator.writeStringProperty("key", key);
			}
		}
		return new FlagFileItem(key, this.out.toByteArray(), version, this.content, place);
	}

	/**
	 * Copies a value into a flag that has this value for everyone.
	 * @param key the key of the map
	 * @param place where the key stands
	 * @return the flag; the parser is at the end of the value
	 */
	FlagFileItem flagWithValue(String key, Place place) {
		try (JsonGenerator generator = begin()) {
			generator.writeStringProperty("key", key);
			generator.writeBooleanProperty("on", true);
			generator.writeArrayPropertyStart("variations");
			copy(this.parser.currentToken(), generator);
			generator.writeEndArray();
			generator.writeObjectPropertyStart("fallthrough");
			generator.writeNumberProperty("variation", 0);
			generator.writeEndObject();
		}
		return new FlagFileItem(key, this.out.toByteArray(), 0, this.content, place);
	}

	private JsonGenerator begin() {
		this.out.reset();
		JsonGenerator generator = JSON.createGenerator(ObjectWriteContext.empty(), this.out);
		generator.writeStartObject();
		return generator;
	}

	private long version(JsonToken token) {
		if (token == JsonToken.VALUE_NULL) {
			return 0;
		}
		if (token == JsonToken.VALUE_NUMBER_INT) {
			return this.parser.getLongValue();
		}
		throw Problems.at(this.content, this.parser, "\"version\" must be a whole number");
	}

	private void copy(@Nullable JsonToken first, JsonGenerator generator) {
		int depth = 0;
		JsonToken token = first;
		do {
			depth += copyToken(token, generator);
			if (depth > 0) {
				token = this.parser.nextToken();
			}
		}
		while (depth > 0);
	}

	/**
	 * Copies one token.
	 * @return by how much the copy is nested deeper after it
	 */
	private int copyToken(@Nullable JsonToken token, JsonGenerator generator) {
		if (token == null) {
			throw Problems.at(this.content, this.parser, "the file ends in the middle of an item");
		}
		switch (token) {
			case START_OBJECT -> generator.writeStartObject();
			case END_OBJECT -> generator.writeEndObject();
			case START_ARRAY -> generator.writeStartArray();
			case END_ARRAY -> generator.writeEndArray();
			case PROPERTY_NAME -> generator.writeName(this.parser.currentName());
			case VALUE_STRING -> generator.writeString(this.parser.getStringCharacters(), this.parser.getStringOffset(),
					this.parser.getStringLength());
			case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> generator.writeNumber(number());
			case VALUE_TRUE -> generator.writeBoolean(true);
			case VALUE_FALSE -> generator.writeBoolean(false);
			case VALUE_NULL -> generator.writeNull();
			default -> throw Problems.at(this.content, this.parser, "a value of this type is not supported");
		}
		return token.isStructStart() ? 1 : (token.isStructEnd() ? -1 : 0);
	}

	private String number() {
		String text = this.parser.getString();
		if (!this.content.isJson() && !JSON_NUMBER.matcher(text).matches()) {
			throw Problems.at(this.content, this.parser, "the number %s cannot be written in JSON".formatted(text));
		}
		return text;
	}

}
