package dev.pennon.event;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.pennon.CapturedLog;
import dev.pennon.http.HttpConfiguration;
import dev.pennon.http.HttpTransport;
import dev.pennon.http.ScriptedServer;
import dev.pennon.http.TlsConfiguration;
import dev.pennon.model.FeatureFlag;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.POJONode;
import tools.jackson.databind.node.StringNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of events when the service fails, or an event cannot be written.
 */
class EventFailureTests {

	@RegisterExtension
	private final EventFixture fixture = new EventFixture();

	@RegisterExtension
	private final CapturedLog log = new CapturedLog(EventProcessor.class);

	private static List<String> payloadIds(EventsService service) {
		return service.requests().stream().map((request) -> request.header("X-launchdarkly-payload-id")).toList();
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 408, 429, 500, 503, 599 })
	void failedRequestIsSentAgainWithTheSamePayloadId(int status) {
		EventsService service = new EventsService(status);
		HttpEventProcessor events = this.fixture.processor(service);
		events.sendEvent(EventFixture.custom("a"));
		assertThat(events.flushAndWait(EventFixture.LIMIT)).isTrue();
		events.sendEvent(EventFixture.custom("b"));
		assertThat(events.flushAndWait(EventFixture.LIMIT)).isTrue();
		List<String> ids = payloadIds(service);
		assertThat(ids).hasSize(3);
		assertThat(ids.get(0)).isNotEmpty().isEqualTo(ids.get(1)).isNotEqualTo(ids.get(2));
		assertThat(events.statistics().failedPayloads()).isZero();
		assertThat(events.statistics().dropped()).isEmpty();
	}

	@Test
	void secondAttemptIsMadeAfterTheDelay() {
		EventsService service = new EventsService(503);
		long delay = 200;
		HttpEventProcessor events = this.fixture.retryDelay(Duration.ofMillis(delay)).processor(service);
		events.sendEvent(EventFixture.custom("a"));
		long start = System.nanoTime();
		assertThat(events.flushAndWait(EventFixture.LIMIT)).isTrue();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(delay));
		assertThat(EventParts.RETRY_DELAY).isEqualTo(Duration.ofSeconds(1));
	}

	@Test
	void secondFailureDropsThePayloadAndTheNextOneIsSent() {
		EventsService service = new EventsService(503, 503);
		HttpEventProcessor events = this.fixture.processor(service);
		events.sendEvent(EventFixture.custom("a"));
		assertThat(events.flushAndWait(EventFixture.LIMIT)).isFalse();
		assertThat(events.statistics().failedPayloads()).isOne();
		assertThat(events.statistics().dropped()).isEqualTo(Map.of(EventKind.CUSTOM, 1L, EventKind.INDEX, 1L));
		assertThat(events.statistics().lastFlush()).isNull();
		events.sendEvent(EventFixture.custom("b"));
		assertThat(events.flushAndWait(EventFixture.LIMIT)).isTrue();
		assertThat(service.events("custom")).hasSize(1);
		assertThat(events.statistics().lastFlush()).isEqualTo(this.fixture.time().instant());
		assertThat(service.requests()).hasSize(3);
	}

	@Test
	void serviceThatNeverAnswersCostsItsPayloadsAndNothingElse() {
		EventsService service = new EventsService().hanging();
		HttpTransport impatient = new HttpTransport(
				HttpConfiguration.builder("sdk-key-of-a-test").readTimeout(Duration.ofMillis(500)).build());
		HttpEventProcessor events = this.fixture.processor(service, impatient, (settings) -> settings);
		events.sendEvent(EventFixture.custom("a"));
		assertThat(events.flushAndWait(EventFixture.LIMIT)).isFalse();
		assertThat(payloadIds(service)).hasSize(2).doesNotContain("");
		assertThat(events.statistics().failedPayloads()).isOne();
		assertThat(events.statistics().dropped()).isEqualTo(Map.of(EventKind.INDEX, 1L, EventKind.CUSTOM, 1L));
		service.release();
		events.sendEvent(EventFixture.custom("b"));
		assertThat(events.flushAndWait(EventFixture.LIMIT)).isTrue();
		assertThat(events.statistics().sent()).isOne();
	}

	@Test
	void serviceThatNeverEndsItsAnswerIsGivenUpAfterALimit() {
		ScriptedServer server = ScriptedServer.answering((exchange) -> {
			exchange.send("HTTP/1.1 202 Scripted\r\n");
			exchange.holdUntilClosed();
		}, ScriptedServer.Answer.status(202));
		HttpEventProcessor events = this.fixture.requestLimit(Duration.ofSeconds(1)).processor(server);
		events.sendEvent(EventFixture.custom("a"));
		assertThat(events.flushAndWait(EventFixture.LIMIT)).isTrue();
		assertThat(server.requests()).hasSize(2);
	}

	@Test
	void serviceThatAnswersSlowlyGetsEverythingOnce() {
		EventsService service = new EventsService().hanging();
		HttpEventProcessor events = this.fixture.processor(service);
		events.sendEvent(EventFixture.custom("a"));
		assertThat(events.flushAndWait(Duration.ofMillis(1))).isFalse();
		events.sendEvent(EventFixture.custom("b"));
		assertThat(events.flushAndWait(Duration.ofMillis(1))).isFalse();
		service.release();
		assertThat(events.flushAndWait(EventFixture.LIMIT)).isTrue();
		assertThat(service.events("custom")).extracting((event) -> event.path("key").stringValue())
			.containsExactlyInAnyOrder("a", "b");
		assertThat(events.statistics().sent()).isEqualTo(3);
	}

	@Test
	void closeDuringThePauseBeforeTheSecondAttemptDelivers() {
		EventsService service = new EventsService(503);
		HttpEventProcessor events = this.fixture.retryDelay(Duration.ofDays(1))
			.processor(service, (settings) -> settings.closeTimeout(EventFixture.LIMIT));
		events.sendEvent(EventFixture.custom("a"));
		events.flush();
		Awaitility.await().atMost(EventFixture.LIMIT).until(() -> service.requests().size() == 1);
		events.close();
		assertThat(service.events("custom")).hasSize(1);
		assertThat(payloadIds(service).stream().distinct()).hasSize(1);
		assertThat(events.statistics().dropped()).isEmpty();
	}

	@Test
	void closeCountsWhatItCouldNotDeliver() {
		EventsService service = new EventsService().hanging();
		HttpEventProcessor events = this.fixture.processor(service,
				(settings) -> settings.closeTimeout(Duration.ofMillis(50)));
		FeatureFlag flag = EventFixture.flag("flag", 1);
		for (int i = 1; i <= DeliveryWorkers.MAX_WORKERS; i++) {
			events.sendEvent(EventFixture.custom("in flight"));
			events.flush();
			int expected = i;
			Awaitility.await().atMost(EventFixture.LIMIT).until(() -> service.requests().size() == expected);
		}
		events.sendEvent(EventFixture.custom("pending"));
		EventFixture.evaluate(events, flag, EventFixture.CONTEXT);
		events.close();
		assertThat(events.statistics().dropped()).isEqualTo(
				Map.of(EventKind.INDEX, 1L, EventKind.CUSTOM, DeliveryWorkers.MAX_WORKERS + 1L, EventKind.SUMMARY, 1L));
		assertThat(events.statistics().sent()).isZero();
	}

	@Test
	void requestThatCannotBeMadeIsCountedAndTheNextOneIsSent() {
		AtomicBoolean broken = new AtomicBoolean();
		EventsService service = new EventsService();
		HttpTransport transport = new HttpTransport(
				HttpConfiguration.builder("sdk-key-of-a-test").tls(() -> tls(broken.get())).build());
		HttpEventProcessor events = this.fixture.processor(service, transport, (settings) -> settings);
		broken.set(true);
		events.sendEvent(EventFixture.custom("a"));
		assertThat(events.flushAndWait(EventFixture.LIMIT)).isFalse();
		assertThat(events.statistics().dropped()).containsEntry(EventKind.CUSTOM, 1L);
		assertThat(events.statistics().failedPayloads()).isOne();
		broken.set(false);
		events.sendEvent(EventFixture.custom("b"));
		assertThat(events.flushAndWait(EventFixture.LIMIT)).isTrue();
		assertThat(service.events("custom")).hasSize(1);
	}

	private static TlsConfiguration tls(boolean broken) {
		if (broken) {
			throw new IllegalArgumentException("the bundle cannot be read");
		}
		return null;
	}

	@Test
	void closedTransportCostsThePayload() {
		EventsService service = new EventsService();
		HttpTransport transport = service.transport();
		HttpEventProcessor events = this.fixture.processor(service, transport, (settings) -> settings);
		transport.close();
		events.sendEvent(EventFixture.custom("a"));
		assertThat(events.flushAndWait(EventFixture.LIMIT)).isFalse();
		assertThat(events.statistics().dropped()).containsEntry(EventKind.CUSTOM, 1L);
	}

	@Test
	void eventThatCannotBeWrittenHarmsNoOther() {
		EventsService service = new EventsService();
		HttpEventProcessor events = this.fixture.processor(service);
		events.sendEvent(
				new CustomEvent(Instant.EPOCH, "bad", EventFixture.CONTEXT, new POJONode(new Unwritable()), null));
		events.sendEvent(EventFixture.custom("good"));
		assertThat(events.flushAndWait(EventFixture.LIMIT)).isTrue();
		assertThat(service.events("custom")).hasSize(1);
		assertThat(events.statistics().dropped()).isEqualTo(Map.of(EventKind.CUSTOM, 1L));
	}

	@Test
	void keysThatAreNoTextHarmNoCounts() {
		EventsService service = new EventsService();
		HttpEventProcessor events = this.fixture.processor(service);
		String halfACharacter = "\ud83d";
		FeatureFlag flag = EventFixture.flag("flag", 1);
		EventFixture.evaluate(events, flag, EventFixture.CONTEXT);
		events.recordEvaluation(halfACharacter, null, EventFixture.CONTEXT, EventFixture.result(flag),
				StringNode.valueOf(halfACharacter), false, null);
		events.recordEvaluation("unknown", null, EventFixture.CONTEXT, EventFixture.result(flag), BooleanNode.FALSE,
				false, null);
		assertThat(events.flushAndWait(EventFixture.LIMIT)).isTrue();
		assertThat(service.counted()).isEqualTo(3);
		assertThat(events.statistics().dropped()).isEmpty();
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
