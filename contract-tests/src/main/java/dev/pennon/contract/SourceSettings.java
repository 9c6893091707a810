package dev.pennon.contract;

import java.time.Duration;

import dev.pennon.contract.wire.ClientConfiguration;
import dev.pennon.contract.wire.ClientConfiguration.Endpoints;
import dev.pennon.contract.wire.ClientConfiguration.Polling;
import dev.pennon.contract.wire.ClientConfiguration.Streaming;
import dev.pennon.datasource.DataSourceUpdateSink;
import dev.pennon.datasource.UpdateProcessor;
import dev.pennon.datasource.http.HttpFeatureRequester;
import dev.pennon.datasource.http.PollingUpdateProcessor;
import dev.pennon.datasource.http.StreamingConfiguration;
import dev.pennon.datasource.http.StreamingUpdateProcessor;
import dev.pennon.http.HttpTransport;
import dev.pennon.http.ServiceEndpoints;
import org.jspecify.annotations.Nullable;

/**
 * Chooses and creates the source of a client's flags.
 */
final class SourceSettings {

	private final @Nullable Streaming streaming;

	private final @Nullable Polling polling;

	private final @Nullable Endpoints common;

	private final HttpTransport transport;

	SourceSettings(ClientConfiguration configuration, HttpTransport transport) {
		this.streaming = configuration.streaming();
		this.polling = configuration.polling();
		this.common = configuration.serviceEndpoints();
		this.transport = transport;
	}

	boolean isConfigured() {
		return this.streaming != null || this.polling != null || commonStreamingUri() != null;
	}

	UpdateProcessor create(DataSourceUpdateSink sink) {
		return (this.streaming == null && this.polling != null) ? polling(this.polling, sink) : streaming(sink);
	}

	private UpdateProcessor streaming(DataSourceUpdateSink sink) {
		ServiceEndpoints.Builder endpoints = ServiceEndpoints.builder();
		String uri = (this.streaming != null && this.streaming.baseUri() != null) ? this.streaming.baseUri()
				: commonStreamingUri();
		if (uri != null) {
			endpoints.streaming(uri);
		}
		StreamingConfiguration.Builder configuration = StreamingConfiguration.builder().endpoints(endpoints.build());
		if (this.streaming != null) {
			configuration.payloadFilter(this.streaming.filter());
			if (this.streaming.initialRetryDelayMs() != null) {
				configuration.initialReconnectDelay(Duration.ofMillis(this.streaming.initialRetryDelayMs()));
			}
		}
		return new StreamingUpdateProcessor(configuration.build(), this.transport, sink);
	}

	private UpdateProcessor polling(Polling polling, DataSourceUpdateSink sink) {
		ServiceEndpoints.Builder endpoints = ServiceEndpoints.builder();
		String uri = (polling.baseUri() != null) ? polling.baseUri() : commonPollingUri();
		if (uri != null) {
			endpoints.polling(uri);
		}
		Duration interval = (polling.pollIntervalMs() != null) ? Duration.ofMillis(polling.pollIntervalMs())
				: PollingUpdateProcessor.MIN_INTERVAL;
		return new PollingUpdateProcessor(
				new HttpFeatureRequester(this.transport, endpoints.build(), polling.filter(), sink.needsJson()),
				interval, sink);
	}

	private @Nullable String commonStreamingUri() {
		return (this.common != null) ? this.common.streaming() : null;
	}

	private @Nullable String commonPollingUri() {
		return (this.common != null) ? this.common.polling() : null;
	}

}
