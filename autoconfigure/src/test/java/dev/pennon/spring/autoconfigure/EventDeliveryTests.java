package dev.pennon.spring.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.pennon.FlagClient;
import dev.pennon.context.EvaluationContext;
import dev.pennon.event.EventsService;
import dev.pennon.event.EventsService.Received;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What an events service receives from an application.
 */
class EventDeliveryTests {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private static final EvaluationContext CONTEXT = EvaluationContext.builder("ann")
		.set("email", "ann@example.com")
		.build();

	private final EventsService service = new EventsService();

	@TempDir
	Path directory;

	private ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(PennonAutoConfiguration.class))
		.withPropertyValues("pennon.sdk-key=sdk-key-of-a-test", "pennon.events.flush-interval=1h",
				"pennon.data-source.type=file", "pennon.service-endpoints.events=" + this.service.uri());

	@BeforeEach
	void writeFlags() {
		Path file = FlagFiles.write(this.directory, "flags.yml", """
				flagValues:
				  wide: true
				  narrow: false
				""");
		this.runner = this.runner.withPropertyValues("pennon.data-source.file.locations=" + file);
	}

	@AfterEach
	void closeService() {
		this.service.close();
	}

	@Test
	void countsAreThoseOfTheEvaluationsMade() {
		this.runner.run((context) -> {
			FlagClient client = context.getBean(FlagClient.class);
			for (int i = 0; i < 1_000; i++) {
				client.boolVariation("wide", CONTEXT, false);
				client.boolVariationDetail((i % 4 == 0) ? "missing" : "narrow", CONTEXT, false);
				if (i % 100 == 0) {
					client.flush();
				}
			}
			assertThat(client.flushAndWait(LIMIT)).isTrue();
		});
		assertThat(this.service.counted()).isEqualTo(2_000);
		assertThat(counted("wide")).isEqualTo(1_000);
		assertThat(counted("narrow")).isEqualTo(750);
		assertThat(counted("missing")).isEqualTo(250);
		assertThat(this.service.events("index")).hasSize(1);
	}

	@Test
	void identitiesAndTrackedEventsAreToldWithTheSdkKey() {
		this.runner.withPropertyValues("pennon.application.id=shop").run((context) -> {
			FlagClient client = context.getBean(FlagClient.class);
			client.identify(EvaluationContext.of("bo"));
			client.track("order-placed", CONTEXT, StringNode.valueOf("a hat"), 12.5);
		});
		assertThat(this.service.events("identify")).extracting((event) -> event.path("context").path("key").asString())
			.containsExactly("bo");
		assertThat(this.service.events("custom")).singleElement().satisfies((event) -> {
			assertThat(event.path("key").asString()).isEqualTo("order-placed");
			assertThat(event.path("data").asString()).isEqualTo("a hat");
			assertThat(event.path("metricValue").asDouble()).isEqualTo(12.5);
		});
		assertThat(requests("/bulk")).isNotEmpty().allSatisfy((request) -> {
			assertThat(request.header("Authorization")).isEqualTo("sdk-key-of-a-test");
			assertThat(request.header("X-launchdarkly-tags")).isEqualTo("application-id/shop");
		});
	}

	@Test
	void contextThatClosesDeliversWhatIsPending() {
		this.runner.run((context) -> context.getBean(FlagClient.class).boolVariation("wide", CONTEXT, false));
		assertThat(this.service.counted()).isEqualTo(1);
	}

	@Test
	void contextMayBeStoppedAndStartedAgain() {
		this.runner.run((context) -> {
			FlagClient client = context.getBean(FlagClient.class);
			ConfigurableApplicationContext application = context.getSourceApplicationContext();
			client.boolVariation("wide", CONTEXT, false);
			application.stop();
			await().atMost(LIMIT).untilAsserted(() -> assertThat(this.service.counted()).isEqualTo(1));
			client.boolVariation("wide", CONTEXT, false);
			application.start();
			client.boolVariation("wide", CONTEXT, false);
			assertThat(client.flushAndWait(LIMIT)).isTrue();
			assertThat(this.service.counted()).isEqualTo(3);
		});
		assertThat(this.service.counted()).isEqualTo(3);
		assertThat(requests("/diagnostic")).hasSize(1);
	}

	@Test
	void privateAttributesStayPrivate() {
		this.runner
			.withPropertyValues("pennon.events.private-attributes=email, /address/street", "pennon.events.gzip=true")
			.run((context) -> context.getBean(FlagClient.class).boolVariation("wide", CONTEXT, false));
		assertThat(this.service.events("index")).singleElement().satisfies((event) -> {
			JsonNode told = event.path("context");
			assertThat(told.has("email")).isFalse();
			assertThat(told.path("_meta").path("redactedAttributes").get(0).asString()).isIn("email", "/email");
		});
		assertThat(requests("/bulk"))
			.allSatisfy((request) -> assertThat(request.header("Content-encoding")).isEqualTo("gzip"));
	}

	@Test
	void anonymousContextsMayBeLeftOut() {
		this.runner.withPropertyValues("pennon.events.omit-anonymous-contexts=true")
			.run((context) -> context.getBean(FlagClient.class)
				.boolVariation("wide", EvaluationContext.builder("who").anonymous(true).build(), false));
		assertThat(this.service.events("index")).isEmpty();
		assertThat(this.service.counted()).isEqualTo(1);
	}

	@Test
	void proxyIsAskedForTheEventsService() {
		String port = this.service.uri().substring(this.service.uri().lastIndexOf(':') + 1);
		this.runner
			.withPropertyValues("pennon.service-endpoints.events=http://events.invalid",
					"pennon.http.proxy.host=127.0.0.1", "pennon.http.proxy.port=" + port)
			.run((context) -> context.getBean(FlagClient.class).boolVariation("wide", CONTEXT, false));
		assertThat(this.service.counted()).isEqualTo(1);
	}

	@Test
	void relayProxyTakesEventsToo() {
		this.runner
			.withPropertyValues("pennon.service-endpoints.events=",
					"pennon.service-endpoints.relay-proxy=" + this.service.uri())
			.run((context) -> context.getBean(FlagClient.class).boolVariation("wide", CONTEXT, false));
		assertThat(this.service.counted()).isEqualTo(1);
	}

	@Test
	void nothingIsToldWhenEventsAreDisabled() {
		assertThatNothingIsTold("pennon.events.enabled=false");
	}

	@Test
	void nothingIsToldByAnOfflineApplication() {
		assertThatNothingIsTold("pennon.offline=true");
	}

	@Test
	void nothingIsToldWithoutAnSdkKey() {
		assertThatNothingIsTold("pennon.sdk-key=");
	}

	private void assertThatNothingIsTold(String property) {
		this.runner.withPropertyValues(property).run((context) -> {
			FlagClient client = context.getBean(FlagClient.class);
			client.boolVariation("wide", CONTEXT, false);
			client.track("order-placed", CONTEXT);
			assertThat(client.flushAndWait(LIMIT)).isTrue();
		});
		assertThat(this.service.requests()).isEmpty();
	}

	@Test
	void serviceThatHangsDelaysTheEndOfTheContextForABoundedTime() throws Exception {
		this.service.hanging();
		AtomicBoolean evaluating = new AtomicBoolean(true);
		ExecutorService threads = Executors.newFixedThreadPool(8);
		List<Future<?>> callers = new ArrayList<>();
		long[] closing = new long[1];
		try {
			this.runner.withPropertyValues("pennon.events.flush-interval=10ms", "pennon.http.read-timeout=1h")
				.run((context) -> {
					FlagClient client = context.getBean(FlagClient.class);
					for (int i = 0; i < 8; i++) {
						EvaluationContext caller = EvaluationContext.of("caller-" + i);
						callers.add(threads.submit(() -> {
							while (evaluating.get()) {
								client.boolVariation("wide", caller, false);
							}
						}));
					}
					await().atMost(LIMIT).until(() -> requests("/bulk").size() > 1);
					closing[0] = System.nanoTime();
				});
			// 3 s for events, a second each for the threads of source and events, and the
			// rest because this test keeps every core busy
			assertThat(Duration.ofNanos(System.nanoTime() - closing[0])).isLessThan(Duration.ofSeconds(15));
			evaluating.set(false);
			for (Future<?> caller : callers) {
				caller.get();
			}
			await().atMost(LIMIT).untilAsserted(() -> assertThat(threads()).isEmpty());
		}
		finally {
			evaluating.set(false);
			threads.shutdownNow();
		}
	}

	private long counted(String flag) {
		long sum = 0;
		for (JsonNode summary : this.service.events("summary")) {
			for (JsonNode counter : summary.path("features").path(flag).path("counters")) {
				sum += counter.path("count").asLong();
			}
		}
		return sum;
	}

	private List<Received> requests(String path) {
		return this.service.requests().stream().filter((request) -> request.path().equals(path)).toList();
	}

	private static List<String> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.filter((name) -> name.startsWith("pennon-"))
			.toList();
	}

}
