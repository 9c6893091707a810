package dev.pennon.differential;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

import com.launchdarkly.logging.Logs;
import com.launchdarkly.sdk.EvaluationDetail;
import com.launchdarkly.sdk.EvaluationReason;
import com.launchdarkly.sdk.LDContext;
import com.launchdarkly.sdk.LDValue;
import com.launchdarkly.sdk.json.JsonSerialization;
import com.launchdarkly.sdk.json.SerializationException;
import com.launchdarkly.sdk.server.Components;
import com.launchdarkly.sdk.server.DataModel;
import com.launchdarkly.sdk.server.LDClient;
import com.launchdarkly.sdk.server.LDConfig;
import com.launchdarkly.sdk.server.subsystems.ClientContext;
import com.launchdarkly.sdk.server.subsystems.ComponentConfigurer;
import com.launchdarkly.sdk.server.subsystems.DataSource;
import com.launchdarkly.sdk.server.subsystems.DataSourceUpdateSink;
import com.launchdarkly.sdk.server.subsystems.DataStoreTypes.DataKind;
import com.launchdarkly.sdk.server.subsystems.DataStoreTypes.FullDataSet;
import com.launchdarkly.sdk.server.subsystems.DataStoreTypes.ItemDescriptor;
import com.launchdarkly.sdk.server.subsystems.DataStoreTypes.KeyedItems;
import dev.pennon.internal.json.Json;
import tools.jackson.databind.JsonNode;

/**
 * The LaunchDarkly Java SDK, fed by hand: no events, no network.
 */
final class Oracle implements Closeable {

	private final PushedData source = new PushedData();

	private final LDClient client;

	private final Map<JsonNode, LDContext> contexts = new LinkedHashMap<>();

	Oracle() {
		this.client = new LDClient("differential-test",
				new LDConfig.Builder().dataSource(this.source)
					.events(Components.noEvents())
					.logging(Components.logging(Logs.none()))
					.build());
	}

	void load(JsonNode data) {
		this.contexts.clear();
		this.source.sink.init(
				new FullDataSet<>(Map
					.of(DataModel.FEATURES, items(DataModel.FEATURES, data.path("flags")), DataModel.SEGMENTS,
							items(DataModel.SEGMENTS, data.path("segments")))
					.entrySet()));
	}

	private static KeyedItems<ItemDescriptor> items(DataKind kind, JsonNode items) {
		Map<String, ItemDescriptor> parsed = new LinkedHashMap<>();
		for (Map.Entry<String, JsonNode> item : items.properties()) {
			parsed.put(item.getKey(), kind.deserialize(item.getValue().toString()));
		}
		return new KeyedItems<>(parsed.entrySet());
	}

	Answer answer(Question question, JsonNode defaultValue) {
		LDContext context = this.contexts.computeIfAbsent(question.context(), Oracle::context);
		String key = question.flagKey();
		return switch (question.type()) {
			case BOOLEAN -> answer(this.client.boolVariationDetail(key, context, defaultValue.booleanValue()));
			case INTEGER -> answer(this.client.intVariationDetail(key, context, defaultValue.intValue()));
			case DOUBLE -> answer(this.client.doubleVariationDetail(key, context, defaultValue.doubleValue()));
			case STRING -> answer(this.client.stringVariationDetail(key, context, defaultValue.stringValue()));
			case JSON ->
				answer(this.client.jsonValueVariationDetail(key, context, LDValue.parse(defaultValue.toString())));
		};
	}

	private static LDContext context(JsonNode json) {
		try {
			return JsonSerialization.deserialize(json.toString(), LDContext.class);
		}
		catch (SerializationException ex) {
			throw new IllegalArgumentException("The oracle refuses the context " + json, ex);
		}
	}

	private static Answer answer(EvaluationDetail<?> detail) {
		Object value = detail.getValue();
		JsonNode node = (value instanceof LDValue json) ? Json.mapper().readTree(json.toJsonString())
				: Json.mapper().valueToTree(value);
		EvaluationReason reason = detail.getReason();
		return new Answer(node, detail.getVariationIndex(),
				Answer.reason(reason.getKind().name(), reason.getRuleIndex(), reason.getRuleId(),
						reason.getPrerequisiteKey(), reason.getErrorKind(), reason.isInExperiment(),
						reason.getBigSegmentsStatus()));
	}

	@Override
	public void close() {
		try {
			this.client.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * A source that hands its sink over.
	 */
	private static final class PushedData implements ComponentConfigurer<DataSource>, DataSource {

		private DataSourceUpdateSink sink;

		@Override
		public DataSource build(ClientContext context) {
			this.sink = context.getDataSourceUpdateSink();
			return this;
		}

		@Override
		public Future<Void> start() {
			this.sink.init(new FullDataSet<>(null));
			return CompletableFuture.completedFuture(null);
		}

		@Override
		public boolean isInitialized() {
			return true;
		}

		@Override
		public void close() {
		}

	}

}
