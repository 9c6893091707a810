package dev.pennon.spring.autoconfigure;

import java.util.List;

import dev.pennon.datasource.DataSourceUpdateSink;
import dev.pennon.datasource.FeatureRequester;
import dev.pennon.datasource.UpdateProcessor;
import dev.pennon.store.CachingStoreWrapper;
import dev.pennon.store.DataStoreStatusProvider;
import dev.pennon.store.FeatureStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.StringUtils;

/**
 * Chooses the source of flags and makes it. This is code and not conditions, so that an
 * application that was processed ahead of time can still choose when it starts.
 */
class UpdateProcessorFactory {

	private static final Logger logger = LoggerFactory.getLogger(UpdateProcessorFactory.class);

	private static final String TYPE = "pennon.data-source.type";

	private final PennonProperties properties;

	private final ResourceLoader resourceLoader;

	private final ObjectProvider<FeatureRequester> requester;

	private final FlagServiceConnections connections;

	UpdateProcessorFactory(PennonProperties properties, ResourceLoader resourceLoader,
			ObjectProvider<FeatureRequester> requester, FlagServiceConnections connections) {
		this.properties = properties;
		this.resourceLoader = resourceLoader;
		this.requester = requester;
		this.connections = connections;
	}

	/**
	 * Makes the source.
	 * @param sink what the source pushes into
	 * @param store the store behind the sink
	 * @return the source, or null if there is none to have
	 * @throws PennonConfigurationException if the configuration names a source that
	 * cannot be had
	 */
	@Nullable UpdateProcessor create(DataSourceUpdateSink sink, FeatureStore store) {
		if (this.properties.offline()) {
			return null;
		}
		List<FlagFileLocation> locations = FlagFileLocation.resolve(this.properties.dataSource().file().locations(),
				this.resourceLoader);
		DataSourceType type = type(locations);
		if (type == null) {
			logger.warn("There is no source of flags, so that each evaluation gives its default value: set "
					+ "'pennon.sdk-key', or put a file 'flags.yml' at the root of the class path, or set "
					+ "'pennon.data-source.file.locations'; 'pennon.offline=true' says that this is intended");
			return null;
		}
		HttpSourceFactory http = new HttpSourceFactory(this.properties, this.connections);
		return switch (type) {
			case STREAMING -> http.streaming(sink, storeStatus(store));
			case POLLING -> http.polling(sink, this.requester.getIfAvailable());
			case FILE -> fileSource(locations, sink);
			case EXTERNAL -> null;
		};
	}

	private @Nullable DataSourceType type(List<FlagFileLocation> locations) {
		DataSourceType type = this.properties.dataSource().type();
		if (type != null) {
			return type;
		}
		if (StringUtils.hasText(this.properties.sdkKey())) {
			if (!this.properties.dataSource().file().locations().isEmpty()) {
				logger.warn("'pennon.data-source.file.locations' has no effect, because flags come from the flag "
						+ "service where 'pennon.sdk-key' is set; set 'pennon.data-source.type' to make a choice");
			}
			return DataSourceType.STREAMING;
		}
		return locations.isEmpty() ? null : DataSourceType.FILE;
	}

	private static @Nullable DataStoreStatusProvider storeStatus(FeatureStore store) {
		return (store instanceof CachingStoreWrapper wrapper) ? wrapper.statusProvider() : null;
	}

	private UpdateProcessor fileSource(List<FlagFileLocation> locations, DataSourceUpdateSink sink) {
		if (locations.isEmpty()) {
			throw new PennonConfigurationException("Flags are to come from a file, but there is none.",
					List.of(TYPE, FlagFileLocation.PROPERTY),
					"Put a file 'flags.yml', 'flags.yaml' or 'flags.json' at the root of the class path, or set '%s'."
						.formatted(FlagFileLocation.PROPERTY),
					null);
		}
		requireOwnPrefix();
		return FlagFileSource.create(locations, this.properties.dataSource().file(), sink);
	}

	// Whoever tries out a file must not overwrite what a fleet shares.
	private void requireOwnPrefix() {
		PennonProperties.Store store = this.properties.store();
		if (store.type() == StoreType.REDIS && !StringUtils.hasText(store.prefix())) {
			throw new PennonConfigurationException(
					"Flags from a file would replace the flags in a Redis store that others may share.",
					List.of(TYPE, "pennon.store.type", "pennon.store.prefix"),
					"Set 'pennon.store.prefix' to a prefix that no other application uses, or set 'pennon.store.type' "
							+ "to 'in-memory', or set 'pennon.data-source.type' to 'external' to read what others "
							+ "have stored.",
					null);
		}
	}

}
