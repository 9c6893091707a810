package dev.pennon.spring.autoconfigure;

import java.nio.file.Path;
import java.util.List;

import dev.pennon.FlagClient;
import dev.pennon.context.EvaluationContext;
import dev.pennon.datasource.DataSourceState;
import dev.pennon.datasource.DataSourceUpdateSink;
import dev.pennon.datasource.UpdateProcessor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link FlagClientLifecycle} in a context.
 */
class FlagClientLifecycleTests {

	private static final EvaluationContext CONTEXT = EvaluationContext.of("ann");

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(PennonAutoConfiguration.class));

	@TempDir
	Path directory;

	@Test
	void clientStartsBeforeTheWebServerAndIsNeverPaused() {
		this.runner.withUserConfiguration(OwnSource.class).run((context) -> {
			FlagClientLifecycle lifecycle = context.getBean(FlagClientLifecycle.class);
			assertThat(lifecycle.getPhase()).isLessThan(SmartLifecycle.DEFAULT_PHASE - 2048).isPositive();
			assertThat(lifecycle.isPauseable()).isFalse();
			assertThat(lifecycle.isAutoStartup()).isTrue();
		});
	}

	@Test
	void contextMayBeStoppedAndStartedAgain() {
		this.runner.withUserConfiguration(OwnSource.class).run((context) -> {
			FlagClient client = context.getBean(FlagClient.class);
			StubUpdateProcessor source = context.getBean(StubUpdateProcessor.class);
			ConfigurableApplicationContext application = context.getSourceApplicationContext();
			application.stop();
			assertThat(source.isAlive()).isFalse();
			assertThat(client.boolVariation("own", CONTEXT, false)).isTrue();
			application.start();
			assertThat(source.starts()).isEqualTo(2);
			assertThat(client.isInitialized()).isTrue();
			assertThat(client.dataSourceStatusProvider().getStatus().state()).isEqualTo(DataSourceState.VALID);
			assertThat(client.boolVariation("own", CONTEXT, false)).isTrue();
		});
	}

	@Test
	void flagFilesAreReadAgainAfterStopAndStart() {
		Path file = FlagFiles.writeTrue(this.directory, "flags.yml", "before");
		this.runner
			.withPropertyValues("pennon.data-source.file.locations=" + file,
					"pennon.data-source.file.auto-reload=false")
			.run((context) -> {
				FlagClient client = context.getBean(FlagClient.class);
				ConfigurableApplicationContext application = context.getSourceApplicationContext();
				application.stop();
				FlagFiles.writeTrue(this.directory, "flags.yml", "after");
				application.start();
				await().untilAsserted(() -> assertThat(client.boolVariation("after", CONTEXT, false)).isTrue());
			});
	}

	@Test
	void contextMayBeClosedTwice() {
		this.runner.withUserConfiguration(OwnSource.class).run((context) -> {
			FlagClient client = context.getBean(FlagClient.class);
			UpdateProcessor source = context.getBean(UpdateProcessor.class);
			ConfigurableApplicationContext application = context.getSourceApplicationContext();
			application.close();
			application.close();
			assertThat(source.isAlive()).isFalse();
			assertThat(client.isInitialized()).isFalse();
			assertThat(client.boolVariation("own", CONTEXT, false)).isFalse();
			assertThatIllegalStateException().isThrownBy(client::start);
		});
	}

	@Test
	void twoContextsDoNotKnowOfEachOther() {
		Path one = FlagFiles.writeTrue(this.directory, "one.yml", "one");
		Path two = FlagFiles.writeTrue(this.directory, "two.yml", "two");
		this.runner.withPropertyValues("pennon.data-source.file.locations=" + one)
			.run((first) -> this.runner.withPropertyValues("pennon.data-source.file.locations=" + two).run((second) -> {
				FlagClient survivor = second.getBean(FlagClient.class);
				assertThat(first.getBean(FlagClient.class).boolVariation("two", CONTEXT, false)).isFalse();
				assertThat(survivor.boolVariation("one", CONTEXT, false)).isFalse();
				first.getSourceApplicationContext().close();
				assertThat(survivor.boolVariation("two", CONTEXT, false)).isTrue();
				assertThat(survivor.isInitialized()).isTrue();
			}));
	}

	@Test
	void closedContextLeavesNoThread() {
		Path file = FlagFiles.writeTrue(this.directory, "flags.yml", "wide");
		this.runner.withPropertyValues("pennon.data-source.file.locations=" + file)
			.run((context) -> assertThat(threads()).isNotEmpty());
		await().untilAsserted(() -> assertThat(threads()).isEmpty());
	}

	@Test
	void clientStartsEvenIfBeansAreLazy() {
		this.runner.withUserConfiguration(OwnSource.class)
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> assertThat(context.getBean(FlagClient.class).isInitialized()).isTrue());
	}

	private static List<String> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.filter((name) -> name.startsWith("pennon-"))
			.toList();
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnSource {

		@Bean
		StubUpdateProcessor source(DataSourceUpdateSink sink) {
			return new StubUpdateProcessor(sink, "own");
		}

	}

}
