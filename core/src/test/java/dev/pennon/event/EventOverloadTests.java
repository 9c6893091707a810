package dev.pennon.event;

import java.time.Duration;
import java.util.Map;

import ch.qos.logback.classic.Level;
import dev.pennon.CapturedLog;
import dev.pennon.context.EvaluationContext;
import dev.pennon.model.FeatureFlag;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of events when there are too many of them: memory stays bounded, what
 * finds no room is counted, and counts of evaluations are not lost.
 */
class EventOverloadTests {

	@RegisterExtension
	private final EventFixture fixture = new EventFixture();

	@RegisterExtension
	private final CapturedLog log = new CapturedLog(EventProcessor.class);

	private static void sendCustom(EventProcessor events, int count) {
		for (int i = 0; i < count; i++) {
			events.sendEvent(EventFixture.custom("a"));
		}
	}

	@Test
	void whatFindsNoRoomIsCountedByKindAndTheBufferIsUsableAfterAFlush() {
		EventsService service = new EventsService();
		HttpEventProcessor events = this.fixture.processor(service, (settings) -> settings.capacity(20));
		sendCustom(events, 30);
		events.sendEvent(new IdentifyEvent(this.fixture.time().instant(), EventFixture.CONTEXT));
		assertThat(events.flushAndWait(EventFixture.LIMIT)).isTrue();
		assertThat(service.events("index")).hasSize(1);
		assertThat(service.events("custom")).hasSize(19);
		assertThat(events.statistics().dropped()).isEqualTo(Map.of(EventKind.CUSTOM, 11L, EventKind.IDENTIFY, 1L));
		sendCustom(events, 1);
		assertThat(events.flushAndWait(EventFixture.LIMIT)).isTrue();
		assertThat(service.events("custom")).hasSize(20);
	}

	@Test
	void evaluationsAreCountedWhereTheirEventsFindNoRoom() {
		EventsService service = new EventsService();
		HttpEventProcessor events = this.fixture.processor(service, (settings) -> settings.capacity(20));
		FeatureFlag flag = EventFixture.flag("flag", 1, ", \"trackEvents\": true");
		for (int i = 0; i < 100; i++) {
			EventFixture.evaluate(events, flag, EventFixture.CONTEXT);
		}
		assertThat(events.flushAndWait(EventFixture.LIMIT)).isTrue();
		assertThat(service.counted()).isEqualTo(100);
		assertThat(service.events("feature")).hasSize(19);
		assertThat(events.statistics().dropped()).isEqualTo(Map.of(EventKind.FEATURE, 81L));
	}

	@Test
	void oneLineAMinuteTellsOfDrops() {
		HttpEventProcessor events = this.fixture.processor(new EventsService(), (settings) -> settings.capacity(20));
		sendCustom(events, 20 + 100);
		this.fixture.time().advance(Duration.ofSeconds(59));
		sendCustom(events, 100);
		assertThat(this.log.messages(Level.WARN)).hasSize(1)
			.first()
			.asString()
			.contains("beyond 20", "Raise the capacity", "{CUSTOM=1}");
		this.fixture.time().advance(Duration.ofSeconds(1));
		sendCustom(events, 100);
		assertThat(this.log.messages(Level.WARN)).hasSize(2);
	}

	@Test
	void nextDiagnosticEventTellsOfDropsOnce() {
		EventsService service = new EventsService();
		HttpEventProcessor events = this.fixture.processor(service,
				(settings) -> settings.capacity(2).diagnostics(true));
		events.start();
		sendCustom(events, 4);
		for (int i = 0; i < 2; i++) {
			this.fixture.time().advance(EventsConfiguration.DEFAULT_DIAGNOSTIC_INTERVAL);
			assertThat(events.flushAndWait(EventFixture.LIMIT)).isTrue();
		}
		assertThat(service.diagnostics()).extracting((event) -> event.path("kind").stringValue())
			.containsExactlyInAnyOrder("diagnostic-init", "diagnostic", "diagnostic");
		assertThat(service.diagnostics()).extracting((event) -> event.path("droppedEvents").asInt(0))
			.containsExactlyInAnyOrder(0, 3, 0);
	}

	@Test
	void whileAllWorkersAreBusyEventsStayForOneMoreDelivery() {
		EventsService service = new EventsService().hanging();
		HttpEventProcessor events = this.fixture.processor(service);
		for (int i = 1; i <= DeliveryWorkers.MAX_WORKERS; i++) {
			sendCustom(events, 1);
			events.flush();
			int expected = i;
			Awaitility.await().atMost(EventFixture.LIMIT).until(() -> service.requests().size() == expected);
		}
		for (int i = 0; i < 3; i++) {
			sendCustom(events, 1);
			events.flush();
		}
		service.release();
		assertThat(events.flushAndWait(EventFixture.LIMIT)).isTrue();
		assertThat(service.events("custom")).hasSize(DeliveryWorkers.MAX_WORKERS + 3);
		assertThat(service.requests()).hasSize(DeliveryWorkers.MAX_WORKERS + 1);
	}

	@Test
	void millionContextsTakeBoundedMemory() {
		int contexts = 1_000_000;
		int capacity = 500;
		EventsService service = new EventsService();
		EventsConfiguration configuration = service.configuration().capacity(capacity).contextKeysCapacity(300).build();
		Losses losses = new Losses(this.fixture.time());
		EventRecorder recorder = new EventRecorder(configuration, this.fixture.parts(), losses, () -> 0);
		FeatureFlag flag = EventFixture.flag("flag", 1);
		for (int i = 0; i < contexts; i++) {
			EvaluationContext context = EvaluationContext.of("user-" + i);
			if (!recorder.count(flag, context, EventFixture.result(flag))) {
				recorder.record("flag", flag, context, EventFixture.result(flag), BooleanNode.FALSE, false, null);
			}
		}
		service.close();
		assertThat(recorder.knownContexts().size()).isEqualTo(300);
		assertThat(recorder.counters().size()).isOne();
		assertThat(losses.byKind()).isEqualTo(Map.of(EventKind.INDEX, (long) contexts - capacity));
		assertThat(recorder.buffer().drain()).hasSize(capacity);
		recorder.counters().drain();
		assertThat(recorder.counters().drained()).isEqualTo(contexts);
	}

	@Test
	void flagKeyPerRequestTakesBoundedMemoryAndTheExcessIsCounted() {
		int keys = 100_000;
		EventsService service = new EventsService();
		HttpEventProcessor events = this.fixture.processor(service);
		FeatureFlag known = EventFixture.flag("known", 1);
		for (int i = 0; i < keys; i++) {
			events.recordEvaluation("key-" + i, null, EventFixture.CONTEXT, EventFixture.result(known),
					BooleanNode.FALSE, false, null);
			EventFixture.evaluate(events, known, EventFixture.CONTEXT);
		}
		assertThat(events.flushAndWait(EventFixture.LIMIT)).isTrue();
		JsonNode features = service.events("summary").get(0).path("features");
		assertThat(features.size()).isEqualTo(EvaluationCounters.MAX_UNKNOWN_FLAGS + 1);
		assertThat(features.path("known").path("counters").get(0).path("count").intValue()).isEqualTo(keys);
		assertThat(events.statistics().uncounted()).isEqualTo(keys - EvaluationCounters.MAX_UNKNOWN_FLAGS);
		events.recordEvaluation("another", null, EventFixture.CONTEXT, EventFixture.result(known), BooleanNode.FALSE,
				false, null);
		assertThat(events.flushAndWait(EventFixture.LIMIT)).isTrue();
		assertThat(service.events("summary").get(1).path("features").propertyNames()).containsExactly("another");
	}

}
