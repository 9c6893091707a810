package dev.pennon.datasource.file;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
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
 * their text, and what is not known is copied like everything else. For one thread.
 */
final class ItemCopier implements AutoCloseable {

	/** An item is a text of its own, with nothing between it and the one before. */
	private static final JsonFactory JSON = JsonFactory.builder()
		.rootValueSeparator("")
		.disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
		.build();

	/** In bytes. Half of a SHA-256 tells any two contents apart. */
	private static final int DIGEST_LENGTH = 16;

	private static final Pattern JSON_NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]+)?");

	private final FlagFileContent content;

	private final JsonParser parser;

	private final MessageDigest sha256;

	private final PropertyNames names = new PropertyNames();

	private final ItemText text = new ItemText();

	private final JsonGenerator generator = JSON.createGenerator(ObjectWriteContext.empty(), this.text);

	/**
	 * Creates a copier.
	 * @param content the file
	 * @param parser reads the file, at the same place as the caller
	 */
	ItemCopier(FlagFileContent content, JsonParser parser) {
		this.content = content;
		this.parser = parser;
		try {
			this.sha256 = MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java runtime has SHA-256", ex);
		}
	}

	/**
	 * Copies a flag or segment.
	 * @param key the key of the map
	 * @param place where the key stands
	 * @return the item; the parser is at its closing brace
	 */
	FlagFileItem item(String key, Place place) {
		begin();
		this.names.enterObject();
		long version = 0;
		boolean hasKey = false;
		while (this.parser.nextToken() != JsonToken.END_OBJECT) {
			String name = newName();
			JsonToken token = this.parser.nextToken();
			if (name.equals("version")) {
				version = version(token);
			}
			else if (!name.equals("key") || token != JsonToken.VALUE_NULL) {
				hasKey |= name.equals("key");
				this.generator.writeName(name);
				copy(token);
			}
		}
		this.names.leaveObject();
		if (!hasKey) {
			this.generator.writeStringProperty("key", key);
		}
		return new FlagFileItem(key, version, digest(version), this.content, place);
	}

	/**
	 * Copies a value into a flag that has this value for everyone.
	 * @param key the key of the map
	 * @param place where the key stands
	 * @return the flag; the parser is at the end of the value
	 */
	FlagFileItem flagWithValue(String key, Place place) {
		begin();
		this.generator.writeStringProperty("key", key);
		this.generator.writeBooleanProperty("on", true);
		this.generator.writeArrayPropertyStart("variations");
		copy(this.parser.currentToken());
		this.generator.writeEndArray();
		this.generator.writeObjectPropertyStart("fallthrough");
		this.generator.writeNumberProperty("variation", 0);
		this.generator.writeEndObject();
		return new FlagFileItem(key, 0, digest(0), this.content, place);
	}

	/**
	 * Completes the item that was copied last.
	 * @param version the version to give it
	 * @return its UTF-8 JSON, until the next item is copied
	 */
	ItemText complete(long version) {
		this.generator.writeNumberProperty("version", version);
		this.generator.writeEndObject();
		this.generator.flush();
		return this.text;
	}

	@Override
	public void close() {
		this.generator.close();
	}

	private void begin() {
		if (this.generator.streamWriteContext().inObject()) {
			this.generator.writeEndObject();
			this.generator.flush();
		}
		this.text.reset();
		this.generator.writeStartObject();
	}

	private byte[] digest(long version) {
		this.generator.flush();
		this.sha256.update(this.text.buffer(), 0, this.text.size());
		for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
			this.sha256.update((byte) (version >>> shift));
		}
		return Arrays.copyOf(this.sha256.digest(), DIGEST_LENGTH);
	}

	private String newName() {
		String name = this.parser.currentName();
		if (!this.names.add(name)) {
			throw Problems.at(this.content, this.parser, "the property \"%s\" is there twice".formatted(name));
		}
		return name;
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

	private void copy(@Nullable JsonToken first) {
		int depth = 0;
		JsonToken token = first;
		do {
			depth += copyToken(token);
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
	private int copyToken(@Nullable JsonToken token) {
		if (token == null) {
			throw Problems.at(this.content, this.parser, "the file ends in the middle of an item");
		}
		switch (token) {
			case START_OBJECT -> {
				this.names.enterObject();
				this.generator.writeStartObject();
			}
			case END_OBJECT -> {
				this.names.leaveObject();
				this.generator.writeEndObject();
			}
			case START_ARRAY -> this.generator.writeStartArray();
			case END_ARRAY -> this.generator.writeEndArray();
			case PROPERTY_NAME -> this.generator.writeName(newName());
			case VALUE_STRING -> this.generator.writeString(this.parser.getStringCharacters(),
					this.parser.getStringOffset(), this.parser.getStringLength());
			case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> copyNumber();
			case VALUE_TRUE -> this.generator.writeBoolean(true);
			case VALUE_FALSE -> this.generator.writeBoolean(false);
			case VALUE_NULL -> this.generator.writeNull();
			default -> throw Problems.at(this.content, this.parser, "a value of this type is not supported");
		}
		return token.isStructStart() ? 1 : (token.isStructEnd() ? -1 : 0);
	}

	private void copyNumber() {
		if (this.content.isJson()) {
			this.generator.writeNumber(this.parser.getStringCharacters(), this.parser.getStringOffset(),
					this.parser.getStringLength());
			return;
		}
		String number = this.parser.getString();
		if (!JSON_NUMBER.matcher(number).matches()) {
			throw Problems.at(this.content, this.parser, "the number %s cannot be written in JSON".formatted(number));
		}
		this.generator.writeNumber(number);
	}

}
