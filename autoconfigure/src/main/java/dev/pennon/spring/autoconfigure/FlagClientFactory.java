package dev.pennon.spring.autoconfigure;

import java.util.List;

import dev.pennon.FlagClient;
import dev.pennon.FlagClientBuilder;
import dev.pennon.StartupPolicy;
import dev.pennon.bigsegment.BigSegmentStore;
import dev.pennon.datasource.DataSourceUpdates;
import dev.pennon.datasource.UpdateProcessor;
import dev.pennon.datasource.http.StreamInitListener;
import dev.pennon.event.EventProcessor;
import dev.pennon.hook.Hook;
import dev.pennon.store.FeatureStore;
import dev.pennon.store.InMemoryFeatureStore;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Puts the client together from its parts.
 */
class FlagClientFactory {

	private static final String TYPE = "pennon.data-source.type";

	private final PennonProperties properties;

	private final FeatureStore store;

	private final DataSourceUpdates updates;

	private final FlagServiceConnections connections;

	FlagClientFactory(PennonProperties properties, FeatureStore store, DataSourceUpdates updates,
			FlagServiceConnections connections) {
		this.properties = properties;
		this.store = store;
		this.updates = updates;
		this.connections = connections;
	}

	/**
	 * Makes the client.
	 * @param source the source of flags, or null for none
	 * @param bigSegmentStore the store of big segments, or null for none
	 * @param events who takes the events, and may listen to how the stream is opened
	 * @param hooks what runs around evaluations and after events, in order
	 * @return the client, not started yet
	 */
	FlagClient create(@Nullable UpdateProcessor source, @Nullable BigSegmentStore bigSegmentStore,
			EventProcessor events, List<Hook> hooks) {
		FlagClientBuilder builder = FlagClient.builder()
			.offline(this.properties.offline())
			.featureStore(this.store)
			.dataSourceUpdates(this.updates)
			.startup(startupPolicy(source), this.properties.startup().timeout())
			.eventProcessor(events)
			.environmentId(this.connections::environmentId)
			.hooks(hooks);
		if (events instanceof StreamInitListener listener) {
			this.connections.streamInits().listener(listener);
		}
		if (StringUtils.hasText(this.properties.sdkKey())) {
			builder.sdkKey(this.properties.sdkKey());
		}
		if (bigSegmentStore != null) {
			builder.bigSegmentStore(bigSegmentStore,
					new BigSegmentsConfigFactory(this.properties.bigSegments()).create());
		}
		boolean external = this.properties.dataSource().type() == DataSourceType.EXTERNAL;
		if (external && !this.properties.offline()) {
			requireSharedStore();
			requireNoSource(source);
			builder.externalData(true);
		}
		else if (source != null) {
			builder.updateProcessor(source);
		}
		return builder.build();
	}

	// Without a source there is nothing to wait for, and the log has said so already
	private StartupPolicy startupPolicy(@Nullable UpdateProcessor source) {
		StartupPolicy configured = this.properties.startup().policy();
		return (source == null && configured == StartupPolicy.WAIT) ? StartupPolicy.BACKGROUND : configured;
	}

	private void requireSharedStore() {
		if (this.store instanceof InMemoryFeatureStore) {
			throw new PennonConfigurationException(
					"Another process is to fill the store, but the store is in the memory of this one.",
					List.of(TYPE, "pennon.store.type"),
					"Set 'pennon.store.type' to 'redis', or choose another 'pennon.data-source.type'.", null);
		}
	}

	private static void requireNoSource(@Nullable UpdateProcessor source) {
		if (source != null) {
			throw new PennonConfigurationException(
					"Another process is to fill the store, but the application has a source of its own: %s."
						.formatted(source.getClass().getName()),
					List.of(TYPE), "Remove the bean of type UpdateProcessor, or do not set 'pennon.data-source.type'.",
					null);
		}
	}

}
