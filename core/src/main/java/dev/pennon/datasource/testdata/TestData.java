package dev.pennon.datasource.testdata;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import dev.pennon.datasource.DataSourceErrorInfo;
import dev.pennon.datasource.DataSourceState;
import dev.pennon.datasource.DataSourceUpdateSink;
import dev.pennon.datasource.UpdateProcessor;
import dev.pennon.internal.json.Json;
import dev.pennon.model.DataKinds;
import dev.pennon.store.FullDataSet;
import dev.pennon.store.VersionedData;
import dev.pennon.store.VersionedDataKind;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/**
 * A source of flags that are built in code. Each change reaches every client that runs on
 * this source before the method that makes it returns; a client that starts later gets
 * everything at once.
 *
 * <pre>{@code
 * TestData data = TestData.create();
 * data.update(data.flag("new-checkout").on(true).variationForUser("ann", false));
 * }</pre>
 *
 * Safe for use by any number of threads: one lock puts changes and starts in one order,
 * the same for all clients.
 */
public final class TestData {

	private final ReentrantLock lock = new ReentrantLock();

	private final Map<String, FlagBuilder> builders = new HashMap<>();

	private final Map<VersionedDataKind<?>, Map<String, VersionedData>> itemsByKind = new LinkedHashMap<>();

	private final List<DataSourceUpdateSink> sinks = new ArrayList<>();

	private TestData() {
	}

	/**
	 * Creates a source without flags.
	 * @return a new source
	 */
	public static TestData create() {
		return new TestData();
	}

	/**
	 * Returns the description of a flag, to be changed and given to {@link #update}.
	 * @param key the key of the flag
	 * @return a copy of what was given last, or a new
	 * {@linkplain FlagBuilder#booleanFlag() boolean flag} that is on
	 */
	public FlagBuilder flag(String key) {
		this.lock.lock();
		try {
			FlagBuilder builder = this.builders.get(key);
			return (builder != null) ? builder.copy() : new FlagBuilder(key);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Adds or changes a flag. Its version rises.
	 * @param flag the description, which may be changed afterwards without effect here
	 * @return this source
	 */
	public TestData update(FlagBuilder flag) {
		this.lock.lock();
		try {
			put(DataKinds.FEATURES, flag.key(), flag.json());
			this.builders.put(flag.key(), flag.copy());
			return this;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Adds or changes a flag, or a segment, that is written in JSON. Its version rises,
	 * whatever the text says.
	 * @param <T> the type of the items
	 * @param kind the kind, such as {@link DataKinds#SEGMENTS}
	 * @param json an object with a {@code key}
	 * @return this source
	 * @throws IllegalArgumentException if the text is not an object with a key
	 * @throws dev.pennon.store.InvalidItemException if a property has a wrong type
	 */
	public <T extends VersionedData> TestData updateJson(VersionedDataKind<T> kind, String json) {
		ObjectNode item = parse(json);
		String key = item.path("key").stringValue("");
		if (key.isEmpty()) {
			throw new IllegalArgumentException("The item has no \"key\": add one, with text that is not empty");
		}
		this.lock.lock();
		try {
			put(kind, key, item);
			forgetBuilder(kind, key);
			return this;
		}
		finally {
			this.lock.unlock();
		}
	}

	private static ObjectNode parse(String json) {
		try {
			if (Json.mapper().readTree(json) instanceof ObjectNode item) {
				return item;
			}
		}
		catch (JacksonException ex) {
			throw new IllegalArgumentException("The item is not JSON: " + ex.getOriginalMessage(), ex);
		}
		throw new IllegalArgumentException("The item is not a JSON object");
	}

	/**
	 * Adds or changes an item. It keeps its version, so clients ignore it if they have
	 * had this version or a higher one.
	 * @param <T> the type of the items
	 * @param kind the kind
	 * @param item the item
	 * @return this source
	 */
	public <T extends VersionedData> TestData update(VersionedDataKind<T> kind, T item) {
		this.lock.lock();
		try {
			if (item.version() > version(kind, item.key())) {
				push(kind, item);
				forgetBuilder(kind, item.key());
			}
			return this;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Deletes a flag.
	 * @param key the key of the flag
	 * @return this source
	 */
	public TestData delete(String key) {
		return delete(DataKinds.FEATURES, key);
	}

	/**
	 * Deletes an item.
	 * @param <T> the type of the items
	 * @param kind the kind
	 * @param key the key of the item
	 * @return this source
	 */
	public <T extends VersionedData> TestData delete(VersionedDataKind<T> kind, String key) {
		this.lock.lock();
		try {
			push(kind, kind.tombstone(key, version(kind, key) + 1));
			forgetBuilder(kind, key);
			return this;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Pretends that the state of the source has changed.
	 * @param state the new state
	 * @param error what went wrong, if something did
	 * @return this source
	 */
	public TestData updateStatus(DataSourceState state, @Nullable DataSourceErrorInfo error) {
		forEachSink((sink) -> sink.updateStatus(state, error));
		return this;
	}

	/**
	 * Creates a processor that feeds one client, from its start to its stop. A client
	 * builder takes this method as a reference.
	 * @param sink where the client takes updates
	 * @return a new processor
	 */
	public UpdateProcessor updateProcessor(DataSourceUpdateSink sink) {
		return new TestDataProcessor(this, sink);
	}

	/**
	 * Gives a sink everything, and from now on each change.
	 * @return whether the sink took the data
	 */
	boolean attach(DataSourceUpdateSink sink) {
		this.lock.lock();
		try {
			this.sinks.add(sink);
			boolean stored = sink.init(allData());
			if (stored) {
				sink.updateStatus(DataSourceState.VALID, null);
			}
			return stored;
		}
		finally {
			this.lock.unlock();
		}
	}

	void detach(DataSourceUpdateSink sink) {
		this.lock.lock();
		try {
			this.sinks.remove(sink);
			sink.updateStatus(DataSourceState.OFF, null);
		}
		finally {
			this.lock.unlock();
		}
	}

	private FullDataSet allData() {
		FullDataSet.Builder all = FullDataSet.builder();
		addItems(all, DataKinds.SEGMENTS);
		addItems(all, DataKinds.FEATURES);
		for (VersionedDataKind<?> kind : this.itemsByKind.keySet()) {
			addItems(all, kind);
		}
		return all.build();
	}

	private <T extends VersionedData> void addItems(FullDataSet.Builder all, VersionedDataKind<T> kind) {
		Map<String, T> live = new LinkedHashMap<>(items(kind));
		live.values().removeIf(VersionedData::isDeleted);
		all.items(kind, live);
	}

	private <T extends VersionedData> void put(VersionedDataKind<T> kind, String key, ObjectNode item) {
		item.put("version", version(kind, key) + 1);
		push(kind, kind.decode(key, Json.mapper().writeValueAsBytes(item)));
	}

	private <T extends VersionedData> void push(VersionedDataKind<T> kind, T item) {
		items(kind).put(item.key(), item);
		forEachSink((sink) -> sink.upsert(kind, item));
	}

	private long version(VersionedDataKind<?> kind, String key) {
		VersionedData item = items(kind).get(key);
		return (item != null) ? item.version() : 0;
	}

	// Only push() fills the map, and it accepts nothing but items of the kind.
	@SuppressWarnings("unchecked")
	private <T extends VersionedData> Map<String, T> items(VersionedDataKind<T> kind) {
		return (Map<String, T>) this.itemsByKind.computeIfAbsent(kind, (absent) -> new LinkedHashMap<>());
	}

	private void forgetBuilder(VersionedDataKind<?> kind, String key) {
		if (kind == DataKinds.FEATURES) {
			this.builders.remove(key);
		}
	}

	private void forEachSink(Consumer<DataSourceUpdateSink> action) {
		this.lock.lock();
		try {
			this.sinks.forEach(action);
		}
		finally {
			this.lock.unlock();
		}
	}

}
