package dev.pennon.spring.autoconfigure;

import java.time.Duration;

import dev.pennon.FlagClient;
import dev.pennon.context.EvaluationContext;
import dev.pennon.spring.autoconfigure.health.PennonHealthContributorAutoConfiguration;
import dev.pennon.spring.redis.PennonRedisConnectionFactory;
import dev.pennon.spring.redis.RedisFeatureStoreCore;
import dev.pennon.spring.redis.RedisServer;
import dev.pennon.store.CachingStoreWrapper;
import dev.pennon.store.FeatureStoreCore;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PennonRedisAutoConfiguration}.
 */
class PennonRedisAutoConfigurationTests {

	private static final EvaluationContext CONTEXT = EvaluationContext.of("user");

	private static final String ON = "{\"key\":\"flag\",\"version\":1,\"on\":true,\"variations\":[true],"
			+ "\"fallthrough\":{\"variation\":0},\"salt\":\"s\"}";

	@RegisterExtension
	static final RedisServer server = RedisServer.with();

	private final ApplicationContextRunner bare = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(PennonAutoConfiguration.class, PennonRedisAutoConfiguration.class,
				PennonHealthContributorAutoConfiguration.class))
		.withPropertyValues("pennon.store.type=redis", "pennon.data-source.type=external");

	private ApplicationContextRunner runner = this.bare
		.withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class));

	@BeforeEach
	void clear() {
		server.revive();
		server.admin().flushall();
		this.runner = this.runner.withPropertyValues("spring.data.redis.host=127.0.0.1",
				"spring.data.redis.port=" + server.port());
	}

	private static boolean flag(AssertableApplicationContext context) {
		return context.getBean(FlagClient.class).boolVariation("flag", CONTEXT, false);
	}

	private static Health storeHealth(AssertableApplicationContext context) {
		CompositeHealthContributor pennon = context.getBean(CompositeHealthContributor.class);
		HealthIndicator store = (HealthIndicator) pennon.getContributor("featureStore");
		assertThat(store).isNotNull();
		Health health = store.health();
		assertThat(health).isNotNull();
		return health;
	}

	@Test
	void flagsComeFromTheRedisOfTheApplication() {
		server.admin().hset("launchdarkly:features", "flag", ON);
		this.runner.run((context) -> {
			assertThat(context).hasSingleBean(RedisFeatureStoreCore.class)
				.hasSingleBean(CachingStoreWrapper.class)
				.hasSingleBean(RedisConnectionFactory.class);
			assertThat(flag(context)).isTrue();
			assertThat(storeHealth(context).getStatus()).isEqualTo(Status.UP);
		});
	}

	@Test
	void prefixAndCacheModeAreThoseOfTheProperties() {
		server.admin().hset("launchdarkly:features", "flag", ON);
		this.runner.withPropertyValues("pennon.store.prefix=other", "pennon.store.cache.mode=off").run((context) -> {
			assertThat(flag(context)).isFalse();
			server.admin().hset("other:features", "flag", ON);
			assertThat(flag(context)).isTrue();
		});
	}

	@Test
	void storeThatNobodyHasFilledIsUnknown() {
		this.runner.run((context) -> {
			assertThat(flag(context)).isFalse();
			assertThat(storeHealth(context).getStatus()).isEqualTo(Status.UNKNOWN);
		});
	}

	@Test
	void applicationStartsWhileRedisIsDown() {
		this.bare.withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class))
			.withPropertyValues("spring.data.redis.host=127.0.0.1", "spring.data.redis.port=1")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(flag(context)).isFalse();
				Health health = storeHealth(context);
				assertThat(health.getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
				assertThat(health.getDetails()).containsKey("lastError");
			});
	}

	@Test
	void outageIsHealthStaleAndItsEndUp() {
		server.admin().hset("launchdarkly:features", "flag", ON);
		this.runner.withPropertyValues("pennon.store.cache.ttl=10ms").run((context) -> {
			assertThat(flag(context)).isTrue();
			server.kill();
			Awaitility.await().until(() -> {
				assertThat(flag(context)).isTrue();
				return storeHealth(context).getStatus().getCode().equals("STALE");
			});
			server.start();
			server.admin().hset("launchdarkly:features", "flag", ON);
			Awaitility.await().until(() -> storeHealth(context).getStatus().equals(Status.UP));
			assertThat(flag(context)).isTrue();
		});
	}

	@Test
	void markedConnectionFactoryWins() {
		server.admin().hset("launchdarkly:features", "flag", ON);
		this.bare.withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class))
			.withUserConfiguration(MarkedFactory.class)
			.withPropertyValues("spring.data.redis.port=1", "test.port=" + server.port())
			.run((context) -> assertThat(flag(context)).isTrue());
	}

	@Test
	void coreOfTheApplicationBeatsTheStoreType() {
		this.runner.withBean(FeatureStoreCore.class, MapFeatureStoreCore::new)
			.run((context) -> assertThat(context).hasSingleBean(CachingStoreWrapper.class)
				.doesNotHaveBean(RedisFeatureStoreCore.class));
	}

	@Test
	void redisOnTheClassPathIsNotTheStoreUnlessTheTypeSaysSo() {
		this.runner.withPropertyValues("pennon.store.type=in-memory", "pennon.data-source.type=")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(RedisFeatureStoreCore.class));
	}

	@Test
	void disabledPennonHasNoStore() {
		this.runner.withPropertyValues("pennon.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(RedisFeatureStoreCore.class));
	}

	@Test
	void missingSpringDataRedisIsReported() {
		this.bare.withClassLoader(new FilteredClassLoader(RedisConnectionFactory.class))
			.run((context) -> assertReport(context, "Spring Data Redis is not on the class path",
					"spring-boot-starter-data-redis"));
	}

	@Test
	void missingConnectionFactoryIsReported() {
		this.bare.run((context) -> assertReport(context, "there is no 'RedisConnectionFactory' bean",
				"DataRedisAutoConfiguration"));
	}

	@Test
	void prefixThatIsNoHashTagIsReportedOnACluster() {
		this.bare
			.withBean(RedisConnectionFactory.class,
					() -> new LettuceConnectionFactory(new RedisClusterConfiguration().clusterNode("127.0.0.1", 1)))
			.run((context) -> assertReport(context, "prefix 'launchdarkly' would spread", "'{launchdarkly}'"));
	}

	private static void assertReport(AssertableApplicationContext context, String reason, String remedy) {
		assertThat(context).hasFailed();
		Throwable failure = context.getStartupFailure();
		assertThat(failure).rootCause()
			.satisfiesAnyOf((root) -> assertThat(root).hasMessageContaining(reason),
					(root) -> assertThat(failure).hasStackTraceContaining(reason));
		assertThat(failure).isInstanceOf(BeanCreationException.class).satisfies((thrown) -> {
			Throwable current = thrown;
			while (current != null && !(current instanceof PennonConfigurationException)) {
				current = current.getCause();
			}
			assertThat(current).isInstanceOfSatisfying(PennonConfigurationException.class,
					(report) -> assertThat(report.remedy()).contains(remedy));
		});
	}

	@Test
	void wrongDurationsNameTheirProperty() {
		for (String property : new String[] { "timeout", "bulk-timeout", "cache.ttl", "healing.interval" }) {
			this.runner.withPropertyValues("pennon.store." + property + "=0s")
				.run((context) -> assertThat(context).hasFailed()
					.getFailure()
					.rootCause()
					.isInstanceOfSatisfying(InvalidConfigurationPropertyValueException.class,
							(ex) -> assertThat(ex.getName()).isEqualTo("pennon.store." + property)));
		}
	}

	@Test
	void closedContextLeavesNoThreads() {
		this.runner.run((context) -> flag(context));
		Awaitility.await()
			.atMost(Duration.ofSeconds(5))
			.until(() -> Thread.getAllStackTraces()
				.keySet()
				.stream()
				.noneMatch((thread) -> thread.getName().startsWith("pennon-")));
	}

	@Configuration(proxyBeanMethods = false)
	static class MarkedFactory {

		@Bean(defaultCandidate = false)
		@PennonRedisConnectionFactory
		LettuceConnectionFactory markedFactory(Environment environment) {
			return new LettuceConnectionFactory("127.0.0.1", environment.getRequiredProperty("test.port", int.class));
		}

	}

}
