package dev.pennon.event;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.pennon.internal.json.Json;
import dev.pennon.model.FeatureFlag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When events are delivered, and what is told of it.
 */
class HttpEventProcessorTests {

	@RegisterExtension
	private final EventFixture fixture = new EventFixture();

	@Test
	void nothingIsSentWhereThereIsNothingToTell() {
		EventsService service = new EventsService();
		assertThat(this.fixture.processor(service).flushAndWait(EventFixture.LIMIT)).isTrue();
		assertThat(service.requests()).isEmpty();
	}

	@Test
	void closeDeliversWhatIsPending() {
		EventsService service = new EventsService();
		HttpEventProcessor events = this.fixture.processor(service);
		FeatureFlag flag = EventFixture.flag("flag", 1);
		events.recordEvaluation("flag", flag, EventFixture.CONTEXT, EventFixture.result(flag), BooleanNode.FALSE, false,
				null);
		events.close();
		assertThat(service.counted()).isOne();
		assertThat(service.events("index")).hasSize(1);
	}

	@Test
	void flushesHappenByThemselvesAndContextsAreForgottenOnTime() {
		EventsService service = new EventsService();
		HttpEventProcessor events = this.fixture.processor(service);
		events.start();
		events.sendEvent(EventFixture.custom("a"));
		this.fixture.time().advance(EventsConfiguration.DEFAULT_FLUSH_INTERVAL);
		assertThat(events.flushAndWait(EventFixture.LIMIT)).isTrue();
		assertThat(service.events("index")).hasSize(1);
		this.fixture.time().advance(EventsConfiguration.DEFAULT_CONTEXT_KEYS_FLUSH_INTERVAL);
		events.sendEvent(EventFixture.custom("b"));
		assertThat(events.flushAndWait(EventFixture.LIMIT)).isTrue();
		assertThat(service.events("index")).hasSize(2);
	}

	@Test
	void diagnosticsTellWhatWasDroppedAndDeduplicated() {
		EventsService service = new EventsService();
		HttpEventProcessor events = this.fixture.processor(service,
				(settings) -> settings.diagnostics(true).capacity(2));
		events.start();
		for (int i = 0; i < 4; i++) {
			events.sendEvent(EventFixture.custom("a"));
		}
		events.streamInit(Instant.EPOCH, Duration.ofMillis(5), false);
		assertThat(events.flushAndWait(EventFixture.LIMIT)).isTrue();
		this.fixture.time().advance(EventsConfiguration.DEFAULT_DIAGNOSTIC_INTERVAL);
		events.flushAndWait(EventFixture.LIMIT);
		List<JsonNode> diagnostics = service.requests()
			.stream()
			.filter((request) -> request.path().equals("/diagnostic"))
			.map(EventsService.Received::json)
			.toList();
		assertThat(diagnostics).extracting((event) -> event.path("kind").stringValue())
			.containsExactly("diagnostic-init", "diagnostic");
		JsonNode periodic = diagnostics.get(1);
		assertThat(periodic.path("droppedEvents").intValue()).isEqualTo(3);
		assertThat(periodic.path("deduplicatedUsers").intValue()).isEqualTo(3);
		assertThat(periodic.path("streamInits").size()).isOne();
		assertThat(diagnostics.get(0).path("configuration").path("eventsCapacity")).isEqualTo(Json.read("2"));
		assertThat(Json.write(diagnostics.get(0))).doesNotContain("sdk-key-of-a-test");
	}

}
