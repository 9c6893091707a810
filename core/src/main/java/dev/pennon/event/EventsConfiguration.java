package dev.pennon.event;

import java.time.Duration;
import java.util.List;

import dev.pennon.context.AttributeReference;
import dev.pennon.http.ServiceEndpoints;

/**
 * What is told about evaluations, and how often. Immutable.
 */
public final class EventsConfiguration {

	/** How many full events are kept between two deliveries, unless set. */
	public static final int DEFAULT_CAPACITY = 10_000;

	/** The time between two deliveries, unless set. */
	public static final Duration DEFAULT_FLUSH_INTERVAL = Duration.ofSeconds(5);

	/** How many contexts are remembered as known, unless set. */
	public static final int DEFAULT_CONTEXT_KEYS_CAPACITY = 1_000;

	/** How often the known contexts are forgotten, unless set. */
	public static final Duration DEFAULT_CONTEXT_KEYS_FLUSH_INTERVAL = Duration.ofMinutes(5);

	/** The time between two diagnostic events, unless set. */
	public static final Duration DEFAULT_DIAGNOSTIC_INTERVAL = Duration.ofMinutes(15);

	/** The shortest time between two diagnostic events. */
	public static final Duration MINIMUM_DIAGNOSTIC_INTERVAL = Duration.ofMinutes(1);

	/** How long {@link EventProcessor#close} may take, unless set. */
	public static final Duration DEFAULT_CLOSE_TIMEOUT = Duration.ofSeconds(3);

	private final ServiceEndpoints endpoints;

	private final int capacity;

	private final Duration flushInterval;

	private final int contextKeysCapacity;

	private final Duration contextKeysFlushInterval;

	private final boolean allAttributesPrivate;

	private final List<AttributeReference> privateAttributes;

	private final boolean omitAnonymousContexts;

	private final boolean gzip;

	private final boolean diagnostics;

	private final Duration diagnosticInterval;

	private final DiagnosticProperties diagnosticProperties;

	private final Duration closeTimeout;

	EventsConfiguration(EventsConfigurationBuilder builder) {
		this.endpoints = builder.endpoints;
		this.capacity = builder.capacity;
		this.flushInterval = builder.flushInterval;
		this.contextKeysCapacity = builder.contextKeysCapacity;
		this.contextKeysFlushInterval = builder.contextKeysFlushInterval;
		this.allAttributesPrivate = builder.allAttributesPrivate;
		this.privateAttributes = List.copyOf(builder.privateAttributes);
		this.omitAnonymousContexts = builder.omitAnonymousContexts;
		this.gzip = builder.gzip;
		this.diagnostics = builder.diagnostics;
		this.diagnosticInterval = builder.diagnosticInterval;
		this.diagnosticProperties = builder.diagnosticProperties;
		this.closeTimeout = builder.closeTimeout;
	}

	/**
	 * Returns a builder in which everything has its default.
	 * @return a new builder
	 */
	public static EventsConfigurationBuilder builder() {
		return new EventsConfigurationBuilder();
	}

	/**
	 * Returns where the services are.
	 * @return the endpoints
	 */
	public ServiceEndpoints endpoints() {
		return this.endpoints;
	}

	/**
	 * Returns how many full events are kept between two deliveries.
	 * @return a number of events
	 */
	public int capacity() {
		return this.capacity;
	}

	/**
	 * Returns the time between two deliveries.
	 * @return the interval
	 */
	public Duration flushInterval() {
		return this.flushInterval;
	}

	/**
	 * Returns how many contexts are remembered as known.
	 * @return a number of contexts
	 */
	public int contextKeysCapacity() {
		return this.contextKeysCapacity;
	}

	/**
	 * Returns how often the known contexts are forgotten.
	 * @return the interval
	 */
	public Duration contextKeysFlushInterval() {
		return this.contextKeysFlushInterval;
	}

	/**
	 * Returns whether no attribute of any context is told, but kind, key and whether it
	 * is anonymous.
	 * @return whether all attributes are private
	 */
	public boolean isAllAttributesPrivate() {
		return this.allAttributesPrivate;
	}

	/**
	 * Returns the attributes that are told of no context.
	 * @return an unmodifiable list
	 */
	public List<AttributeReference> privateAttributes() {
		return this.privateAttributes;
	}

	/**
	 * Returns whether anonymous contexts are left out of what tells of contexts alone.
	 * @return whether to leave them out
	 */
	public boolean isOmitAnonymousContexts() {
		return this.omitAnonymousContexts;
	}

	/**
	 * Returns whether requests are compressed.
	 * @return whether to compress
	 */
	public boolean isGzip() {
		return this.gzip;
	}

	/**
	 * Returns whether the service is told how the client is configured and how it does.
	 * @return whether to send diagnostic events
	 */
	public boolean isDiagnostics() {
		return this.diagnostics;
	}

	/**
	 * Returns the time between two diagnostic events.
	 * @return the interval
	 */
	public Duration diagnosticInterval() {
		return this.diagnosticInterval;
	}

	/**
	 * Returns what diagnostic events tell about the rest of the client.
	 * @return the properties
	 */
	public DiagnosticProperties diagnosticProperties() {
		return this.diagnosticProperties;
	}

	/**
	 * Returns how long {@link EventProcessor#close} may take to deliver what is pending.
	 * @return the limit
	 */
	public Duration closeTimeout() {
		return this.closeTimeout;
	}

	@Override
	public String toString() {
		return "EventsConfiguration[endpoints=%s, capacity=%d, flushInterval=%s]".formatted(this.endpoints,
				this.capacity, this.flushInterval);
	}

}
