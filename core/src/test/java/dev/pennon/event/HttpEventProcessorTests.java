package dev.pennon.event;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.pennon.context.EvaluationContext;
import dev.pennon.evaluation.EvaluationDetail;
import dev.pennon.http.HttpTransport;
import dev.pennon.internal.concurrent.ManualTime;
import dev.pennon.internal.json.Json;
import dev.pennon.model.DataKinds;
import dev.pennon.model.FeatureFlag;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.POJONode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of events when there are too many of them, or the service fails.
 */
class HttpEventProcessorTests {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private static final EvaluationContext CONTEXT = EvaluationContext.of("a");

	private final ManualTime time = new ManualTime();

	private @Nullable EventsService service;

	private @Nullable HttpTransport transport;

	private @Nullable HttpEventProcessor events;

	@AfterEach
	void closeAll() {
		if (this.events != null) {
			this.events.close();
		}
		if (this.transport != null) {
			this.transport.close();
		}
		if (this.service != null) {
			this.service.close();
		}
	}

	private HttpEventProcessor processor(EventsService service, EventsConfigurationBuilder configuration) {
		this.service = service;
		this.transport = service.transport();
		this.events = new HttpEventProcessor(configuration.build(), this.transport,
				new EventParts(this.time, this.time, this.time, (bound) -> 0, Duration.ofMillis(1)));
		return this.events;
	}

	private HttpEventProcessor processor(EventsService service) {
		return processor(service, service.configuration());
	}

	private static CustomEvent custom(String key) {
		return new CustomEvent(Instant.EPOCH, key, CONTEXT, null, null);
	}

	static FeatureFlag flag(String key, int version) {
		return DataKinds.FEATURES.decode(key,
				"""
						{"version": %d, "on": true, "variations": [true, false], "fallthrough": {"variation": 0}}"""
					.formatted(version)
					.getBytes(StandardCharsets.UTF_8));
	}

	static EvaluationDetail<@Nullable JsonNode> result(FeatureFlag flag) {
		EvaluationDetail<@Nullable JsonNode> result = flag.fallthrough().result();
		assertThat(result).isNotNull();
		return result;
	}

	@Test
	void nothingIsSentWhereThereIsNothingToTell() {
		EventsService service = new EventsService();
		assertThat(processor(service).flushAndWait(LIMIT)).isTrue();
		assertThat(service.requests()).isEmpty();
	}

	@Test
	void whatFindsNoRoomIsCountedByKindAndTheBufferIsUsableAfterAFlush() {
		EventsService service = new EventsService();
		HttpEventProcessor events = processor(service, service.configuration().capacity(20));
		for (int i = 0; i < 30; i++) {
			events.sendEvent(custom("event-" + i));
		}
		assertThat(events.flushAndWait(LIMIT)).isTrue();
		assertThat(service.events("index")).hasSize(1);
		assertThat(service.events("custom")).hasSize(19);
		assertThat(events.statistics().dropped()).containsOnlyKeys(EventKind.CUSTOM)
			.containsEntry(EventKind.CUSTOM, 11L);
		events.sendEvent(custom("later"));
		assertThat(events.flushAndWait(LIMIT)).isTrue();
		assertThat(service.events("custom")).hasSize(20);
	}

	@Test
	void failedRequestIsSentAgainWithTheSamePayloadId() {
		EventsService service = new EventsService(503);
		HttpEventProcessor events = processor(service);
		events.sendEvent(custom("a"));
		assertThat(events.flushAndWait(LIMIT)).isTrue();
		events.sendEvent(custom("b"));
		assertThat(events.flushAndWait(LIMIT)).isTrue();
		List<String> ids = service.requests()
			.stream()
			.map((request) -> request.header("X-launchdarkly-payload-id"))
			.toList();
		assertThat(ids).hasSize(3);
		assertThat(ids.get(0)).isNotEmpty().isEqualTo(ids.get(1)).isNotEqualTo(ids.get(2));
		assertThat(events.statistics().failedPayloads()).isZero();
	}

	@Test
	void secondFailureDropsThePayloadAndTheNextOneIsSent() {
		EventsService service = new EventsService(503, 503);
		HttpEventProcessor events = processor(service);
		events.sendEvent(custom("a"));
		assertThat(events.flushAndWait(LIMIT)).isFalse();
		assertThat(events.statistics().failedPayloads()).isOne();
		assertThat(events.statistics().dropped()).containsEntry(EventKind.CUSTOM, 1L);
		assertThat(events.statistics().lastFlush()).isNull();
		events.sendEvent(custom("b"));
		assertThat(events.flushAndWait(LIMIT)).isTrue();
		assertThat(service.events("custom")).hasSize(1);
		assertThat(events.statistics().lastFlush()).isNotNull();
	}

	@Test
	void refusalEndsEverything() {
		EventsService service = new EventsService(401);
		HttpEventProcessor events = processor(service);
		events.sendEvent(custom("a"));
		assertThat(events.flushAndWait(LIMIT)).isFalse();
		events.sendEvent(custom("b"));
		events.flushAndWait(LIMIT);
		assertThat(service.requests()).hasSize(1);
		assertThat(events.statistics().refused()).isTrue();
	}

	@Test
	void garbageInTheDateIsIgnored() {
		EventsService service = new EventsService().date("yesterday, I think");
		HttpEventProcessor events = processor(service);
		events.sendEvent(custom("a"));
		assertThat(events.flushAndWait(LIMIT)).isTrue();
	}

	@Test
	void eventThatCannotBeWrittenHarmsNoOther() {
		EventsService service = new EventsService();
		HttpEventProcessor events = processor(service);
		events.sendEvent(new CustomEvent(Instant.EPOCH, "bad", CONTEXT, new POJONode(new Unwritable()), null));
		events.sendEvent(custom("good"));
		assertThat(events.flushAndWait(LIMIT)).isTrue();
		assertThat(service.events("custom")).hasSize(1);
		assertThat(events.statistics().dropped()).containsEntry(EventKind.CUSTOM, 1L);
	}

	@Test
	void bodyIsCompressedIfWanted() {
		EventsService service = new EventsService();
		HttpEventProcessor events = processor(service, service.configuration().gzip(true));
		events.sendEvent(custom("a"));
		assertThat(events.flushAndWait(LIMIT)).isTrue();
		assertThat(service.requests()).allMatch(EventsService.Received::isCompressed);
		assertThat(service.events("custom")).hasSize(1);
	}

	@Test
	void closeDeliversWhatIsPending() {
		EventsService service = new EventsService();
		HttpEventProcessor events = processor(service);
		FeatureFlag flag = flag("flag", 1);
		events.recordEvaluation("flag", flag, CONTEXT, result(flag), BooleanNode.FALSE, false, null);
		events.close();
		assertThat(service.counted()).isOne();
		assertThat(service.events("index")).hasSize(1);
	}

	@Test
	void flushesHappenByThemselvesAndContextsAreForgottenOnTime() {
		EventsService service = new EventsService();
		HttpEventProcessor events = processor(service);
		events.start();
		events.sendEvent(custom("a"));
		this.time.advance(EventsConfiguration.DEFAULT_FLUSH_INTERVAL);
		assertThat(events.flushAndWait(LIMIT)).isTrue();
		assertThat(service.events("index")).hasSize(1);
		this.time.advance(EventsConfiguration.DEFAULT_CONTEXT_KEYS_FLUSH_INTERVAL);
		events.sendEvent(custom("b"));
		assertThat(events.flushAndWait(LIMIT)).isTrue();
		assertThat(service.events("index")).hasSize(2);
	}

	@Test
	void diagnosticsTellWhatWasDroppedAndDeduplicated() {
		EventsService service = new EventsService();
		HttpEventProcessor events = processor(service, service.configuration().diagnostics(true).capacity(2));
		events.start();
		for (int i = 0; i < 4; i++) {
			events.sendEvent(custom("a"));
		}
		events.streamInit(Instant.EPOCH, Duration.ofMillis(5), false);
		assertThat(events.flushAndWait(LIMIT)).isTrue();
		this.time.advance(EventsConfiguration.DEFAULT_DIAGNOSTIC_INTERVAL);
		events.flushAndWait(LIMIT);
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

	/**
	 * Something that no mapper can write.
	 */
	private static final class Unwritable {

		@SuppressWarnings("unused")
		public String getText() {
			throw new IllegalStateException("not today");
		}

	}

}
