package dev.pennon.spring.autoconfigure;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.pennon.datasource.DataSourceState;
import dev.pennon.datasource.DataSourceUpdateSink;
import dev.pennon.datasource.UpdateProcessor;
import dev.pennon.model.DataKinds;
import dev.pennon.model.FeatureFlag;
import dev.pennon.store.FullDataSet;

/**
 * An application's own source: boolean flags that are true, delivered at the start, and
 * more of them when a test says so.
 */
public class StubUpdateProcessor implements UpdateProcessor {

	private final DataSourceUpdateSink sink;

	private final String[] flags;

	private volatile boolean alive;

	private volatile boolean initialized;

	private volatile int starts;

	/**
	 * Creates a source.
	 * @param sink where to push
	 * @param flags the keys of the flags to begin with
	 */
	public StubUpdateProcessor(DataSourceUpdateSink sink, String... flags) {
		this.sink = sink;
		this.flags = flags;
	}

	@Override
	public void start() {
		if (this.alive) {
			return;
		}
		this.alive = true;
		this.starts++;
		Map<String, FeatureFlag> items = new LinkedHashMap<>();
		for (String key : this.flags) {
			items.put(key, flag(key, 1));
		}
		this.initialized = this.sink.init(FullDataSet.builder().items(DataKinds.FEATURES, items).build());
		this.sink.updateStatus(DataSourceState.VALID, null);
	}

	/**
	 * Delivers a flag.
	 * @param key its key
	 * @param version its version
	 */
	public void push(String key, long version) {
		this.sink.upsert(DataKinds.FEATURES, flag(key, version));
	}

	@Override
	public void stop() {
		this.alive = false;
	}

	@Override
	public boolean isAlive() {
		return this.alive;
	}

	@Override
	public boolean isInitialized() {
		return this.initialized;
	}

	/**
	 * Returns how often the source was started.
	 * @return the number of starts
	 */
	public int starts() {
		return this.starts;
	}

	private static FeatureFlag flag(String key, long version) {
		String json = """
				{"key":"%s","version":%d,"on":true,"variations":[true,false],"fallthrough":{"variation":0}}"""
			.formatted(key, version);
		return DataKinds.FEATURES.decode(key, json.getBytes(StandardCharsets.UTF_8));
	}

}
