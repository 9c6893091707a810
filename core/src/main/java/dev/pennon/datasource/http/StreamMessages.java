package dev.pennon.datasource.http;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;

import dev.pennon.datasource.DataSourceUpdateSink;
import dev.pennon.internal.json.Json;
import dev.pennon.model.FlagDataReader;
import dev.pennon.model.UpdateDecoder;
import dev.pennon.store.FullDataSet;
import dev.pennon.store.InvalidItemException;
import dev.pennon.store.VersionedData;
import dev.pennon.store.VersionedDataKind;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JsonParser;

/**
 * Turns the events of a stream into updates: {@code put} replaces everything,
 * {@code patch} and {@code delete} change one item. Each is applied only when all of it
 * has arrived and been understood. Events with other names and items of other kinds are
 * left alone, so that the service can have new ones. For one thread.
 */
final class StreamMessages {

	private static final Logger logger = LoggerFactory.getLogger(StreamMessages.class);

	private final DataSourceUpdateSink sink;

	private final FlagDataReader reader;

	private final UpdateDecoder decoder = new UpdateDecoder();

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
			default -> ignored();
		};
	}

	private Outcome put(EventStream.Event event) {
		AtomicReference<@Nullable FullDataSet> data = new AtomicReference<>();
		JsonParser parser = Json.mapper().createParser(event.data());
		EventJson.read(event.name(), parser, (name, first) -> {
			if (name.equals("data")) {
				data.set(this.reader.read(parser));
			}
			else {
				parser.skipChildren();
			}
		});
		FullDataSet all = data.get();
		if (all == null) {
			throw EventJson.invalid(event.name(), "it has no data", null);
		}
		return this.sink.init(all) ? Outcome.ALL_STORED : Outcome.STORE_FAILED;
	}

	private Outcome patch(ItemMessage message) {
		VersionedDataKind<?> kind = message.kind();
		return (kind != null) ? patch(kind, message) : ignored();
	}

	private <T extends VersionedData> Outcome patch(VersionedDataKind<T> kind, ItemMessage message) {
		T item = this.decoder.decode(kind, message.key(kind), message.requiredData());
		return this.sink.upsert(kind, item) ? Outcome.ITEM_STORED : Outcome.STORE_FAILED;
	}

	private Outcome delete(ItemMessage message) {
		VersionedDataKind<?> kind = message.kind();
		if (kind == null) {
			return ignored();
		}
		boolean stored = this.sink.delete(kind, message.key(kind), message.requiredVersion());
		return stored ? Outcome.ITEM_STORED : Outcome.STORE_FAILED;
	}

	private static Outcome ignored() {
		logger.debug("An event that this version does not know was ignored");
		return Outcome.IGNORED;
	}

	/** What has become of an event. */
	enum Outcome {

		IGNORED, ALL_STORED, ITEM_STORED, STORE_FAILED

	}

}
