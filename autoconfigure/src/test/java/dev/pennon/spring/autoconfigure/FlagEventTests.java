package dev.pennon.spring.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

import dev.pennon.datasource.DataSourceState;
import dev.pennon.datasource.DataSourceUpdateSink;
import dev.pennon.spring.event.DataSourceStatusChanged;
import dev.pennon.spring.event.FlagChanged;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link FlagEventPublisher} in a context.
 */
class FlagEventTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(PennonAutoConfiguration.class))
		.withUserConfiguration(Application.class);

	@Test
	void changesOfFlagsArriveInOrder() {
		List<String> keys = IntStream.range(0, 200).mapToObj((i) -> "flag-" + i).toList();
		this.runner.run((context) -> {
			StubUpdateProcessor source = context.getBean(StubUpdateProcessor.class);
			keys.forEach((key) -> source.push(key, 1));
			Application application = context.getBean(Application.class);
			await().untilAsserted(() -> assertThat(application.changed).endsWith("flag-199"));
			assertThat(application.changed).containsSubsequence(keys);
			assertThat(application.threads).allMatch((name) -> name.startsWith("pennon-"));
		});
	}

	@Test
	void statusOfTheSourceArrives() {
		this.runner.run((context) -> {
			Application application = context.getBean(Application.class);
			await().untilAsserted(() -> assertThat(application.states).containsExactly(DataSourceState.VALID));
		});
	}

	@Test
	void listenerThatFailsKeepsNoneOfTheLaterEventsBack() {
		this.runner.run((context) -> {
			StubUpdateProcessor source = context.getBean(StubUpdateProcessor.class);
			Application application = context.getBean(Application.class);
			source.push("fail", 1);
			source.push("later", 1);
			await().untilAsserted(() -> assertThat(application.changed).contains("later"));
		});
	}

	@Test
	void nothingIsPublishedAfterTheContextHasClosed() {
		this.runner.run((context) -> {
			StubUpdateProcessor source = context.getBean(StubUpdateProcessor.class);
			Application application = context.getBean(Application.class);
			source.push("before", 1);
			await().untilAsserted(() -> assertThat(application.changed).contains("before"));
			context.getSourceApplicationContext().close();
			source.push("after", 1);
			await().during(Duration.ofMillis(200))
				.untilAsserted(() -> assertThat(application.changed).doesNotContain("after"));
			assertThat(application.states).doesNotContain(DataSourceState.OFF);
		});
	}

	@Test
	void eventsAreBackWhenTheContextIsStartedAgain() {
		this.runner.run((context) -> {
			StubUpdateProcessor source = context.getBean(StubUpdateProcessor.class);
			Application application = context.getBean(Application.class);
			context.getSourceApplicationContext().stop();
			context.getSourceApplicationContext().start();
			source.push("again", 1);
			await().untilAsserted(() -> assertThat(application.changed).contains("again"));
			assertThat(application.changed.stream().filter("again"::equals)).hasSize(1);
		});
	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		private final List<String> changed = new CopyOnWriteArrayList<>();

		private final List<String> threads = new CopyOnWriteArrayList<>();

		private final List<DataSourceState> states = new CopyOnWriteArrayList<>();

		@Bean
		static StubUpdateProcessor source(DataSourceUpdateSink sink) {
			return new StubUpdateProcessor(sink, "own");
		}

		@EventListener
		void on(FlagChanged event) {
			if (event.key().equals("fail")) {
				throw new IllegalStateException("The listener fails, as the test wants it");
			}
			this.changed.add(event.key());
			this.threads.add(Thread.currentThread().getName());
		}

		@EventListener
		void on(DataSourceStatusChanged event) {
			this.states.add(event.status().state());
		}

	}

}
