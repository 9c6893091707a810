package dev.pennon.contract;

import java.time.Duration;

import dev.pennon.context.AttributeReference;
import dev.pennon.contract.wire.ClientConfiguration;
import dev.pennon.contract.wire.ClientConfiguration.Events;
import dev.pennon.event.EventProcessor;
import dev.pennon.event.EventsConfiguration;
import dev.pennon.event.EventsConfigurationBuilder;
import dev.pennon.event.HttpEventProcessor;
import dev.pennon.http.HttpTransport;
import dev.pennon.http.ServiceEndpoints;

/**
 * Translates what concerns a client's events.
 */
final class EventSettings {

	private EventSettings() {
	}

	/** Makes the event processor, if the harness wants one. */
	static EventProcessor create(ClientConfiguration configuration, HttpTransport transport) {
		Events events = configuration.events();
		if (events == null) {
			return EventProcessor.none();
		}
		EventsConfigurationBuilder builder = EventsConfiguration.builder()
			.endpoints(endpoints(configuration, events))
			.diagnostics(events.enableDiagnostics())
			.allAttributesPrivate(events.allAttributesPrivate())
			.privateAttributes(events.globalPrivateAttributes().stream().map(AttributeReference::fromPath).toList())
			.omitAnonymousContexts(events.omitAnonymousContexts())
			.gzip(Boolean.TRUE.equals(events.enableGzip()));
		if (events.capacity() != null && events.capacity() > 0) {
			builder.capacity(events.capacity());
		}
		if (events.flushIntervalMs() != null && events.flushIntervalMs() > 0) {
			builder.flushInterval(Duration.ofMillis(events.flushIntervalMs()));
		}
		return new HttpEventProcessor(builder.build(), transport);
	}

	private static ServiceEndpoints endpoints(ClientConfiguration configuration, Events events) {
		ServiceEndpoints.Builder endpoints = ServiceEndpoints.builder();
		String uri = (events.baseUri() != null) ? events.baseUri()
				: (configuration.serviceEndpoints() != null) ? configuration.serviceEndpoints().events() : null;
		if (uri != null) {
			endpoints.events(uri);
		}
		return endpoints.build();
	}

}
