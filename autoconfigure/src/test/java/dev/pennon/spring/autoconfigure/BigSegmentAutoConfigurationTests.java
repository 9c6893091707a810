package dev.pennon.spring.autoconfigure;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.pennon.FlagClient;
import dev.pennon.bigsegment.BigSegmentStore;
import dev.pennon.bigsegment.BigSegmentStoreStatus;
import dev.pennon.bigsegment.BigSegmentStoreStatusProvider;
import dev.pennon.bigsegment.BigSegmentsConfig;
import dev.pennon.bigsegment.MapBigSegmentStore;
import dev.pennon.spring.event.BigSegmentStoreStatusChanged;
import dev.pennon.spring.redis.RedisBigSegmentStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.data.redis.connection.RedisConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for the beans of big segments.
 */
class BigSegmentAutoConfigurationTests {

	private static final BigSegmentStoreStatus HEALTHY = new BigSegmentStoreStatus(true, false);

	private static final BigSegmentStoreStatus UNAVAILABLE = new BigSegmentStoreStatus(false, false);

	private final ApplicationContextRunner bare = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(PennonAutoConfiguration.class, PennonRedisBigSegmentsAutoConfiguration.class));

	private final ApplicationContextRunner runner = this.bare
		.withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class))
		.withPropertyValues("spring.data.redis.host=127.0.0.1", "spring.data.redis.port=1",
				"pennon.startup.policy=background");

	private final ApplicationContextRunner redis = this.runner.withPropertyValues("pennon.big-segments.store=redis");

	@Test
	void withoutStoreTheProviderSaysThatThereIsNone() {
		this.runner.run((context) -> {
			assertThat(context).doesNotHaveBean(BigSegmentStore.class);
			assertThat(context.getBean(BigSegmentStoreStatusProvider.class).getStatus()).isEqualTo(UNAVAILABLE);
		});
	}

	@Test
	void propertyPutsTheStoreInRedis() {
		this.redis.run((context) -> {
			assertThat(context).hasSingleBean(RedisBigSegmentStore.class).hasSingleBean(RedisConnectionFactory.class);
			BigSegmentStoreStatusProvider provider = context.getBean(BigSegmentStoreStatusProvider.class);
			assertThat(provider).isSameAs(context.getBean(FlagClient.class).bigSegmentStoreStatusProvider());
			assertThat(provider.getStatus()).isEqualTo(UNAVAILABLE);
			assertThat(provider.lastObservation()).isNotNull();
		});
	}

	@Test
	void storeOfTheApplicationWinsAndIsClosedLast() {
		MapBigSegmentStore own = new MapBigSegmentStore();
		this.redis.withBean(BigSegmentStore.class, () -> own).run((context) -> {
			assertThat(context).hasSingleBean(BigSegmentStore.class).doesNotHaveBean(RedisBigSegmentStore.class);
			await().until(() -> own.metadataCalls() > 0);
			context.getSourceApplicationContext().close();
			assertThat(own.isClosed()).isTrue();
		});
	}

	@Test
	void changesOfTheStatusAreEvents() {
		MapBigSegmentStore own = new MapBigSegmentStore();
		own.setLastUpToDate(Instant.now());
		this.runner.withBean(BigSegmentStore.class, () -> own)
			.withUserConfiguration(Listener.class)
			.withPropertyValues("pennon.big-segments.status-poll-interval=10ms")
			.run((context) -> {
				Listener listener = context.getBean(Listener.class);
				await().until(() -> own.metadataCalls() > 1);
				own.fail(new IllegalStateException("no connection"));
				await().untilAsserted(() -> assertThat(listener.told).containsExactly(UNAVAILABLE));
				own.fail(null);
				await().untilAsserted(() -> assertThat(listener.told).containsExactly(UNAVAILABLE, HEALTHY));
			});
	}

	@Test
	void everyPropertyReachesTheClient() {
		this.redis
			.withPropertyValues("pennon.big-segments.context-cache-size=7",
					"pennon.big-segments.context-cache-time=11s", "pennon.big-segments.status-poll-interval=13s",
					"pennon.big-segments.stale-after=17s", "pennon.big-segments.stale-on-error=19s",
					"pennon.big-segments.timeout=23s")
			.run((context) -> {
				PennonProperties properties = context.getBean(PennonProperties.class);
				assertThat(new BigSegmentsConfigFactory(properties.bigSegments()).create())
					.isEqualTo(new BigSegmentsConfig(7, Duration.ofSeconds(11), Duration.ofSeconds(13),
							Duration.ofSeconds(17), Duration.ofSeconds(19), Duration.ofSeconds(23)));
			});
	}

	@Test
	void defaultsAreThoseOfTheClientBesideAShorterLimit() {
		this.redis.run((context) -> {
			PennonProperties properties = context.getBean(PennonProperties.class);
			assertThat(new BigSegmentsConfigFactory(properties.bigSegments()).create())
				.isEqualTo(BigSegmentsConfig.defaults().withWaitLimit(Duration.ofSeconds(1)));
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "context-cache-size=-1", "context-cache-time=-1s", "status-poll-interval=0s",
			"stale-after=0s", "stale-on-error=-1s", "timeout=0s" })
	void valueOutOfRangeIsRefusedByName(String property) {
		String name = "pennon.big-segments." + property.substring(0, property.indexOf('='));
		this.redis.withPropertyValues("pennon.big-segments." + property)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(InvalidConfigurationPropertyValueException.class,
						(ex) -> assertThat(ex.getName()).isEqualTo(name)));
	}

	@Test
	void redisThatIsNotOnTheClassPathIsNamed() {
		this.bare.withPropertyValues("pennon.big-segments.store=redis")
			.withClassLoader(new FilteredClassLoader(RedisConnectionFactory.class))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(PennonConfigurationException.class)
				.hasMessageContaining("Spring Data Redis is not on the class path"));
	}

	@Configuration(proxyBeanMethods = false)
	static class Listener {

		private final List<BigSegmentStoreStatus> told = new CopyOnWriteArrayList<>();

		@EventListener
		void changed(BigSegmentStoreStatusChanged event) {
			this.told.add(event.status());
		}

	}

}
