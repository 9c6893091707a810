package dev.pennon.event;

/**
 * What the events service can be told about the configuration of a client.
 */
public enum DiagnosticProperty {

	/** Whether all attributes of contexts are private. */
	ALL_ATTRIBUTES_PRIVATE("allAttributesPrivate", Boolean.class),

	/** How long to wait for a connection, in milliseconds. */
	CONNECT_TIMEOUT_MILLIS("connectTimeoutMillis", Long.class),

	/** Whether the polling service is not the usual one. */
	CUSTOM_BASE_URI("customBaseURI", Boolean.class),

	/** Whether the events service is not the usual one. */
	CUSTOM_EVENTS_URI("customEventsURI", Boolean.class),

	/** Whether the streaming service is not the usual one. */
	CUSTOM_STREAM_URI("customStreamURI", Boolean.class),

	/** What kind of store keeps the flags. */
	DATA_STORE_TYPE("dataStoreType", String.class),

	/** The time between two diagnostic events, in milliseconds. */
	DIAGNOSTIC_RECORDING_INTERVAL_MILLIS("diagnosticRecordingIntervalMillis", Long.class),

	/** How many full events are kept between two deliveries. */
	EVENTS_CAPACITY("eventsCapacity", Long.class),

	/** The time between two deliveries of events, in milliseconds. */
	EVENTS_FLUSH_INTERVAL_MILLIS("eventsFlushIntervalMillis", Long.class),

	/** The time between two polls, in milliseconds. */
	POLLING_INTERVAL_MILLIS("pollingIntervalMillis", Long.class),

	/** The first delay before a new connection for the stream, in milliseconds. */
	RECONNECT_TIME_MILLIS("reconnectTimeMillis", Long.class),

	/** How long to wait for an answer, in milliseconds. */
	SOCKET_TIMEOUT_MILLIS("socketTimeoutMillis", Long.class),

	/** How long the client waits for its first flags, in milliseconds. */
	START_WAIT_MILLIS("startWaitMillis", Long.class),

	/** Whether the client polls instead of reading a stream. */
	STREAMING_DISABLED("streamingDisabled", Boolean.class),

	/** How many contexts are remembered as known. */
	USER_KEYS_CAPACITY("userKeysCapacity", Long.class),

	/** How often the known contexts are forgotten, in milliseconds. */
	USER_KEYS_FLUSH_INTERVAL_MILLIS("userKeysFlushIntervalMillis", Long.class),

	/** Whether requests go through a proxy. */
	USING_PROXY("usingProxy", Boolean.class),

	/** Whether that proxy asks for credentials. */
	USING_PROXY_AUTHENTICATOR("usingProxyAuthenticator", Boolean.class),

	/** Whether another process fills the store. */
	USING_RELAY_DAEMON("usingRelayDaemon", Boolean.class);

	private final String wireName;

	private final Class<?> type;

	DiagnosticProperty(String wireName, Class<?> type) {
		this.wireName = wireName;
		this.type = type;
	}

	String wireName() {
		return this.wireName;
	}

	Class<?> type() {
		return this.type;
	}

}
