package dev.pennon.datasource.http;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

import dev.pennon.datasource.DataSourceUpdateSink;
import dev.pennon.internal.json.Json;
import dev.pennon.model.DataKinds;
import dev.pennon.model.FlagDataReader;
import dev.pennon.store.FullDataSet;
import dev.pennon.store.InvalidItemException;
import dev.pennon.store.VersionedData;
import dev.pennon.store.VersionedDataKind;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Turns the events of a stream into updates: {@code put} replaces everything,
 * {@code patch} and {@code delete} change one item. Each is applied only when all of it
 * has arrived and been understood. Events with other names and items of other kinds are
 * left alone, so that the service can have new ones.
 */
final class StreamMessages {

	private static final Logger logger = LoggerFactory.getLogger(StreamMessages.class);

	private static final List<VersionedDataKind<?>> KINDS = List.of(DataKinds.FEATURES, DataKinds.SEGMENTS);

	private final DataSourceUpdateSink sink;

	private final FlagDataReader reader;

	StreamMessages(DataSourceUpdateSink sink) {
		this.sink = sink;
		this.reader = new FlagDataReader(sink.needsJson());
	}

	/**
	 * Applies an event.
	 * @throws InvalidItemException if it cannot be understood
	 * @throws IOException if its data could not be read to the end
	 */
	Outcome apply(EventStream.Event event) throws IOException {
		return switch (event.name()) {
			case "put" -> put(event);
			case "patch" -> patch(ItemMessage.read(event));
			case "delete" -> delete(ItemMessage.read(event));
			default -> {
				logger.debug("An event of an unknown kind was ignored");
				yield Outcome.IGNORED;
			}
		};
	}

	private Outcome put(EventStream.Event event) throws IOException {
		FullDataSet data = null;
		try (JsonParser parser = Json.mapper().createParser(event.data())) {
			requireStart(parser, event);
			for (String name = parser.nextName(); name != null; name = parser.nextName()) {
				parser.nextToken();
				if (name.equals("data")) {
					data = this.reader.read(parser);
				}
				else {
					parser.skipChildren();
				}
			}
			requireEnd(parser, event);
		}
		catch (JacksonException ex) {
			throw invalid(event, ex.getOriginalMessage(), ex);
		}
		if (data == null) {
			throw invalid(event, "it has no data", null);
		}
		return this.sink.init(data) ? Outcome.ALL_STORED : Outcome.STORE_FAILED;
	}

	private Outcome patch(ItemMessage message) {
		VersionedDataKind<?> kind = message.kind();
		return (kind != null) ? patch(kind, message) : Outcome.IGNORED;
	}

	private <T extends VersionedData> Outcome patch(VersionedDataKind<T> kind, ItemMessage message) {
		T item = kind.decode(message.key(kind), message.requiredData());
		return this.sink.upsert(kind, item) ? Outcome.ITEM_STORED : Outcome.STORE_FAILED;
	}

	private Outcome delete(ItemMessage message) {
		VersionedDataKind<?> kind = message.kind();
		if (kind == null) {
			return Outcome.IGNORED;
		}
		boolean stored = this.sink.delete(kind, message.key(kind), message.requiredVersion());
		return stored ? Outcome.ITEM_STORED : Outcome.STORE_FAILED;
	}

	private static void requireStart(JsonParser parser, EventStream.Event event) {
		if (parser.nextToken() != JsonToken.START_OBJECT) {
			throw invalid(event, "its data is not a JSON object", null);
		}
	}

	private static void requireEnd(JsonParser parser, EventStream.Event event) {
		if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
			throw invalid(event, "its data is more than one JSON object", null);
		}
	}

	private static InvalidItemException invalid(EventStream.Event event, String problem, @Nullable Throwable cause) {
		return new InvalidItemException(
				"The event '%s' in the stream is not valid: %s".formatted(event.name(), problem), cause);
	}

	/** What has become of an event. */
	enum Outcome {

		IGNORED, ALL_STORED, ITEM_STORED, STORE_FAILED

	}

	/**
	 * A message about one item. Its properties may come in any order.
	 */
	private record ItemMessage(EventStream.Event event, String path, byte @Nullable [] data, @Nullable Long version) {

		static ItemMessage read(EventStream.Event event) throws IOException {
			byte[] json = event.data().readAllBytes();
			String path = null;
			byte[] data = null;
			Long version = null;
			try (JsonParser parser = Json.mapper().createParser(json)) {
				requireStart(parser, event);
				for (String name = parser.nextName(); name != null; name = parser.nextName()) {
					JsonToken token = parser.nextToken();
					if (name.equals("path") && token == JsonToken.VALUE_STRING) {
						path = parser.getString();
					}
					else if (name.equals("data") && token == JsonToken.START_OBJECT) {
						data = textOfObject(parser, json);
					}
					else if (name.equals("version") && token == JsonToken.VALUE_NUMBER_INT) {
						version = parser.getLongValue();
					}
					else {
						parser.skipChildren();
					}
				}
				requireEnd(parser, event);
			}
			catch (JacksonException ex) {
				throw invalid(event, ex.getOriginalMessage(), ex);
			}
			if (path == null) {
				throw invalid(event, "it has no path", null);
			}
			return new ItemMessage(event, path, data, version);
		}

		private static byte[] textOfObject(JsonParser parser, byte[] json) {
			int start = (int) parser.currentTokenLocation().getByteOffset();
			parser.skipChildren();
			return Arrays.copyOfRange(json, start, (int) parser.currentLocation().getByteOffset());
		}

		@Nullable VersionedDataKind<?> kind() {
			for (VersionedDataKind<?> kind : KINDS) {
				if (this.path.startsWith(kind.streamApiPath())) {
					return kind;
				}
			}
			logger.debug("An update of an unknown kind was ignored");
			return null;
		}

		String key(VersionedDataKind<?> kind) {
			return this.path.substring(kind.streamApiPath().length());
		}

		byte[] requiredData() {
			if (this.data == null) {
				throw invalid(this.event, "it has no data for '%s'".formatted(this.path), null);
			}
			return this.data;
		}

		long requiredVersion() {
			if (this.version == null) {
				throw invalid(this.event, "it has no version for '%s'".formatted(this.path), null);
			}
			return this.version;
		}

	}

}
