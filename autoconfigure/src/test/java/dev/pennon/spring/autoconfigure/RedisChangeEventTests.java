package dev.pennon.spring.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.pennon.FlagClient;
import dev.pennon.FlagValueChange;
import dev.pennon.context.EvaluationContext;
import dev.pennon.spring.event.FlagChanged;
import dev.pennon.spring.redis.RedisServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What an application that only reads learns when another process writes to Redis.
 */
@ExtendWith(OutputCaptureExtension.class)
class RedisChangeEventTests {

	private static final EvaluationContext CONTEXT = EvaluationContext.of("user");

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	@RegisterExtension
	static final RedisServer server = RedisServer.with();

	private ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(PennonAutoConfiguration.class, PennonRedisAutoConfiguration.class,
				DataRedisAutoConfiguration.class))
		.withBean(Listener.class)
		.withPropertyValues("pennon.store.type=redis", "pennon.data-source.type=external");

	@BeforeEach
	void fill() {
		server.reset();
		write(1, true);
		this.runner = this.runner.withPropertyValues("spring.data.redis.host=127.0.0.1",
				"spring.data.redis.port=" + server.port());
	}

	private static void write(int version, boolean value) {
		server.admin()
			.hset("launchdarkly:features", "flag", ("{\"key\":\"flag\",\"version\":%d,\"on\":true,\"variations\":[%s],"
					+ "\"fallthrough\":{\"variation\":0},\"salt\":\"s\"}")
				.formatted(version, value));
	}

	private static List<String> changes(AssertableApplicationContext context) {
		return context.getBean(Listener.class).changes;
	}

	private static void awaitFirst(AssertableApplicationContext context) {
		await().atMost(PATIENCE).untilAsserted(() -> assertThat(changes(context)).containsExactly("flag"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "ttl", "infinite", "off" })
	void notificationsBringAChangeLongBeforeTheCacheExpires(String mode) {
		this.runner
			.withPropertyValues("pennon.store.notifications=true", "pennon.store.cache.mode=" + mode,
					"pennon.store.cache.ttl=1h")
			.run((context) -> {
				FlagClient client = context.getBean(FlagClient.class);
				List<FlagValueChange> values = new CopyOnWriteArrayList<>();
				client.flagTracker().addFlagValueChangeListener("flag", CONTEXT, values::add);
				assertThat(client.boolVariation("flag", CONTEXT, false)).isTrue();
				awaitFirst(context);
				write(2, false);
				await().atMost(PATIENCE)
					.untilAsserted(() -> assertThat(changes(context)).containsExactly("flag", "flag"));
				await().atMost(PATIENCE).untilAsserted(() -> assertThat(values).hasSize(1));
				assertThat(client.boolVariation("flag", CONTEXT, true)).isFalse();
			});
	}

	@Test
	void changeOfAFlagThatNobodyEvaluatesIsSeenWhenTheTimeOfTheCacheIsOver() {
		this.runner.withPropertyValues("pennon.store.cache.ttl=200ms").run((context) -> {
			awaitFirst(context);
			write(2, false);
			await().atMost(PATIENCE).untilAsserted(() -> assertThat(changes(context)).containsExactly("flag", "flag"));
		});
	}

	@Test
	void changeDuringAnOutageIsSeenAfterIt() {
		this.runner.withPropertyValues("pennon.store.notifications=true").run((context) -> {
			awaitFirst(context);
			server.kill();
			server.start();
			write(2, false);
			await().atMost(PATIENCE).untilAsserted(() -> assertThat(changes(context)).containsExactly("flag", "flag"));
			assertThat(context.getBean(FlagClient.class).boolVariation("flag", CONTEXT, true)).isFalse();
		});
	}

	@Test
	void notificationsWithoutNeedAreReported(CapturedOutput log) {
		this.runner
			.withPropertyValues("pennon.store.notifications=true", "pennon.data-source.type=",
					"pennon.store.healing.enabled=false")
			.run((context) -> assertThat(log).contains("'pennon.store.notifications' has no effect"));
	}

	static class Listener {

		private final List<String> changes = new CopyOnWriteArrayList<>();

		@EventListener
		void on(FlagChanged event) {
			this.changes.add(event.key());
		}

	}

}
