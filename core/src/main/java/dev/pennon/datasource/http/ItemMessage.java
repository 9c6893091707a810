package dev.pennon.datasource.http;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

import dev.pennon.internal.json.Json;
import dev.pennon.model.DataKinds;
import dev.pennon.store.InvalidItemException;
import dev.pennon.store.VersionedDataKind;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * What an event says about one item: where it belongs, and its JSON or the version of its
 * deletion. The properties may come in any order, and the item is not looked into. For
 * one thread.
 */
final class ItemMessage {

	private static final List<VersionedDataKind<?>> KINDS = List.of(DataKinds.FEATURES, DataKinds.SEGMENTS);

	private final String event;

	private final byte[] json;

	private @Nullable String path;

	private byte @Nullable [] data;

	private @Nullable Long version;

	private ItemMessage(String event, byte[] json) {
		this.event = event;
		this.json = json;
	}

	/**
	 * Reads an event.
	 * @throws InvalidItemException if it is no message about an item
	 * @throws IOException if its data could not be read to the end
	 */
	static ItemMessage read(EventStream.Event event) throws IOException {
		ItemMessage message = new ItemMessage(event.name(), event.data().readAllBytes());
		JsonParser parser = Json.mapper().createParser(message.json);
		EventJson.read(event.name(), parser, (name, first) -> message.readProperty(name, first, parser));
		return message;
	}

	private void readProperty(String name, JsonToken first, JsonParser parser) {
		if (name.equals("path") && first == JsonToken.VALUE_STRING) {
			this.path = parser.getString();
		}
		else if (name.equals("version") && first == JsonToken.VALUE_NUMBER_INT) {
			this.version = parser.getLongValue();
		}
		else if (name.equals("data") && first == JsonToken.START_OBJECT) {
			int start = (int) parser.currentTokenLocation().getByteOffset();
			parser.skipChildren();
			int end = (int) parser.currentLocation().getByteOffset();
			this.data = Arrays.copyOfRange(this.json, start, end);
		}
		else {
			parser.skipChildren();
		}
	}

	/** Returns the kind of the item, or null if it is of none that is known. */
	@Nullable VersionedDataKind<?> kind() {
		for (VersionedDataKind<?> kind : KINDS) {
			if (requiredPath().startsWith(kind.streamApiPath())) {
				return kind;
			}
		}
		return null;
	}

	/** Returns the storage key. */
	String key(VersionedDataKind<?> kind) {
		return requiredPath().substring(kind.streamApiPath().length());
	}

	/** Returns the item's JSON as it came. */
	byte[] requiredData() {
		if (this.data == null) {
			throw EventJson.invalid(this.event, "it has no data for '%s'".formatted(this.path), null);
		}
		return this.data;
	}

	long requiredVersion() {
		if (this.version == null) {
			throw EventJson.invalid(this.event, "it has no version for '%s'".formatted(this.path), null);
		}
		return this.version;
	}

	private String requiredPath() {
		if (this.path == null) {
			throw EventJson.invalid(this.event, "it has no path", null);
		}
		return this.path;
	}

}
