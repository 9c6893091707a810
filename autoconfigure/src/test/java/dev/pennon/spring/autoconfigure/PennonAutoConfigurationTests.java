package dev.pennon.spring.autoconfigure;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Executor;

import dev.pennon.FlagClient;
import dev.pennon.context.EvaluationContext;
import dev.pennon.datasource.DataSourceErrorInfo;
import dev.pennon.datasource.DataSourceState;
import dev.pennon.datasource.DataSourceUpdateSink;
import dev.pennon.datasource.DataSourceUpdates;
import dev.pennon.datasource.UpdateProcessor;
import dev.pennon.datasource.file.FileUpdateProcessor;
import dev.pennon.evaluation.ErrorKind;
import dev.pennon.evaluation.EvaluationDetail;
import dev.pennon.store.CachingStoreWrapper;
import dev.pennon.store.FeatureStore;
import dev.pennon.store.FeatureStoreCore;
import dev.pennon.store.FullDataSet;
import dev.pennon.store.InMemoryFeatureStore;
import dev.pennon.store.VersionedData;
import dev.pennon.store.VersionedDataKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.ObjectMapper;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link PennonAutoConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class PennonAutoConfigurationTests {

	private static final EvaluationContext CONTEXT = EvaluationContext.of("ann");

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(PennonAutoConfiguration.class));

	@TempDir
	Path directory;

	@Test
	void flagFileOnTheClassPathIsAllThatAnApplicationNeeds() {
		FlagFiles.writeTrue(this.directory, "flags.yml", "wide");
		this.runner.withClassLoader(FlagFiles.classPath(this.directory)).run((context) -> {
			assertThat(context).hasSingleBean(FlagClient.class)
				.hasSingleBean(InMemoryFeatureStore.class)
				.hasSingleBean(DataSourceUpdateSink.class)
				.hasSingleBean(UpdateProcessor.class);
			assertThat(context.getBean(UpdateProcessor.class)).isInstanceOf(FileUpdateProcessor.class);
			assertThat(context.getBean(FlagClient.class).boolVariation("wide", CONTEXT, false)).isTrue();
		});
	}

	@Test
	void flagFileMayHaveTheOtherNames() {
		for (String name : new String[] { "flags.yaml", "flags.json" }) {
			Path classes = this.directory.resolve(name + ".d");
			assertThat(classes.toFile().mkdir()).isTrue();
			FlagFiles.write(classes, name, "{\"flagValues\": {\"wide\": true}}");
			this.runner.withClassLoader(FlagFiles.classPath(classes))
				.run((context) -> assertThat(context.getBean(FlagClient.class).boolVariation("wide", CONTEXT, false))
					.isTrue());
		}
	}

	@Test
	void locationsMayBePathsUrlsAndClassPathResources() {
		FlagFiles.writeTrue(this.directory, "on-class-path.yml", "one");
		Path path = FlagFiles.writeTrue(this.directory, "path.yml", "two");
		Path url = FlagFiles.writeTrue(this.directory, "url.yml", "three");
		this.runner.withClassLoader(FlagFiles.classPath(this.directory))
			.withPropertyValues(
					"pennon.data-source.file.locations=classpath:on-class-path.yml,%s,%s".formatted(path, url.toUri()))
			.run((context) -> {
				FlagClient client = context.getBean(FlagClient.class);
				assertThat(client.boolVariation("one", CONTEXT, false)).isTrue();
				assertThat(client.boolVariation("two", CONTEXT, false)).isTrue();
				assertThat(client.boolVariation("three", CONTEXT, false)).isTrue();
			});
	}

	@Test
	void firstDefinitionWinsWhereDuplicateKeysMay() {
		Path first = FlagFiles.write(this.directory, "first.yml", "flagValues: {same: true}");
		Path second = FlagFiles.write(this.directory, "second.yml", "flagValues: {same: false}");
		this.runner
			.withPropertyValues("pennon.data-source.file.locations=%s,%s".formatted(first, second),
					"pennon.data-source.file.duplicate-keys=first-wins")
			.run((context) -> assertThat(context.getBean(FlagClient.class).boolVariation("same", CONTEXT, false))
				.isTrue());
	}

	@Test
	void clientWithoutASourceServesDefaultsAndTheLogSaysWhatToSet(CapturedOutput output) {
		this.runner.run((context) -> {
			assertThat(context).hasNotFailed().hasSingleBean(FlagClient.class);
			assertThat(context.getBean(FlagClient.class).boolVariation("wide", CONTEXT, true)).isTrue();
		});
		assertThat(output).containsOnlyOnce("There is no source of flags")
			.contains("flags.yml")
			.doesNotContain("The client starts without flags");
	}

	@Test
	void disabledLeavesNoBean() {
		this.runner.withPropertyValues("pennon.enabled=false")
			.run((context) -> assertThat(context.getBeanDefinitionNames())
				.noneMatch((name) -> name.contains("pennon") || name.contains("dev.pennon")));
	}

	@Test
	void offlineKeepsAClientThatServesDefaults(CapturedOutput output) {
		FlagFiles.writeTrue(this.directory, "flags.yml", "wide");
		this.runner.withClassLoader(FlagFiles.classPath(this.directory))
			.withPropertyValues("pennon.offline=true")
			.run((context) -> {
				FlagClient client = context.getBean(FlagClient.class);
				assertThat(client.isOffline()).isTrue();
				assertThat(client.boolVariation("wide", CONTEXT, false)).isFalse();
			});
		assertThat(output).doesNotContain("There is no source of flags");
	}

	@Test
	void noBeanIsOfACommonType() {
		this.runner.run((context) -> {
			assertThat(context.getBeansOfType(Executor.class)).isEmpty();
			assertThat(context.getBeansOfType(ObjectMapper.class)).isEmpty();
		});
	}

	@Test
	void featureStoreOfTheApplicationIsUsed() {
		this.runner.withUserConfiguration(OwnStore.class, OwnSource.class).run((context) -> {
			assertThat(context).hasSingleBean(FeatureStore.class);
			assertThat(context.getBean(RecordingFeatureStore.class).initialized).isTrue();
			assertThat(context.getBean(FlagClient.class).boolVariation("own", CONTEXT, false)).isTrue();
		});
	}

	@Test
	void featureStoreCoreOfTheApplicationIsCached() {
		this.runner.withUserConfiguration(OwnCore.class, OwnSource.class).run((context) -> {
			assertThat(context).hasSingleBean(FeatureStore.class).hasSingleBean(CachingStoreWrapper.class);
			assertThat(context.getBean(MapFeatureStoreCore.class).initializedInternal()).isTrue();
			assertThat(context.getBean(FlagClient.class).dataStoreStatusProvider().isMonitoringEnabled()).isTrue();
			assertThat(context.getBean(FlagClient.class).boolVariation("own", CONTEXT, false)).isTrue();
		});
	}

	@Test
	void featureStoreCoreOfTheApplicationBeatsTheTypeOfStore() {
		this.runner.withUserConfiguration(OwnCore.class, OwnSource.class)
			.withPropertyValues("pennon.store.type=redis")
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(CachingStoreWrapper.class));
	}

	@Test
	void externalSourceOnlyReadsTheStore() {
		MapFeatureStoreCore core = new MapFeatureStoreCore();
		this.runner.withBean(MapFeatureStoreCore.class, () -> core)
			.withUserConfiguration(OwnSource.class)
			.run((context) -> assertThat(core.initializedInternal()).isTrue());
		this.runner.withBean(FeatureStoreCore.class, () -> core)
			.withPropertyValues("pennon.data-source.type=external")
			.run((context) -> {
				FlagClient client = context.getBean(FlagClient.class);
				assertThat(client.isInitialized()).isTrue();
				assertThat(client.boolVariation("own", CONTEXT, false)).isTrue();
				assertThat(client.dataSourceStatusProvider().getStatus().state()).isEqualTo(DataSourceState.VALID);
				assertThat(context.getBean(CachingStoreWrapper.class).isExternal()).isTrue();
			});
	}

	@Test
	void updateProcessorOfTheApplicationBeatsTheFlagFile() {
		FlagFiles.writeTrue(this.directory, "flags.yml", "wide");
		this.runner.withClassLoader(FlagFiles.classPath(this.directory))
			.withUserConfiguration(OwnSource.class)
			.run((context) -> {
				assertThat(context).hasSingleBean(UpdateProcessor.class);
				FlagClient client = context.getBean(FlagClient.class);
				assertThat(client.boolVariation("own", CONTEXT, false)).isTrue();
				assertThat(client.boolVariation("wide", CONTEXT, false)).isFalse();
				assertThat(client.dataSourceStatusProvider().getStatus().state()).isEqualTo(DataSourceState.VALID);
			});
	}

	@Test
	void sinkOfTheApplicationMayDelegateToOurs() {
		this.runner.withUserConfiguration(OwnSink.class, OwnSource.class).run((context) -> {
			assertThat(context.getBean(DataSourceUpdateSink.class)).isInstanceOf(RecordingSink.class);
			assertThat(context.getBean(RecordingSink.class).inits).isOne();
			assertThat(context.getBean(FlagClient.class).boolVariation("own", CONTEXT, false)).isTrue();
		});
	}

	@Test
	void clientOfTheApplicationIsStartedAndStopped() {
		this.runner.withUserConfiguration(OwnClient.class, OwnSource.class).run((context) -> {
			assertThat(context).hasSingleBean(FlagClient.class);
			assertThat(context.getBean(FlagClient.class).isInitialized()).isTrue();
		});
	}

	@Test
	void mockInPlaceOfTheClientLetsTheApplicationStart() {
		this.runner.withBean(FlagClient.class, () -> mock(FlagClient.class))
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void evaluationBeforeTheStartGivesTheDefault() {
		FlagFiles.writeTrue(this.directory, "flags.yml", "wide");
		this.runner.withClassLoader(FlagFiles.classPath(this.directory))
			.withUserConfiguration(EarlyBird.class)
			.run((context) -> {
				EvaluationDetail<Boolean> early = context.getBean(EarlyBird.class).detail;
				assertThat(early).isNotNull();
				assertThat(early.value()).isFalse();
				assertThat(early.reason().errorKind()).isEqualTo(ErrorKind.CLIENT_NOT_READY);
			});
	}

	@Test
	void worksWithoutActuator() {
		FlagFiles.writeTrue(this.directory, "flags.yml", "wide");
		this.runner
			.withClassLoader(
					new FilteredClassLoader("org.springframework.boot.health", "org.springframework.boot.actuate"))
			.withPropertyValues("pennon.data-source.file.locations=" + this.directory.resolve("flags.yml"))
			.run((context) -> assertThat(context.getBean(FlagClient.class).boolVariation("wide", CONTEXT, false))
				.isTrue());
	}

	@Test
	void propertiesDoNotShowTheSdkKey() {
		this.runner.withPropertyValues("pennon.sdk-key=sdk-secret", "pennon.offline=true")
			.run((context) -> assertThat(context.getBean(PennonProperties.class).toString()).doesNotContain("secret")
				.contains("offline=true"));
	}

	@Test
	void flagFileStaysInANativeImage() {
		RuntimeHints hints = new RuntimeHints();
		new PennonRuntimeHints().registerHints(hints, null);
		assertThat(RuntimeHintsPredicates.resource().forResource("flags.yml")).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onFieldAccess(LettuceConnectionFactory.class, "configuration"))
			.accepts(hints);
		assertThat(RuntimeHintsPredicates.resource().forResource("flags.json")).accepts(hints);
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnSource {

		@Bean
		StubUpdateProcessor source(DataSourceUpdateSink sink) {
			return new StubUpdateProcessor(sink, "own");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnStore {

		@Bean
		RecordingFeatureStore store() {
			return new RecordingFeatureStore();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnCore {

		@Bean
		MapFeatureStoreCore core() {
			return new MapFeatureStoreCore();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnSink {

		@Bean
		RecordingSink sink(DataSourceUpdates updates) {
			return new RecordingSink(updates);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnClient {

		@Bean
		FlagClient client(FeatureStore store, DataSourceUpdates updates, UpdateProcessor source) {
			return FlagClient.builder().featureStore(store).dataSourceUpdates(updates).updateProcessor(source).build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class EarlyBird {

		final EvaluationDetail<Boolean> detail;

		EarlyBird(FlagClient client) {
			this.detail = client.boolVariationDetail("wide", CONTEXT, false);
		}

	}

	static class RecordingSink implements DataSourceUpdateSink {

		private final DataSourceUpdateSink delegate;

		private int inits;

		RecordingSink(DataSourceUpdateSink delegate) {
			this.delegate = delegate;
		}

		@Override
		public boolean init(FullDataSet allData) {
			this.inits++;
			return this.delegate.init(allData);
		}

		@Override
		public <T extends VersionedData> boolean upsert(VersionedDataKind<T> kind, T item) {
			return this.delegate.upsert(kind, item);
		}

		@Override
		public void updateStatus(DataSourceState state, @Nullable DataSourceErrorInfo error) {
			this.delegate.updateStatus(state, error);
		}

	}

	/** Has nothing in common with the store in memory but the interface. */
	static class RecordingFeatureStore implements FeatureStore {

		private final InMemoryFeatureStore delegate = new InMemoryFeatureStore();

		private boolean initialized;

		@Override
		public <T extends VersionedData> @Nullable T get(VersionedDataKind<T> kind, String key) {
			return this.delegate.get(kind, key);
		}

		@Override
		public <T extends VersionedData> Map<String, T> all(VersionedDataKind<T> kind) {
			return this.delegate.all(kind);
		}

		@Override
		public boolean isInitialized() {
			return this.delegate.isInitialized();
		}

		@Override
		public void init(FullDataSet allData) {
			this.initialized = true;
			this.delegate.init(allData);
		}

		@Override
		public <T extends VersionedData> boolean upsert(VersionedDataKind<T> kind, T item) {
			return this.delegate.upsert(kind, item);
		}

	}

}
