package dev.pennon.benchmarks.peers;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

import com.launchdarkly.logging.Logs;
import com.launchdarkly.sdk.LDContext;
import com.launchdarkly.sdk.server.Components;
import com.launchdarkly.sdk.server.DataModel;
import com.launchdarkly.sdk.server.LDClient;
import com.launchdarkly.sdk.server.LDConfig;
import com.launchdarkly.sdk.server.interfaces.DataSourceStatusProvider.State;
import com.launchdarkly.sdk.server.subsystems.ClientContext;
import com.launchdarkly.sdk.server.subsystems.ComponentConfigurer;
import com.launchdarkly.sdk.server.subsystems.DataSource;
import com.launchdarkly.sdk.server.subsystems.DataSourceUpdateSink;
import com.launchdarkly.sdk.server.subsystems.DataStoreTypes.DataKind;
import com.launchdarkly.sdk.server.subsystems.DataStoreTypes.FullDataSet;
import com.launchdarkly.sdk.server.subsystems.DataStoreTypes.ItemDescriptor;
import com.launchdarkly.sdk.server.subsystems.DataStoreTypes.KeyedItems;
import dev.pennon.benchmarks.data.FlagData;
import dev.pennon.benchmarks.data.Subjects.Subject;

/**
 * A source of LaunchDarkly's SDK that is fed by hand.
 */
public final class LaunchDarklySource implements ComponentConfigurer<DataSource>, DataSource {

	private final FlagData data;

	private DataSourceUpdateSink sink;

	/**
	 * Creates a source.
	 * @param data what to push on start
	 */
	public LaunchDarklySource(FlagData data) {
		this.data = data;
	}

	/**
	 * Starts a client without events.
	 * @param data its flags
	 * @return a client that is initialized
	 */
	public static LDClient client(FlagData data) {
		return client(new LDConfig.Builder().dataSource(new LaunchDarklySource(data)).events(Components.noEvents()));
	}

	/**
	 * Starts a client that does not log.
	 * @param builder what else it has
	 * @return a client that is initialized
	 */
	public static LDClient client(LDConfig.Builder builder) {
		return new LDClient("benchmark",
				builder.logging(Components.logging(Logs.none())).diagnosticOptOut(true).build());
	}

	/**
	 * Makes a context.
	 * @param subject of whom
	 * @return the context
	 */
	public static LDContext context(Subject subject) {
		return LDContext.builder(subject.key())
			.name(subject.name())
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
		this.sink.upsert(DataModel.FEATURES, key,
				DataModel.FEATURES.deserialize(new String(json, StandardCharsets.UTF_8)));
	}

	@Override
	public DataSource build(ClientContext context) {
		this.sink = context.getDataSourceUpdateSink();
		return this;
	}

	@Override
	public Future<Void> start() {
		this.sink.init(
				new FullDataSet<>(Map
					.of(DataModel.FEATURES, items(DataModel.FEATURES, this.data.flags()), DataModel.SEGMENTS,
							items(DataModel.SEGMENTS, this.data.segments()))
					.entrySet()));
		this.sink.updateStatus(State.VALID, null);
		return CompletableFuture.completedFuture(null);
	}

	private static KeyedItems<ItemDescriptor> items(DataKind kind, Map<String, String> json) {
		Map<String, ItemDescriptor> items = new LinkedHashMap<>();
		json.forEach((key, item) -> items.put(key, kind.deserialize(item)));
		return new KeyedItems<>(items.entrySet());
	}

	@Override
	public boolean isInitialized() {
		return true;
	}

	@Override
	public void close() {
		// Nothing runs
	}

}
