package dev.pennon.datasource.http;

import java.net.URI;
import java.util.Map;

import dev.pennon.datasource.DataSourceUpdateSink;
import dev.pennon.diagnostic.DiagnosticConfiguration;
import dev.pennon.diagnostic.DiagnosticDescription;
import dev.pennon.http.FlagService;
import dev.pennon.http.HttpTransport;
import dev.pennon.store.DataStoreStatusProvider;
import org.jspecify.annotations.Nullable;

/**
 * Receives flags, and each change to them, over a stream of server-sent events that stays
 * open. Nothing but {@link #stop} ends it: a connection that breaks or is silent for too
 * long is followed by another, after about a second at first and half a minute later on,
 * and while the service refuses, about every five minutes. Safe for use by any number of
 * threads.
 */
public final class StreamingUpdateProcessor extends RepeatingSource implements DiagnosticDescription {

	private static final String PATH = "/all";

	private final StreamingConfiguration configuration;

	private final HttpTransport transport;

	private final URI uri;

	private final @Nullable DataStoreStatusProvider storeStatus;

	private final SourceParts parts;

	/**
	 * Creates a source for a store that needs no watching. It does nothing until it is
	 * started.
	 * @param configuration how to read the stream
	 * @param transport makes the connections; closed by whoever made it
	 * @param sink takes the data
	 */
	public StreamingUpdateProcessor(StreamingConfiguration configuration, HttpTransport transport,
			DataSourceUpdateSink sink) {
		this(configuration, transport, sink, null);
	}

	/**
	 * Creates a source. It does nothing until it is started.
	 * @param configuration how to read the stream
	 * @param transport makes the connections; closed by whoever made it
	 * @param sink takes the data
	 * @param storeStatus tells when a store that lost updates can be used again, so that
	 * all data can be fetched anew; null if it cannot tell
	 */
	public StreamingUpdateProcessor(StreamingConfiguration configuration, HttpTransport transport,
			DataSourceUpdateSink sink, @Nullable DataStoreStatusProvider storeStatus) {
		this(configuration, transport, storeStatus, SourceParts.of(sink, "streaming"));
	}

	StreamingUpdateProcessor(StreamingConfiguration configuration, HttpTransport transport,
			@Nullable DataStoreStatusProvider storeStatus, SourceParts parts) {
		super(parts.sink());
		this.configuration = configuration;
		this.transport = transport;
		this.uri = PayloadFilter.uri(configuration.endpoints().uri(FlagService.STREAMING), PATH,
				configuration.payloadFilter());
		this.storeStatus = storeStatus;
		this.parts = parts;
	}

	@Override
	SourceRun newRun() {
		return new StreamingRun(this.parts, this.transport, this.configuration, this.uri, this.storeStatus,
				this::initialized);
	}

	@Override
	public String describeConfiguration(DiagnosticConfiguration configuration) {
		return "streaming";
	}

	@Override
	public Map<String, Object> describeSettings(DiagnosticConfiguration configuration) {
		return Map.of("streamingDisabled", false, "reconnectTimeMillis",
				this.configuration.initialReconnectDelay().toMillis());
	}

	@Override
	public String toString() {
		return "StreamingUpdateProcessor[" + this.uri + "]";
	}

}
