package dev.pennon.spring.autoconfigure;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;

import dev.pennon.FlagClient;
import dev.pennon.bigsegment.BigSegmentStoreStatus;
import dev.pennon.bigsegment.BigSegmentStoreStatusProvider;
import dev.pennon.context.EvaluationContext;
import dev.pennon.spring.redis.RedisServer;
import dev.pennon.spring.redis.TlsRedis;
import dev.pennon.store.CachingStoreWrapper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A Redis that answers over TLS only, trusted through an SSL bundle of the application.
 */
class RedisSslBundleTests {

	private static final EvaluationContext CONTEXT = EvaluationContext.of("user");

	private static final String ON = "{\"key\":\"flag\",\"version\":1,\"on\":true,\"variations\":[true],"
			+ "\"fallthrough\":{\"variation\":0},\"salt\":\"s\"}";

	private static final Path certificate = TlsRedis.certificate();

	@RegisterExtension
	static final RedisServer server = TlsRedis.with(certificate);

	private ApplicationContextRunner runner;

	@BeforeEach
	void configure() {
		this.runner = new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, DataRedisAutoConfiguration.class,
					PennonAutoConfiguration.class, PennonRedisAutoConfiguration.class,
					PennonRedisBigSegmentsAutoConfiguration.class))
			.withPropertyValues("pennon.store.type=redis", "pennon.store.cache.mode=off",
					"pennon.data-source.type=external", "pennon.big-segments.store=redis",
					"spring.data.redis.host=localhost", "spring.data.redis.port=" + server.port(),
					"spring.data.redis.ssl.bundle=flags");
	}

	private ApplicationContextRunner trusting(Path trusted) {
		return this.runner.withPropertyValues("spring.ssl.bundle.pem.flags.truststore.certificate=" + trusted.toUri());
	}

	@Test
	void flagsAndBigSegmentsComeFromAServerThatTheBundleTrusts() {
		trusting(certificate).run((context) -> {
			try (RedisConnection connection = context.getBean(RedisConnectionFactory.class).getConnection()) {
				connection.hashCommands().hSet(bytes("launchdarkly:features"), bytes("flag"), bytes(ON));
				connection.stringCommands()
					.set(bytes("launchdarkly:big_segments_synchronized_on"),
							bytes(Long.toString(Instant.now().toEpochMilli())));
			}
			assertThat(context.getBean(FlagClient.class).boolVariation("flag", CONTEXT, false)).isTrue();
			BigSegmentStoreStatusProvider segments = context.getBean(BigSegmentStoreStatusProvider.class);
			await().until(() -> segments.getStatus().equals(new BigSegmentStoreStatus(true, false)));
		});
	}

	@Test
	void serverThatTheBundleDoesNotTrustIsNotTalkedTo() {
		trusting(TlsRedis.certificate()).run((context) -> {
			assertThat(context.getBean(FlagClient.class).boolVariation("flag", CONTEXT, false)).isFalse();
			CachingStoreWrapper store = context.getBean(CachingStoreWrapper.class);
			assertThat(store.state().reachable()).isFalse();
			assertThat(store.state().lastError()).contains("certification path");
			assertThat(context.getBean(BigSegmentStoreStatusProvider.class).getStatus().available()).isFalse();
		});
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
