package dev.pennon.spring.autoconfigure.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

import dev.pennon.FlagClient;
import dev.pennon.context.EvaluationContext;
import dev.pennon.datasource.UpdateProcessor;
import dev.pennon.event.EventProcessor;
import dev.pennon.event.EventsService;
import dev.pennon.spring.autoconfigure.PennonAutoConfiguration;
import dev.pennon.spring.metrics.EventProcessorMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link EventProcessorMetrics} in a context.
 */
class EventProcessorMetricsTests {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private static final EvaluationContext CONTEXT = EvaluationContext.of("ann");

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(MetricsAutoConfiguration.class, CompositeMeterRegistryAutoConfiguration.class,
						PennonAutoConfiguration.class, PennonMetricsAutoConfiguration.class))
		.withBean(SimpleMeterRegistry.class)
		.withBean(UpdateProcessor.class, () -> mock())
		.withPropertyValues("pennon.sdk-key=sdk-secret", "pennon.startup.policy=background",
				"pennon.events.flush-interval=1h", "pennon.events.capacity=2",
				"pennon.events.diagnostics.enabled=false");

	@Test
	void whatIsSentAndDroppedIsMeasured() {
		try (EventsService service = new EventsService()) {
			this.runner.withPropertyValues("pennon.service-endpoints.events=" + service.uri()).run((context) -> {
				FlagClient client = context.getBean(FlagClient.class);
				MeterRegistry registry = context.getBean(MeterRegistry.class);
				assertThat(lastFlush(registry)).isNaN();
				Instant before = Instant.now();
				for (int i = 0; i < 5; i++) {
					client.track("order-placed", CONTEXT);
				}
				assertThat(client.flushAndWait(LIMIT)).isTrue();
				assertThat(count(registry, "pennon.events.sent")).isEqualTo(2);
				assertThat(count(registry, "pennon.events.dropped", "kind", "custom")).isEqualTo(4);
				assertThat(count(registry, "pennon.events.dropped", "kind", "summary")).isZero();
				assertThat(count(registry, "pennon.events.payloads", "result", "delivered")).isEqualTo(1);
				assertThat(count(registry, "pennon.events.payloads", "result", "failed")).isZero();
				assertThat(count(registry, "pennon.events.uncounted")).isZero();
				assertThat(lastFlush(registry)).isGreaterThanOrEqualTo(before.toEpochMilli());
				assertThat(registry.get("pennon.events.refused").gauge().value()).isZero();
			});
		}
	}

	@Test
	void refusalIsMeasured() {
		try (EventsService service = new EventsService(401)) {
			this.runner.withPropertyValues("pennon.service-endpoints.events=" + service.uri()).run((context) -> {
				FlagClient client = context.getBean(FlagClient.class);
				MeterRegistry registry = context.getBean(MeterRegistry.class);
				client.identify(CONTEXT);
				assertThat(client.flushAndWait(LIMIT)).isFalse();
				assertThat(registry.get("pennon.events.refused").gauge().value()).isEqualTo(1);
				assertThat(count(registry, "pennon.events.dropped", "kind", "identify")).isEqualTo(1);
				assertThat(count(registry, "pennon.events.payloads", "result", "failed")).isEqualTo(1);
				assertThat(lastFlush(registry)).isNaN();
			});
		}
	}

	@Test
	void nothingIsMeasuredWhereNothingIsSent() {
		assertThatNothingIsMeasured(this.runner.withPropertyValues("pennon.events.enabled=false"));
	}

	@Test
	void processorOfTheApplicationIsNotMeasured() {
		assertThatNothingIsMeasured(this.runner.withBean(EventProcessor.class, () -> mock()));
	}

	private static void assertThatNothingIsMeasured(ApplicationContextRunner application) {
		application.run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(MeterRegistry.class).getMeters())
				.noneMatch((meter) -> meter.getId().getName().startsWith("pennon.events"));
		});
	}

	private static double lastFlush(MeterRegistry registry) {
		return registry.get("pennon.events.last.flush").timeGauge().value(TimeUnit.MILLISECONDS);
	}

	private static double count(MeterRegistry registry, String name, String... tags) {
		return registry.get(name).tags(tags).functionCounter().count();
	}

}
