package dev.pennon.spring.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.pennon.FlagClient;
import dev.pennon.context.EvaluationContext;
import dev.pennon.evaluation.EvaluationDetail;
import dev.pennon.event.EventProcessor;
import dev.pennon.hook.EvaluationSeries;
import dev.pennon.hook.Hook;
import dev.pennon.hook.TrackSeries;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;

/**
 * Hooks that are beans.
 */
@ExtendWith(OutputCaptureExtension.class)
class HookTests {

	private static final EvaluationContext CONTEXT = EvaluationContext.of("ann");

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(PennonAutoConfiguration.class));

	@Test
	void hooksRunInTheirOrderAndBackAgain() {
		this.runner.withUserConfiguration(Hooks.class).run((context) -> {
			FlagClient client = context.getBean(FlagClient.class);
			assertThat(client.stringVariation("missing", CONTEXT, "default")).isEqualTo("default");
			client.track("bought", CONTEXT);
			assertThat(context.getBean(Calls.class).names()).containsExactly("first before missing",
					"second before missing", "third before missing", "third after missing", "second after missing",
					"first after missing", "first track bought", "second track bought", "third track bought");
		});
	}

	@Test
	void hookThatThrowsHarmsNobody(CapturedOutput output) {
		this.runner.withUserConfiguration(Hooks.class, Broken.class).run((context) -> {
			FlagClient client = context.getBean(FlagClient.class);
			assertThat(client.intVariation("missing", CONTEXT, 3)).isEqualTo(3);
			client.track("bought", CONTEXT);
			assertThat(context.getBean(Calls.class).names()).hasSize(9);
		});
		assertThat(output).contains("failed in beforeEvaluation for 'missing'", "failed in afterEvaluation",
				"failed in afterTrack for 'bought'");
	}

	@Test
	void hooksAreToldTheEnvironmentThatTheFlagsComeFrom() {
		List<String> environments = new ArrayList<>();
		Hook hook = new Hook() {

			@Override
			public void afterTrack(TrackSeries series) {
				environments.add(String.valueOf(series.environmentId()));
			}

		};
		try (FlagServiceStub service = new FlagServiceStub(200)) {
			ApplicationContextRunner remote = this.runner.withBean(Hook.class, () -> hook)
				.withPropertyValues("pennon.sdk-key=sdk-secret", "pennon.events.enabled=false",
						"pennon.startup.timeout=20s", "pennon.service-endpoints.relay-proxy=" + service.uri());
			remote.run((context) -> context.getBean(FlagClient.class).track("bought", CONTEXT));
			remote.withPropertyValues("pennon.data-source.type=polling")
				.run((context) -> context.getBean(FlagClient.class).track("bought", CONTEXT));
			remote.withPropertyValues("pennon.offline=true")
				.run((context) -> context.getBean(FlagClient.class).track("bought", CONTEXT));
		}
		assertThat(environments).containsExactly(FlagServiceStub.ENVIRONMENT_ID, FlagServiceStub.ENVIRONMENT_ID,
				"null");
	}

	@Test
	void offlineApplicationHasNoEvents() {
		EventProcessor events = mock();
		this.runner.withPropertyValues("pennon.offline=true")
			.withBean(EventProcessor.class, () -> events)
			.run((context) -> {
				context.getBean(FlagClient.class).identify(CONTEXT);
				then(events).should(never()).sendEvent(any());
			});
	}

	/**
	 * The hooks that have run.
	 *
	 * @param names what ran, and for what
	 */
	record Calls(List<String> names) {

		Hook hook(String name) {
			return new Hook() {

				@Override
				public Map<String, Object> beforeEvaluation(EvaluationSeries series, Map<String, Object> data) {
					Calls.this.names.add(name + " before " + series.flagKey());
					return Map.of("name", name);
				}

				@Override
				public void afterEvaluation(EvaluationSeries series, Map<String, Object> data,
						EvaluationDetail<JsonNode> detail) {
					Calls.this.names.add(data.get("name") + " after " + series.flagKey());
				}

				@Override
				public void afterTrack(TrackSeries series) {
					Calls.this.names.add(name + " track " + series.key());
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Hooks {

		@Bean
		Calls calls() {
			return new Calls(new ArrayList<>());
		}

		@Bean
		@Order(20)
		Hook second(Calls calls) {
			return calls.hook("second");
		}

		@Bean
		Hook third(Calls calls) {
			return calls.hook("third");
		}

		@Bean
		@Order(10)
		Hook first(Calls calls) {
			return calls.hook("first");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Broken {

		@Bean
		@Order(15)
		Hook broken() {
			return new Hook() {

				@Override
				public Map<String, Object> beforeEvaluation(EvaluationSeries series, Map<String, Object> data) {
					throw new IllegalStateException("broken");
				}

				@Override
				public void afterEvaluation(EvaluationSeries series, Map<String, Object> data,
						EvaluationDetail<JsonNode> detail) {
					throw new IllegalStateException("broken");
				}

				@Override
				public void afterTrack(TrackSeries series) {
					throw new IllegalStateException("broken");
				}

			};
		}

	}

}
