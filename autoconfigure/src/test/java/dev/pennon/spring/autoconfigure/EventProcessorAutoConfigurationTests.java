package dev.pennon.spring.autoconfigure;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.pennon.FlagClient;
import dev.pennon.context.EvaluationContext;
import dev.pennon.datasource.DataSourceUpdateSink;
import dev.pennon.datasource.http.StreamInitListener;
import dev.pennon.diagnostic.DiagnosticConfiguration;
import dev.pennon.diagnostic.DiagnosticDescription;
import dev.pennon.event.Event;
import dev.pennon.event.EventProcessor;
import dev.pennon.event.EventsService;
import dev.pennon.event.EventsService.Received;
import dev.pennon.event.HttpEventProcessor;
import dev.pennon.event.IdentifyEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;

/**
 * Tests for the event processor of {@link PennonAutoConfiguration}, and what it tells
 * about the client.
 */
class EventProcessorAutoConfigurationTests {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private final EventsService events = new EventsService();

	private final FlagServiceStub flags = new FlagServiceStub(200);

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(PennonAutoConfiguration.class))
		.withPropertyValues("pennon.sdk-key=sdk-secret-123456", "pennon.startup.timeout=20s",
				"pennon.service-endpoints.relay-proxy=" + this.flags.uri(),
				"pennon.service-endpoints.events=" + this.events.uri());

	@AfterEach
	void closeServices() {
		this.events.close();
		this.flags.close();
	}

	@Test
	void sdkKeyMeansEvents() {
		this.runner
			.run((context) -> assertThat(context).getBean(EventProcessor.class).isInstanceOf(HttpEventProcessor.class));
	}

	@Test
	void eventsMayBeSwitchedOff() {
		this.runner.withPropertyValues("pennon.events.enabled=false")
			.run((context) -> assertThat(context.getBean(EventProcessor.class)).isSameAs(EventProcessor.none()));
		this.runner.withPropertyValues("pennon.offline=true")
			.run((context) -> assertThat(context.getBean(EventProcessor.class)).isSameAs(EventProcessor.none()));
		this.runner.withPropertyValues("pennon.sdk-key=", "pennon.data-source.type=polling", "pennon.offline=true")
			.run((context) -> assertThat(context.getBean(EventProcessor.class)).isSameAs(EventProcessor.none()));
	}

	@Test
	void processorOfTheApplicationIsStartedFlushedAndClosedOnce() {
		EventProcessor own = mock();
		this.runner.withBean(EventProcessor.class, () -> own).run((context) -> {
			assertThat(context).hasSingleBean(EventProcessor.class);
			context.getBean(FlagClient.class).identify(EvaluationContext.of("ann"));
		});
		InOrder order = inOrder(own);
		order.verify(own).start();
		order.verify(own).sendEvent(any(IdentifyEvent.class));
		order.verify(own).flush();
		order.verify(own).close();
		order.verifyNoMoreInteractions();
		assertThat(this.events.requests()).isEmpty();
	}

	@Test
	void clientOfTheApplicationWinsOverAll() {
		FlagClient own = mock();
		this.runner.withBean(FlagClient.class, () -> own)
			.run((context) -> assertThat(context.getBean(FlagClient.class)).isSameAs(own));
		assertThat(this.events.requests()).isEmpty();
		assertThat(this.flags.requests()).isEmpty();
	}

	@Test
	void streamIsDescribedWithoutTheSdkKey() {
		JsonNode event = diagnosticInit(
				this.runner.withPropertyValues("pennon.data-source.streaming.initial-reconnect-delay=3s",
						"pennon.events.capacity=7", "pennon.http.connect-timeout=4s"));
		assertThat(event.toString()).doesNotContain("sdk-secret");
		assertThat(event.path("id").path("sdkKeySuffix").asString()).isEqualTo("123456");
		JsonNode told = event.path("configuration");
		assertThat(told.path("streamingDisabled").asBoolean(true)).isFalse();
		assertThat(told.path("reconnectTimeMillis").asLong()).isEqualTo(3_000);
		assertThat(told.path("dataStoreType").asString()).isEqualTo("memory");
		assertThat(told.path("eventsCapacity").asLong()).isEqualTo(7);
		assertThat(told.path("connectTimeoutMillis").asLong()).isEqualTo(4_000);
		assertThat(told.path("startWaitMillis").asLong()).isEqualTo(20_000);
		assertThat(told.path("usingRelayDaemon").asBoolean(true)).isFalse();
		assertThat(told.path("usingProxy").asBoolean(true)).isFalse();
		assertThat(told.path("customStreamURI").asBoolean()).isTrue();
	}

	@Test
	void pollingIsDescribed() {
		JsonNode told = diagnosticInit(this.runner.withPropertyValues("pennon.data-source.type=polling",
				"pennon.data-source.polling.interval=2m"))
			.path("configuration");
		assertThat(told.path("streamingDisabled").asBoolean()).isTrue();
		assertThat(told.path("pollingIntervalMillis").asLong()).isEqualTo(120_000);
	}

	@Test
	void partsOfTheApplicationDescribeThemselves() {
		JsonNode told = diagnosticInit(this.runner.withBean(OwnStore.class).withUserConfiguration(Own.class))
			.path("configuration");
		assertThat(told.path("dataStoreType").asString()).isEqualTo("Cupboard");
		assertThat(told.path("pollingIntervalMillis").asLong()).isEqualTo(1_234);
	}

	@Test
	void storeOfAnotherProcessIsDescribed() {
		JsonNode told = diagnosticInit(
				this.runner.withBean(MapFeatureStoreCore.class).withPropertyValues("pennon.data-source.type=external"))
			.path("configuration");
		assertThat(told.path("usingRelayDaemon").asBoolean()).isTrue();
		assertThat(told.path("dataStoreType").asString()).isEqualTo("custom");
	}

	@Test
	void flagsAndEventsComeFromOneInstance() {
		diagnosticInit(this.runner.withPropertyValues("pennon.data-source.type=polling"));
		String header = "X-launchdarkly-instance-id";
		assertThat(this.flags.lastHeaders().getFirst(header)).isNotEmpty()
			.isEqualTo(this.events.requests().get(0).header(header));
	}

	@Test
	void diagnosticEventsMayBeSwitchedOff() {
		this.runner.withPropertyValues("pennon.events.diagnostics.enabled=false").run((context) -> {
			FlagClient client = context.getBean(FlagClient.class);
			client.identify(EvaluationContext.of("ann"));
			assertThat(client.flushAndWait(LIMIT)).isTrue();
		});
		assertThat(this.events.requests()).extracting(Received::path).containsOnly("/bulk");
	}

	@Test
	void eventsLearnHowTheStreamWasOpened() {
		ListeningProcessor own = new ListeningProcessor();
		this.runner.withBean(ListeningProcessor.class, () -> own)
			.run((context) -> assertThat(context.getBean(FlagClient.class).isInitialized()).isTrue());
		assertThat(own.failures).containsExactly(false);
	}

	private JsonNode diagnosticInit(ApplicationContextRunner application) {
		application.run((context) -> {
			assertThat(context).hasNotFailed();
			await().atMost(LIMIT).until(() -> !this.events.requests().isEmpty());
		});
		JsonNode event = this.events.requests()
			.stream()
			.filter((request) -> request.path().equals("/diagnostic"))
			.findFirst()
			.orElseThrow()
			.json();
		assertThat(event.path("kind").asString()).isEqualTo("diagnostic-init");
		return event;
	}

	@Configuration(proxyBeanMethods = false)
	static class Own {

		@Bean
		OwnSource source(DataSourceUpdateSink sink) {
			return new OwnSource(sink);
		}

	}

	/** A store that has a name. */
	static class OwnStore extends PennonAutoConfigurationTests.RecordingFeatureStore implements DiagnosticDescription {

		@Override
		public String describeConfiguration(DiagnosticConfiguration configuration) {
			return "Cupboard";
		}

	}

	/** A source that says how often it asks. */
	static class OwnSource extends StubUpdateProcessor implements DiagnosticDescription {

		OwnSource(DataSourceUpdateSink sink) {
			super(sink, "own");
		}

		@Override
		public String describeConfiguration(DiagnosticConfiguration configuration) {
			return "own";
		}

		@Override
		public Map<String, Object> describeSettings(DiagnosticConfiguration configuration) {
			return Map.of("pollingIntervalMillis", 1_234, "color", "red");
		}

	}

	/** A processor that only wants to know of the stream. */
	static class ListeningProcessor implements EventProcessor, StreamInitListener {

		private final List<Boolean> failures = new CopyOnWriteArrayList<>();

		@Override
		public void sendEvent(Event event) {
		}

		@Override
		public void flush() {
		}

		@Override
		public boolean flushAndWait(Duration timeout) {
			return true;
		}

		@Override
		public void close() {
		}

		@Override
		public void streamInit(Instant start, Duration duration, boolean failed) {
			this.failures.add(failed);
		}

	}

}
