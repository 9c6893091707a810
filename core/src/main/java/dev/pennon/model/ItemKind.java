package dev.pennon.model;

import java.nio.charset.StandardCharsets;

import dev.pennon.internal.json.Json;
import dev.pennon.store.VersionedDataKindWithOrdering;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What flags and segments have in common as kinds of items.
 *
 * @param <T> the type of the items
 * @param <P> the type of what the JSON of an item says
 */
abstract class ItemKind<T extends CompiledItem, P extends ItemProperties> implements VersionedDataKindWithOrdering<T> {

	private final String namespace;

	private final String collection;

	private final String noun;

	private final int priority;

	/**
	 * Creates a kind.
	 * @param namespace the name of the collection in stores
	 * @param collection the name of the collection in payloads and paths
	 * @param noun what errors call an item
	 * @param priority the place among the kinds
	 */
	ItemKind(String namespace, String collection, String noun, int priority) {
		this.namespace = namespace;
		this.collection = collection;
		this.noun = noun;
		this.priority = priority;
	}

	abstract P properties(String key);

	abstract ItemParser<P> parser(TokenReader tokens);

	abstract T compile(P properties);

	/** The name of the collection in payloads. */
	String collection() {
		return this.collection;
	}

	/** Reads the item that the parser is at the first token of. */
	T read(TokenReader tokens, ItemParser<P> parser, String key, @Nullable RecordingParser recording) {
		enter(tokens, key);
		if (recording == null) {
			return compile(parser.read(key), null);
		}
		recording.start();
		P properties = parser.read(key);
		return compile(properties, recording.stop());
	}

	/** Reads the item that the parser is at the first token of, whose JSON is known. */
	T readKnown(TokenReader tokens, ItemParser<P> parser, String key, byte @Nullable [] kept) {
		enter(tokens, key);
		return compile(parser.read(key), kept);
	}

	private void enter(TokenReader tokens, String key) {
		tokens.errors().enterItem(this.noun, key);
		tokens.requireToken(JsonToken.START_OBJECT, "an object");
	}

	private T compile(P properties, byte @Nullable [] json) {
		if (properties.deleted) {
			return tombstone(properties.storageKey, properties.version);
		}
		properties.json = json;
		return compile(properties);
	}

	@Override
	public T decode(String key, byte[] json) {
		return decode(key, json, SharedValues.ofRead(json.length));
	}

	T decode(String key, byte[] json, SharedValues shared) {
		return decode(key, json, shared, null);
	}

	@Override
	public T decodeForOneUse(String key, byte[] json) {
		// Anything but UTF-8 is decoded by the parser, whose places are not ours then
		boolean scannable = json.length > 1 && json[0] == '{' && json[1] != 0;
		return decode(key, json, SharedValues.ofRead(json.length), scannable ? json : null);
	}

	private T decode(String key, byte[] json, SharedValues shared, byte @Nullable [] scannable) {
		try (JsonParser parser = Json.mapper().createParser(json)) {
			TokenReader tokens = new TokenReader(parser, shared, this.noun, key, scannable);
			try {
				tokens.next();
				tokens.requireToken(JsonToken.START_OBJECT, "an object");
				P properties = parser(tokens).read(key);
				tokens.requireEnd();
				return compile(properties, json);
			}
			catch (JacksonException ex) {
				throw tokens.errors().malformed(ex);
			}
		}
	}

	@Override
	public byte[] encode(T item) {
		if (item.isDeleted()) {
			ObjectNode tombstone = JsonNodeFactory.instance.objectNode();
			tombstone.put("key", item.key()).put("version", item.version()).put("deleted", true);
			return Json.write(tombstone).getBytes(StandardCharsets.UTF_8);
		}
		byte[] json = item.json();
		if (json == null) {
			throw new IllegalStateException(
					"The JSON of %s was not kept; read it with a FlagDataReader that keeps JSON".formatted(item));
		}
		return json;
	}

	@Override
	public T tombstone(String key, long version) {
		P properties = properties(key);
		properties.version = version;
		properties.deleted = true;
		return compile(properties);
	}

	@Override
	public String namespace() {
		return this.namespace;
	}

	@Override
	public String requestApiPath() {
		return "/sdk/latest-" + this.collection;
	}

	@Override
	public String streamApiPath() {
		return "/" + this.collection + "/";
	}

	@Override
	public int priority() {
		return this.priority;
	}

	@Override
	public String toString() {
		return this.namespace;
	}

}
