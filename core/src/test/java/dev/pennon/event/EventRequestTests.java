package dev.pennon.event;

import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The requests that take events to the service.
 */
class EventRequestTests {

	@RegisterExtension
	private final EventFixture fixture = new EventFixture();

	@Test
	void payloadHasItsHeadersAndIsNotCompressed() {
		EventsService service = new EventsService();
		HttpEventProcessor events = this.fixture.processor(service);
		events.sendEvent(EventFixture.custom("a"));
		assertThat(events.flushAndWait(EventFixture.LIMIT)).isTrue();
		EventsService.Received request = service.requests().get(0);
		assertThat(request.path()).isEqualTo("/bulk");
		assertThat(request.header("Content-type")).startsWith("application/json");
		assertThat(request.header("Authorization")).isEqualTo("sdk-key-of-a-test");
		assertThat(request.header("X-launchdarkly-event-schema")).isEqualTo("4");
		assertThat(UUID.fromString(request.header("X-launchdarkly-payload-id"))).isNotNull();
		assertThat(request.header("Content-encoding")).isEmpty();
		assertThat(request.json().isArray()).isTrue();
	}

	@Test
	void diagnosticEventHasNeitherPayloadIdNorSchema() {
		EventsService service = new EventsService();
		HttpEventProcessor events = this.fixture.processor(service,
				(settings) -> settings.diagnostics(true).gzip(true));
		events.start();
		assertThat(events.flushAndWait(EventFixture.LIMIT)).isTrue();
		EventsService.Received request = service.requests().get(0);
		assertThat(request.path()).isEqualTo("/diagnostic");
		assertThat(request.header("X-launchdarkly-payload-id")).isEmpty();
		assertThat(request.header("X-launchdarkly-event-schema")).isEmpty();
		assertThat(request.isCompressed()).isTrue();
		assertThat(request.json().isObject()).isTrue();
	}

	@Test
	void bodyIsCompressedIfWantedAlsoWhenItIsSentAgain() {
		EventsService service = new EventsService(503);
		HttpEventProcessor events = this.fixture.processor(service, (settings) -> settings.gzip(true));
		events.sendEvent(EventFixture.custom("a"));
		assertThat(events.flushAndWait(EventFixture.LIMIT)).isTrue();
		assertThat(service.requests()).hasSize(2).allMatch(EventsService.Received::isCompressed);
		assertThat(service.events("custom")).hasSize(1);
	}

}
