package dev.pennon.spring.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.pennon.FlagClient;
import dev.pennon.bigsegment.BigSegmentStore;
import dev.pennon.context.EvaluationContext;
import dev.pennon.spring.autoconfigure.health.PennonHealthContributorAutoConfiguration;
import dev.pennon.spring.redis.RedisBigSegmentStore;
import dev.pennon.spring.redis.RedisFeatureStoreCore;
import dev.pennon.store.FeatureStore;
import dev.pennon.store.InMemoryFeatureStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.test.tools.Compiled;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.core.test.tools.TestCompiler;
import org.springframework.javapoet.ClassName;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Applications that are processed ahead of time with some properties, compiled, and run
 * with others.
 */
@CompileWithForkedClassLoader
class AheadOfTimeTests {

	private static final String GENERATED = "spring.aot.enabled";

	@TempDir
	private Path directory;

	private String file;

	@BeforeEach
	void useGeneratedCode() throws IOException {
		System.setProperty(GENERATED, "true");
		Path flags = Files.writeString(this.directory.resolve("flags.json"), "{\"flagValues\": {\"here\": true}}");
		this.file = "pennon.data-source.file.locations=" + flags.toUri();
	}

	@AfterEach
	void useReflection() {
		System.clearProperty(GENERATED);
	}

	private static void process(Consumer<Processed> check, String... properties) {
		TestGenerationContext generation = new TestGenerationContext();
		ClassName name;
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			TestPropertyValues.of(properties).applyTo(context);
			context.register(Application.class);
			name = new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
			generation.writeGeneratedContent();
		}
		TestCompiler.forSystem().with(generation).compile((compiled) -> check.accept(new Processed(compiled, name)));
	}

	private static String[] withRedis(String... properties) {
		return Stream
			.concat(Stream.of(properties), Stream.of("spring.data.redis.host=127.0.0.1", "spring.data.redis.port=1",
					"pennon.startup.policy=background"))
			.toArray(String[]::new);
	}

	private static boolean evaluate(ApplicationContext context) {
		return context.getBean(FlagClient.class).boolVariation("here", EvaluationContext.of("ann"), false);
	}

	@Test
	void applicationThatWasProcessedWithoutRedisChoosesItsSourceWhenItRunsAndRefusesRedis() {
		process((processed) -> {
			processed.run((context) -> {
				assertThat(evaluate(context)).isTrue();
				assertThat(context.getBean(FeatureStore.class)).isInstanceOf(InMemoryFeatureStore.class);
			}, this.file);
			processed.run((context) -> assertThat(evaluate(context)).isFalse(), "pennon.offline=true");
			processed.refuses("pennon.store.type",
					"Flags are to be kept in Redis, but the application was processed ahead of time without that.",
					"Process the application with 'pennon.store.type' set to 'redis', or run it with the value that it "
							+ "was processed with.",
					withRedis("pennon.store.type=redis"));
			processed.refuses("pennon.big-segments.store",
					"Big segments are to be read from Redis, but the application was processed ahead of time without "
							+ "that.",
					"Process the application with 'pennon.big-segments.store' set to 'redis', or run it with the value "
							+ "that it was processed with.",
					withRedis("pennon.big-segments.store=redis"));
		});
	}

	@Test
	void applicationThatWasProcessedForRedisReadsItAndRefusesToRunWithout() {
		String store = "pennon.store.type=redis";
		String bigSegments = "pennon.big-segments.store=redis";
		process((processed) -> {
			processed.run((context) -> {
				assertThat(context.getBean(RedisFeatureStoreCore.class)).isNotNull();
				assertThat(context.getBean(BigSegmentStore.class)).isInstanceOf(RedisBigSegmentStore.class);
			}, withRedis(store, bigSegments));
			processed.refuses("pennon.store.type",
					"The application was processed ahead of time for Redis, but 'pennon.store.type' says 'in-memory' "
							+ "now.",
					"Process the application with 'pennon.store.type' set to 'in-memory', or run it with the value "
							+ "that it was processed with.",
					withRedis(bigSegments));
			processed.refuses("pennon.big-segments.store",
					"The application was processed ahead of time for Redis, but 'pennon.big-segments.store' says "
							+ "'none' now.",
					"Process the application with 'pennon.big-segments.store' set to 'none', or run it with the value "
							+ "that it was processed with.",
					withRedis(store));
		}, withRedis(store, bigSegments));
	}

	/**
	 * An application that was processed and compiled.
	 */
	private record Processed(Compiled compiled, ClassName initializer) {

		void run(Consumer<ApplicationContext> check, String... properties) {
			try (GenericApplicationContext context = context(properties)) {
				context.refresh();
				check.accept(context);
			}
		}

		void refuses(String property, String reason, String remedy, String... properties) {
			try (GenericApplicationContext context = context(properties)) {
				assertThatExceptionOfType(BeanCreationException.class).isThrownBy(context::refresh)
					.havingRootCause()
					.isInstanceOfSatisfying(PennonConfigurationException.class, (ex) -> {
						assertThat(ex).hasMessage(reason);
						assertThat(ex.properties()).containsExactly(property);
						assertThat(ex.remedy()).isEqualTo(remedy);
					});
			}
		}

		@SuppressWarnings("unchecked")
		private GenericApplicationContext context(String... properties) {
			GenericApplicationContext context = new GenericApplicationContext();
			TestPropertyValues.of(properties).applyTo(context);
			ApplicationContextInitializer<GenericApplicationContext> generated = this.compiled
				.getInstance(ApplicationContextInitializer.class, this.initializer.toString());
			generated.initialize(context);
			return context;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DataRedisAutoConfiguration.class, PennonRedisAutoConfiguration.class,
			PennonRedisBigSegmentsAutoConfiguration.class, PennonAutoConfiguration.class,
			PennonHealthContributorAutoConfiguration.class })
	static class Application {

	}

}
