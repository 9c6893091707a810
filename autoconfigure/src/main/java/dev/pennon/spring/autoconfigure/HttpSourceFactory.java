package dev.pennon.spring.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import dev.pennon.datasource.DataSourceUpdateSink;
import dev.pennon.datasource.FeatureRequester;
import dev.pennon.datasource.UpdateProcessor;
import dev.pennon.datasource.http.HttpFeatureRequester;
import dev.pennon.datasource.http.PollingUpdateProcessor;
import dev.pennon.datasource.http.StreamingConfiguration;
import dev.pennon.datasource.http.StreamingUpdateProcessor;
import dev.pennon.http.HttpTransport;
import dev.pennon.http.ServiceEndpoints;
import dev.pennon.store.DataStoreStatusProvider;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.util.StringUtils;

/**
 * Makes the sources that ask a flag service.
 */
class HttpSourceFactory {

	private final PennonProperties properties;

	private final HttpConfigurationFactory configuration;

	HttpSourceFactory(PennonProperties properties, HttpConfigurationFactory configuration) {
		this.properties = properties;
		this.configuration = configuration;
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
			.build();
		HttpTransport transport = transport();
		return new HttpUpdateProcessor(new StreamingUpdateProcessor(configuration, transport, sink, storeStatus),
				transport);
	}

	UpdateProcessor polling(DataSourceUpdateSink sink, @Nullable FeatureRequester requester) {
		Duration interval = this.properties.dataSource().polling().interval();
		requirePositive("pennon.data-source.polling.interval", interval);
		if (requester != null) {
			return new PollingUpdateProcessor(requester, interval, sink);
		}
		ServiceEndpoints endpoints = endpoints();
		HttpTransport transport = transport();
		FeatureRequester own = new HttpFeatureRequester(transport, endpoints,
				this.properties.dataSource().payloadFilter(), sink.needsJson());
		return new HttpUpdateProcessor(new PollingUpdateProcessor(own, interval, sink), transport);
	}

	private HttpTransport transport() {
		return new HttpTransport(this.configuration.create());
	}

	private ServiceEndpoints endpoints() {
		PennonProperties.ServiceEndpoints configured = this.properties.serviceEndpoints();
		ServiceEndpoints.Builder builder = ServiceEndpoints.builder();
		set("relay-proxy", configured.relayProxy(), builder::relayProxy);
		set("streaming", configured.streaming(), builder::streaming);
		set("polling", configured.polling(), builder::polling);
		return builder.build();
	}

	private static void set(String key, @Nullable String uri, Consumer<String> setter) {
		if (uri == null || !StringUtils.hasText(uri)) {
			return;
		}
		try {
			setter.accept(uri.strip());
		}
		catch (IllegalArgumentException ex) {
			throw new PennonConfigurationException("%s.".formatted(ex.getMessage()),
					List.of("pennon.service-endpoints." + key), "Correct the URI.", ex);
		}
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
