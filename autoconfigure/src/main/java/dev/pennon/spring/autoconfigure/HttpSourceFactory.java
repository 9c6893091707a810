package dev.pennon.spring.autoconfigure;

import java.time.Duration;

import dev.pennon.datasource.DataSourceUpdateSink;
import dev.pennon.datasource.FeatureRequester;
import dev.pennon.datasource.UpdateProcessor;
import dev.pennon.datasource.http.HttpFeatureRequester;
import dev.pennon.datasource.http.PollingUpdateProcessor;
import dev.pennon.datasource.http.StreamingConfiguration;
import dev.pennon.datasource.http.StreamingUpdateProcessor;
import dev.pennon.http.ServiceEndpoints;
import dev.pennon.store.DataStoreStatusProvider;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Makes the sources that ask a flag service.
 */
class HttpSourceFactory {

	private final PennonProperties properties;

	private final FlagServiceConnections connections;

	HttpSourceFactory(PennonProperties properties, FlagServiceConnections connections) {
		this.properties = properties;
		this.connections = connections;
	}

	UpdateProcessor streaming(DataSourceUpdateSink sink, @Nullable DataStoreStatusProvider storeStatus) {
		PennonProperties.DataSource.Streaming streaming = this.properties.dataSource().streaming();
		requirePositive("pennon.data-source.streaming.read-timeout", streaming.readTimeout());
		requireNotNegative("pennon.data-source.streaming.initial-reconnect-delay", streaming.initialReconnectDelay());
		StreamingConfiguration configuration = StreamingConfiguration.builder()
			.endpoints(endpoints())
			.payloadFilter(this.properties.dataSource().payloadFilter())
			.initialReconnectDelay(streaming.initialReconnectDelay())
			.readTimeout(streaming.readTimeout())
			.initListener(this.connections.streamInits())
			.build();
		return new StreamingUpdateProcessor(configuration, this.connections.transport(), sink, storeStatus);
	}

	UpdateProcessor polling(DataSourceUpdateSink sink, @Nullable FeatureRequester requester) {
		Duration interval = this.properties.dataSource().polling().interval();
		requirePositive("pennon.data-source.polling.interval", interval);
		if (requester != null) {
			return new PollingUpdateProcessor(requester, interval, sink);
		}
		ServiceEndpoints endpoints = endpoints();
		FeatureRequester own = new HttpFeatureRequester(this.connections.transport(), endpoints,
				this.properties.dataSource().payloadFilter(), sink.needsJson());
		return new PollingUpdateProcessor(own, interval, sink);
	}

	private ServiceEndpoints endpoints() {
		return new ServiceEndpointsFactory(this.properties.serviceEndpoints()).create();
	}

	private static void requirePositive(String property, Duration value) {
		if (value.toMillis() <= 0) {
			throw new InvalidConfigurationPropertyValueException(property, value,
					"It must be one millisecond or more.");
		}
	}

	private static void requireNotNegative(String property, Duration value) {
		if (value.isNegative()) {
			throw new InvalidConfigurationPropertyValueException(property, value, "It must not be negative.");
		}
	}

}
