package dev.pennon.event;

import java.util.Map;

import ch.qos.logback.classic.Level;
import dev.pennon.CapturedLog;
import dev.pennon.model.FeatureFlag;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of events when the service refuses the client for good.
 */
class EventRefusalTests {

	@RegisterExtension
	private final EventFixture fixture = new EventFixture();

	@RegisterExtension
	private final CapturedLog log = new CapturedLog(EventProcessor.class);

	@ParameterizedTest
	@ValueSource(ints = { 401, 403, 404, 413, 422 })
	void refusalEndsEverything(int status) {
		EventsService service = new EventsService(status);
		HttpEventProcessor events = this.fixture.processor(service, (settings) -> settings.diagnostics(true));
		events.sendEvent(EventFixture.custom("a"));
		assertThat(events.flushAndWait(EventFixture.LIMIT)).isFalse();
		assertThat(events.statistics().refused()).isTrue();
		assertThat(this.log.messages(Level.ERROR)).singleElement().asString().contains("refuses this client");
		events.sendEvent(EventFixture.custom("b"));
		events.flush();
		events.flushAndWait(EventFixture.LIMIT);
		events.start();
		this.fixture.time().advance(EventsConfiguration.DEFAULT_DIAGNOSTIC_INTERVAL);
		events.close();
		assertThat(service.requests()).hasSize(1);
	}

	@Test
	void refusedDiagnosticEventEndsEverything() {
		EventsService service = new EventsService(401);
		HttpEventProcessor events = this.fixture.processor(service, (settings) -> settings.diagnostics(true));
		events.start();
		Awaitility.await().atMost(EventFixture.LIMIT).until(() -> events.statistics().refused());
		events.flushAndWait(EventFixture.LIMIT);
		events.sendEvent(EventFixture.custom("a"));
		events.close();
		assertThat(service.requests()).hasSize(1);
	}

	@Test
	void whatIsPendingWhenTheServiceRefusesIsCountedAsDropped() {
		EventsService service = new EventsService(401).hanging();
		HttpEventProcessor events = this.fixture.processor(service);
		FeatureFlag flag = EventFixture.flag("flag", 1);
		events.sendEvent(EventFixture.custom("a"));
		events.flush();
		Awaitility.await().atMost(EventFixture.LIMIT).until(() -> service.requests().size() == 1);
		events.sendEvent(EventFixture.custom("b"));
		EventFixture.evaluate(events, flag, EventFixture.CONTEXT);
		service.release();
		Awaitility.await()
			.atMost(EventFixture.LIMIT)
			.until(() -> events.statistics().dropped(),
					Map.of(EventKind.INDEX, 1L, EventKind.CUSTOM, 2L, EventKind.SUMMARY, 1L)::equals);
		assertThat(service.requests()).hasSize(1);
	}

}
