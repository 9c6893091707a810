package dev.pennon.event;

import java.time.Duration;
import java.util.List;

import dev.pennon.context.AttributeReference;
import dev.pennon.http.ServiceEndpoints;

/**
 * Builds an {@link EventsConfiguration}. For one thread.
 */
public final class EventsConfigurationBuilder {

	ServiceEndpoints endpoints = ServiceEndpoints.defaults();

	int capacity = EventsConfiguration.DEFAULT_CAPACITY;

	Duration flushInterval = EventsConfiguration.DEFAULT_FLUSH_INTERVAL;

	int contextKeysCapacity = EventsConfiguration.DEFAULT_CONTEXT_KEYS_CAPACITY;

	Duration contextKeysFlushInterval = EventsConfiguration.DEFAULT_CONTEXT_KEYS_FLUSH_INTERVAL;

	boolean allAttributesPrivate;

	List<AttributeReference> privateAttributes = List.of();

	boolean omitAnonymousContexts;

	boolean gzip;

	boolean diagnostics = true;

	Duration diagnosticInterval = EventsConfiguration.DEFAULT_DIAGNOSTIC_INTERVAL;

	DiagnosticProperties diagnosticProperties = DiagnosticProperties.NONE;

	Duration closeTimeout = EventsConfiguration.DEFAULT_CLOSE_TIMEOUT;

	EventsConfigurationBuilder() {
	}

	/**
	 * Sets where the services are.
	 * @param endpoints the endpoints
	 * @return this builder
	 */
	public EventsConfigurationBuilder endpoints(ServiceEndpoints endpoints) {
		this.endpoints = endpoints;
		return this;
	}

	/**
	 * Sets how many full events are kept between two deliveries; what comes on top is
	 * dropped and counted by kind. Evaluations are counted whatever this is.
	 * {@value EventsConfiguration#DEFAULT_CAPACITY} unless set.
	 * @param capacity one or more
	 * @return this builder
	 */
	public EventsConfigurationBuilder capacity(int capacity) {
		this.capacity = positive("capacity", capacity);
		return this;
	}

	/**
	 * Sets the time between two deliveries. 5 seconds unless set.
	 * @param interval a millisecond or more
	 * @return this builder
	 */
	public EventsConfigurationBuilder flushInterval(Duration interval) {
		this.flushInterval = positive("flushInterval", interval);
		return this;
	}

	/**
	 * Sets how many contexts are remembered as known, so that they are not told again.
	 * {@value EventsConfiguration#DEFAULT_CONTEXT_KEYS_CAPACITY} unless set.
	 * @param capacity one or more
	 * @return this builder
	 */
	public EventsConfigurationBuilder contextKeysCapacity(int capacity) {
		this.contextKeysCapacity = positive("contextKeysCapacity", capacity);
		return this;
	}

	/**
	 * Sets how often the known contexts are forgotten. 5 minutes unless set.
	 * @param interval a millisecond or more
	 * @return this builder
	 */
	public EventsConfigurationBuilder contextKeysFlushInterval(Duration interval) {
		this.contextKeysFlushInterval = positive("contextKeysFlushInterval", interval);
		return this;
	}

	/**
	 * Sets whether no attribute of any context is told, but kind, key and whether it is
	 * anonymous.
	 * @param allAttributesPrivate whether all are private; false unless set
	 * @return this builder
	 */
	public EventsConfigurationBuilder allAttributesPrivate(boolean allAttributesPrivate) {
		this.allAttributesPrivate = allAttributesPrivate;
		return this;
	}

	/**
	 * Sets the attributes that are told of no context.
	 * @param attributes valid references to attributes, or to values inside them
	 * @return this builder
	 * @throws IllegalArgumentException if a reference is invalid
	 */
	public EventsConfigurationBuilder privateAttributes(List<AttributeReference> attributes) {
		for (AttributeReference attribute : attributes) {
			if (!attribute.isValid()) {
				throw new IllegalArgumentException("A private attribute is wrong: " + attribute.error());
			}
		}
		this.privateAttributes = List.copyOf(attributes);
		return this;
	}

	/**
	 * Sets whether anonymous contexts are left out of index and identify events.
	 * @param omit whether to leave them out; false unless set
	 * @return this builder
	 */
	public EventsConfigurationBuilder omitAnonymousContexts(boolean omit) {
		this.omitAnonymousContexts = omit;
		return this;
	}

	/**
	 * Sets whether requests are compressed.
	 * @param gzip whether to compress; false unless set
	 * @return this builder
	 */
	public EventsConfigurationBuilder gzip(boolean gzip) {
		this.gzip = gzip;
		return this;
	}

	/**
	 * Sets whether the service is told how the client is configured and how it does.
	 * @param diagnostics whether to send diagnostic events; true unless set
	 * @return this builder
	 */
	public EventsConfigurationBuilder diagnostics(boolean diagnostics) {
		this.diagnostics = diagnostics;
		return this;
	}

	/**
	 * Sets the time between two diagnostic events. 15 minutes unless set.
	 * @param interval the interval; less than
	 * {@link EventsConfiguration#MINIMUM_DIAGNOSTIC_INTERVAL} counts as that
	 * @return this builder
	 */
	public EventsConfigurationBuilder diagnosticInterval(Duration interval) {
		Duration minimum = EventsConfiguration.MINIMUM_DIAGNOSTIC_INTERVAL;
		this.diagnosticInterval = (interval.compareTo(minimum) < 0) ? minimum : interval;
		return this;
	}

	/**
	 * Sets what diagnostic events tell about the rest of the client.
	 * @param properties the properties
	 * @return this builder
	 */
	public EventsConfigurationBuilder diagnosticProperties(DiagnosticProperties properties) {
		this.diagnosticProperties = properties;
		return this;
	}

	/**
	 * Sets how long closing may take to deliver what is pending. 3 seconds unless set.
	 * @param timeout a millisecond or more
	 * @return this builder
	 */
	public EventsConfigurationBuilder closeTimeout(Duration timeout) {
		this.closeTimeout = positive("closeTimeout", timeout);
		return this;
	}

	/**
	 * Returns the configuration.
	 * @return a configuration that this builder no longer changes
	 */
	public EventsConfiguration build() {
		return new EventsConfiguration(this);
	}

	private static int positive(String name, int value) {
		if (value <= 0) {
			throw new IllegalArgumentException("'%s' must be one or more but is %d".formatted(name, value));
		}
		return value;
	}

	private static Duration positive(String name, Duration value) {
		if (value.toMillis() <= 0) {
			throw new IllegalArgumentException("'%s' must be one millisecond or more but is %s".formatted(name, value));
		}
		return value;
	}

}
