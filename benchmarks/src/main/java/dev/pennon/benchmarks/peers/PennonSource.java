package dev.pennon.benchmarks.peers;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.pennon.FlagClient;
import dev.pennon.FlagClientBuilder;
import dev.pennon.benchmarks.data.FlagData;
import dev.pennon.context.EvaluationContext;
import dev.pennon.benchmarks.data.Subjects.Subject;
import dev.pennon.datasource.DataSourceState;
import dev.pennon.datasource.DataSourceUpdateSink;
import dev.pennon.datasource.UpdateProcessor;
import dev.pennon.model.DataKinds;
import dev.pennon.store.FullDataSet;
import dev.pennon.store.VersionedData;
import dev.pennon.store.VersionedDataKind;

/**
 * A source of Pennon's that is fed by hand.
 */
public final class PennonSource implements UpdateProcessor {

	private final DataSourceUpdateSink sink;

	private final FlagData data;

	/**
	 * Creates a source.
	 * @param sink where to push
	 * @param data what to push on start
	 */
	public PennonSource(DataSourceUpdateSink sink, FlagData data) {
		this.sink = sink;
		this.data = data;
	}

	/**
	 * Starts a client without events.
	 * @param data its flags
	 * @return a client that is initialized
	 */
	public static FlagClient client(FlagData data) {
		return client(data, FlagClient.builder());
	}

	/**
	 * Starts a client.
	 * @param data its flags
	 * @param builder what else it has
	 * @return a client that is initialized
	 */
	public static FlagClient client(FlagData data, FlagClientBuilder builder) {
		FlagClient client = builder.updateProcessor((sink) -> new PennonSource(sink, data)).build();
		client.start();
		return client;
	}

	/**
	 * Makes a context.
	 * @param subject of whom
	 * @return the context
	 */
	public static EvaluationContext context(Subject subject) {
		return EvaluationContext.builder(subject.key())
			.set("name", subject.name())
			.set("email", subject.email())
			.set("country", subject.country())
			.set("plan", subject.plan())
			.set("age", subject.age())
			.build();
	}

	/**
	 * Parses and pushes one flag.
	 * @param key the key
	 * @param json JSON in UTF-8
	 */
	public void patch(String key, byte[] json) {
		this.sink.upsert(DataKinds.FEATURES, DataKinds.FEATURES.decode(key, json));
	}

	@Override
	public void start() {
		this.sink.init(FullDataSet.builder()
			.items(DataKinds.SEGMENTS, items(DataKinds.SEGMENTS, this.data.segments()))
			.items(DataKinds.FEATURES, items(DataKinds.FEATURES, this.data.flags()))
			.build());
		this.sink.updateStatus(DataSourceState.VALID, null);
	}

	private static <T extends VersionedData> Map<String, T> items(VersionedDataKind<T> kind, Map<String, String> json) {
		Map<String, T> items = new LinkedHashMap<>();
		json.forEach((key, item) -> items.put(key, kind.decode(key, item.getBytes(StandardCharsets.UTF_8))));
		return items;
	}

	@Override
	public void stop() {
		// Nothing runs
	}

	@Override
	public boolean isAlive() {
		return true;
	}

	@Override
	public boolean isInitialized() {
		return true;
	}

}
