package dev.pennon.spring.autoconfigure;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

import dev.pennon.datasource.DataSourceErrorInfo;
import dev.pennon.datasource.DataSourceErrorKind;
import dev.pennon.datasource.DataSourceState;
import dev.pennon.datasource.DataSourceUpdateSink;
import dev.pennon.datasource.UpdateProcessor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for what an application prints when wrong configuration stops its start.
 */
@ExtendWith(OutputCaptureExtension.class)
class FailureReportTests {

	@TempDir
	Path directory;

	@Test
	void flagFileThatDoesNotExist(CapturedOutput output) {
		Path missing = this.directory.resolve("missing.yml");
		start("""
				pennon:
				  data-source:
				    file:
				      locations:
				        - %s
				""".formatted(missing));
		assertReport(output, "The flag file '%s' cannot be loaded: the file does not exist.".formatted(missing),
				"File: file [%s]".formatted(missing), "Property: pennon.data-source.file.locations[0]",
				"Value: \"%s\"".formatted(missing), origin(5), "Create " + missing);
	}

	@Test
	void classPathResourceThatDoesNotExist(CapturedOutput output) {
		start("pennon.data-source.file.locations: classpath:missing.yml");
		assertReport(output, "The flag file 'classpath:missing.yml' cannot be loaded: the file does not exist.",
				"File: class path resource [missing.yml]", "Property: pennon.data-source.file.locations",
				"Value: \"classpath:missing.yml\"", origin(1), "Action:");
	}

	@Test
	void syntaxErrorInAFlagFile(CapturedOutput output) {
		FlagFiles.writeTrue(this.directory, "good.yml", "wide");
		FlagFiles.write(this.directory, "bad.yml", """
				flagValues:
				  narrow: true
				  broken: [1, 2
				""");
		start("pennon.data-source.file.locations: %1$s/good.yml,%1$s/bad.yml".formatted(this.directory));
		assertReport(output, "The flag file '%s/bad.yml' cannot be loaded: ".formatted(this.directory),
				"File: file [%s/bad.yml]".formatted(this.directory), "Line: 4", "Column: ",
				"Property: pennon.data-source.file.locations", origin(1), "Correct the file.");
	}

	@Test
	void flagThatIsDefinedTwice(CapturedOutput output) {
		FlagFiles.writeTrue(this.directory, "one.yml", "wide");
		FlagFiles.writeTrue(this.directory, "two.yml", "wide");
		start("pennon.data-source.file.locations: %1$s/one.yml,%1$s/two.yml".formatted(this.directory));
		assertReport(output, "the flag \"wide\" is defined already", "%s/one.yml, line 2".formatted(this.directory),
				"Property: pennon.data-source.file.locations", "Line: 2", "duplicate-keys");
	}

	@Test
	void flagFileStopsTheStartWhateverThePolicy(CapturedOutput output) {
		start("pennon: {data-source: {file: {locations: classpath:missing.yml}}, startup: {policy: background}}");
		assertReport(output, "the file does not exist");
	}

	@Test
	void fileSourceWithoutAFile(CapturedOutput output) {
		start("pennon.data-source.type: file");
		assertReport(output, "Flags are to come from a file, but there is none.", "Property: pennon.data-source.type",
				"Value: \"file\"", origin(1), "Property: pennon.data-source.file.locations", "Value: not set",
				"Put a file 'flags.yml'");
	}

	@Test
	void fileSourceWithRedisAndWithoutPrefix(CapturedOutput output) {
		FlagFiles.writeTrue(this.directory, "flags.yml", "wide");
		start("""
				pennon:
				  store:
				    type: redis
				  data-source.file.locations: %s/flags.yml
				""".formatted(this.directory), OwnStore.class);
		assertReport(output, "Flags from a file would replace the flags in a Redis store that others may share.",
				"Property: pennon.store.type", "Value: \"redis\"", origin(3), "Property: pennon.store.prefix",
				"Value: not set", "Set 'pennon.store.prefix' to a prefix that no other application uses");
	}

	@Test
	void redisStoreThatNothingHasMade(CapturedOutput output) {
		start("pennon.store.type: redis");
		assertReport(output, "Flags are to be kept in Redis, but 'PennonRedisAutoConfiguration' did not take part.",
				"Property: pennon.store.type", "Value: \"redis\"", origin(1), "Do not exclude it",
				"or set 'pennon.store.type' to 'in-memory'");
	}

	@Test
	void externalSourceWithAStoreInMemory(CapturedOutput output) {
		start("pennon.data-source.type: external");
		assertReport(output, "Another process is to fill the store, but the store is in the memory of this one.",
				"Property: pennon.data-source.type", "Value: \"external\"", origin(1),
				"Set 'pennon.store.type' to 'redis'");
	}

	@Test
	void externalSourceBesideASourceOfTheApplication(CapturedOutput output) {
		start("pennon.data-source.type: external", OwnStore.class, BrokenSource.class);
		assertReport(output, "the application has a source of its own", "Property: pennon.data-source.type",
				"Value: \"external\"", origin(1), "Remove the bean of type UpdateProcessor");
	}

	@Test
	void unknownSourceType(CapturedOutput output) {
		start("pennon.data-source.type: carrier-pigeon");
		assertReport(output, "Failed to bind properties under 'pennon.data-source.type'", "Value: \"carrier-pigeon\"",
				origin(1), "EXTERNAL", "FILE", "POLLING", "STREAMING");
	}

	@Test
	void negativeTimeout(CapturedOutput output) {
		start("pennon.startup.timeout: -1s");
		assertReport(output, "Invalid value '-1s' for configuration property 'pennon.startup.timeout'",
				"originating from", "application.yml] - 1:25", "It must not be negative.");
	}

	@Test
	void applicationThatFailsFastHasNoFlags(CapturedOutput output) {
		start("pennon.startup: {policy: fail-fast, timeout: 100ms}", BrokenSource.class);
		assertReport(output, "carrier pigeon lost", "Property: pennon.startup.policy", "Value: \"fail-fast\"",
				origin(1), "Property: pennon.startup.timeout", "Value: \"100ms\"", "set 'pennon.startup.policy' to");
	}

	@Test
	void streamingWithoutAnSdkKey(CapturedOutput output) {
		start("pennon.data-source.type: streaming");
		assertReport(output, "there is no SDK key", "Property: pennon.data-source.type", "Value: \"streaming\"",
				origin(1), "Property: pennon.sdk-key", "Value: not set", "Set 'pennon.sdk-key'");
	}

	@Test
	void sdkKeyThatCannotBeSent(CapturedOutput output) {
		start("pennon.sdk-key: \"sdk-\\nsecret\"");
		assertReport(output, "The SDK key cannot be sent", "Property: pennon.sdk-key", "Value: \"******\"", origin(1),
				"Set 'pennon.sdk-key'");
		assertThat(output).doesNotContain("secret");
	}

	@Test
	void endpointThatIsNoUri(CapturedOutput output) {
		start("pennon: {sdk-key: sdk-1, service-endpoints: {streaming: 'ftp://flags.example.com'}}");
		assertReport(output, "has no scheme http or https", "Property: pennon.service-endpoints.streaming",
				"Value: \"ftp://flags.example.com\"", origin(1), "Correct the URI.");
	}

	@Test
	void endpointWithAPassword(CapturedOutput output) {
		start("pennon: {sdk-key: sdk-1, service-endpoints: {relay-proxy: 'https://ann:secret@flags.example.com'}}");
		assertReport(output, "has a user name or password", "Value: \"https://******@flags.example.com\"");
		assertThat(output).doesNotContain("secret");
	}

	@Test
	void intervalThatIsNotPositive(CapturedOutput output) {
		start("pennon: {sdk-key: sdk-1, data-source: {type: polling, polling: {interval: 0s}}}");
		assertReport(output, "Invalid value '0s' for configuration property 'pennon.data-source.polling.interval'",
				"It must be one millisecond or more.");
	}

	@Test
	void eventsEndpointThatIsNoUri(CapturedOutput output) {
		start("pennon: {sdk-key: sdk-1, data-source: {type: file}, service-endpoints: {events: events.example.com}}",
				BrokenSource.class);
		assertReport(output, "The base URI of the events service has no scheme",
				"Property: pennon.service-endpoints.events", "Value: \"events.example.com\"", origin(1),
				"Correct the URI.");
	}

	@Test
	void capacityOfNoEvents(CapturedOutput output) {
		start("pennon.events.capacity: 0");
		assertReport(output, "Invalid value '0' for configuration property 'pennon.events.capacity'",
				"application.yml] - 1:", "It must be at least 1. To send no events, set 'pennon.events.enabled'");
	}

	@Test
	void diagnosticEventsThatComeTooOften(CapturedOutput output) {
		start("pennon.events.diagnostics.recording-interval: 59s");
		assertReport(output,
				"Invalid value '59s' for configuration property 'pennon.events.diagnostics.recording-interval'",
				"It must be one minute or more.");
	}

	@Test
	void privateAttributeThatHidesNothing(CapturedOutput output) {
		start("""
				pennon:
				  events:
				    private-attributes:
				      - email
				      - /address//street
				""");
		assertReport(output, "A private attribute is wrong, and would be told", "has an empty component",
				"Property: pennon.events.private-attributes[1]", "Value: \"/address//street\"", origin(5),
				"Give the name of an attribute");
	}

	@Test
	void keyThatTheServiceRefusesUnderFailFast(CapturedOutput output) {
		try (FlagServiceStub service = new FlagServiceStub(401)) {
			start("""
					pennon:
					  sdk-key: sdk-secret
					  service-endpoints.relay-proxy: %s
					  startup.policy: fail-fast
					""".formatted(service.uri()));
		}
		assertReport(output, "401", "check that the SDK key is the one of this environment",
				"Property: pennon.startup.policy", "Value: \"fail-fast\"", origin(4));
		assertThat(output).doesNotContain("sdk-secret");
	}

	@Test
	void reportNeverShowsTheSdkKey(CapturedOutput output) {
		start("pennon: {sdk-key: sdk-secret, data-source: {file: {locations: classpath:missing.yml}, type: file}}");
		assertReport(output, "the file does not exist");
		assertThat(output).doesNotContain("sdk-secret");
	}

	private void start(String yaml, Class<?>... configuration) {
		Path file = FlagFiles.write(this.directory, "application.yml", yaml);
		SpringApplicationBuilder builder = new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties(Map.of("spring.config.location", file.toUri().toString()));
		for (Class<?> type : configuration) {
			builder.sources(type);
		}
		assertThatException().isThrownBy(() -> builder.run().close());
	}

	private String origin(int line) {
		return "application.yml] - %d:".formatted(line);
	}

	private static void assertReport(CapturedOutput output, String... parts) {
		assertThat(output).contains("APPLICATION FAILED TO START", "Description:", "Action:");
		String all = output.toString();
		String report = all.substring(all.indexOf("APPLICATION FAILED TO START"));
		assertThat(report).contains(parts);
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(PennonAutoConfiguration.class)
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnStore {

		@Bean
		PennonAutoConfigurationTests.RecordingFeatureStore store() {
			return new PennonAutoConfigurationTests.RecordingFeatureStore();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class BrokenSource {

		@Bean
		UpdateProcessor source(DataSourceUpdateSink sink) {
			return new UpdateProcessor() {

				@Override
				public void start() {
					sink.updateStatus(DataSourceState.OFF, DataSourceErrorInfo.of(DataSourceErrorKind.NETWORK_ERROR,
							"carrier pigeon lost", Instant.EPOCH));
				}

				@Override
				public void stop() {
				}

				@Override
				public boolean isAlive() {
					return false;
				}

				@Override
				public boolean isInitialized() {
					return false;
				}

			};
		}

	}

}
