package dev.pennon.spring.autoconfigure;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import dev.pennon.FlagClient;
import dev.pennon.context.EvaluationContext;
import dev.pennon.datasource.DataSourceState;
import dev.pennon.datasource.FeatureRequester;
import dev.pennon.datasource.UpdateProcessor;
import dev.pennon.store.FullDataSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link HttpSourceFactory} in a context.
 */
@ExtendWith(OutputCaptureExtension.class)
class HttpSourceTests {

	private static final EvaluationContext CONTEXT = EvaluationContext.of("ann");

	private final FlagServiceStub service = new FlagServiceStub(200);

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(PennonAutoConfiguration.class))
		.withPropertyValues("pennon.sdk-key=sdk-secret", "pennon.events.enabled=false",
				"pennon.service-endpoints.relay-proxy=" + this.service.uri());

	@TempDir
	Path directory;

	@AfterEach
	void closeService() {
		this.service.close();
	}

	@Test
	void sdkKeyMeansStreaming(CapturedOutput output) {
		FlagFiles.writeTrue(this.directory, "flags.yml", "wide");
		this.runner.withClassLoader(FlagFiles.classPath(this.directory))
			.withPropertyValues("pennon.application.id=shop", "pennon.application.version=7")
			.run((context) -> {
				FlagClient client = context.getBean(FlagClient.class);
				assertThat(client.boolVariation("remote", CONTEXT, false)).isTrue();
				assertThat(client.boolVariation("wide", CONTEXT, false)).isFalse();
				assertThat(context.getBean(UpdateProcessor.class).toString()).startsWith("StreamingUpdateProcessor");
			});
		assertThat(this.service.requests())
			.containsExactly("/all sdk-secret application-id/shop application-version/7");
		assertThat(output).doesNotContain("sdk-secret");
	}

	@Test
	void pollingAsksForAllFlags() {
		this.runner
			.withPropertyValues("pennon.data-source.type=polling", "pennon.data-source.payload-filter=mobile",
					"pennon.service-endpoints.relay-proxy=", "pennon.service-endpoints.polling=" + this.service.uri())
			.run((context) -> assertThat(context.getBean(FlagClient.class).boolVariation("remote", CONTEXT, false))
				.isTrue());
		assertThat(this.service.requests()).containsExactly("/sdk/latest-all?filter=mobile sdk-secret null");
	}

	@Test
	void requesterOfTheApplicationIsPolled() throws Exception {
		FeatureRequester requester = mock(FeatureRequester.class);
		given(requester.getAll()).willReturn(Optional.of(FullDataSet.empty()));
		this.runner.withBean(FeatureRequester.class, () -> requester)
			.withPropertyValues("pennon.data-source.type=polling", "pennon.sdk-key=")
			.run((context) -> assertThat(context.getBean(FlagClient.class).isInitialized()).isTrue());
		assertThat(this.service.requests()).isEmpty();
	}

	@Test
	void streamMayBeStoppedAndStartedAgain() {
		this.runner.run((context) -> {
			context.getSourceApplicationContext().stop();
			context.getSourceApplicationContext().start();
			FlagClient client = context.getBean(FlagClient.class);
			await().untilAsserted(() -> assertThat(client.dataSourceStatusProvider().getStatus().state())
				.isEqualTo(DataSourceState.VALID));
			assertThat(this.service.requests()).hasSize(2);
		});
		await().untilAsserted(() -> assertThat(threads()).isEmpty());
	}

	@Test
	void fileMayBeChosenDespiteAnSdkKey() {
		Path file = FlagFiles.writeTrue(this.directory, "flags.yml", "wide");
		this.runner.withPropertyValues("pennon.data-source.type=file", "pennon.data-source.file.locations=" + file)
			.run((context) -> assertThat(context.getBean(FlagClient.class).boolVariation("wide", CONTEXT, false))
				.isTrue());
		assertThat(this.service.requests()).isEmpty();
	}

	@Test
	void logSaysThatConfiguredFilesHaveNoEffect(CapturedOutput output) {
		Path file = FlagFiles.writeTrue(this.directory, "flags.yml", "wide");
		this.runner.withPropertyValues("pennon.data-source.file.locations=" + file)
			.run((context) -> assertThat(context.getBean(FlagClient.class).boolVariation("remote", CONTEXT, false))
				.isTrue());
		assertThat(output).contains("'pennon.data-source.file.locations' has no effect");
	}

	@Test
	void offlineAsksNobody() {
		this.runner.withPropertyValues("pennon.offline=true").run((context) -> assertThat(context).hasNotFailed());
		assertThat(this.service.requests()).isEmpty();
	}

	@Test
	void applicationThatDoesNotFailFastStartsWithoutAService() {
		this.runner
			.withPropertyValues("pennon.service-endpoints.relay-proxy=http://127.0.0.1:1",
					"pennon.startup.timeout=50ms")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBean(FlagClient.class).boolVariation("remote", CONTEXT, false)).isFalse();
			});
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
