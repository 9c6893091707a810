package dev.pennon.spring.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import dev.pennon.FlagClient;
import dev.pennon.context.EvaluationContext;
import dev.pennon.event.EventProcessor;
import dev.pennon.event.IdentifyEvent;
import dev.pennon.hook.Hook;
import dev.pennon.hook.TrackSeries;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;

/**
 * An application's own hooks and event processor.
 */
class HookAndEventTests {

	private static final EvaluationContext CONTEXT = EvaluationContext.of("ann");

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(PennonAutoConfiguration.class));

	@Test
	void hooksRunInTheirOrder() {
		this.runner.withUserConfiguration(Hooks.class).run((context) -> {
			context.getBean(FlagClient.class).track("bought", CONTEXT);
			assertThat(context.getBean(Calls.class).names()).containsExactly("first", "second");
		});
	}

	@Test
	void eventsGoToTheApplicationsProcessor() {
		EventProcessor events = mock();
		this.runner.withBean(EventProcessor.class, () -> events).run((context) -> {
			context.getBean(FlagClient.class).identify(CONTEXT);
			then(events).should().sendEvent(any(IdentifyEvent.class));
		});
		then(events).should().start();
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
	 * @param names their names
	 */
	record Calls(List<String> names) {

		Hook hook(String name) {
			return new Hook() {

				@Override
				public void afterTrack(TrackSeries series) {
					Calls.this.names.add(name);
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
		@Order(2)
		Hook second(Calls calls) {
			return calls.hook("second");
		}

		@Bean
		@Order(1)
		Hook first(Calls calls) {
			return calls.hook("first");
		}

	}

}
