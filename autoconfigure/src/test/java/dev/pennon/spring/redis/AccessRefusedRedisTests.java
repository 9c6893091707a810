package dev.pennon.spring.redis;

import java.time.Duration;

import dev.pennon.FlagClient;
import dev.pennon.context.EvaluationContext;
import dev.pennon.evaluation.ErrorKind;
import dev.pennon.model.DataKinds;
import dev.pennon.store.CacheConfig;
import dev.pennon.store.CachingStoreWrapper;
import dev.pennon.store.StoreAccessRefusedException;
import io.lettuce.core.AclSetuserArgs;
import io.lettuce.core.protocol.CommandType;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A Redis that does not let Pennon in, or not read: one line in the log, and no coming
 * and going.
 */
@ExtendWith(OutputCaptureExtension.class)
class AccessRefusedRedisTests {

	private static final EvaluationContext CONTEXT = EvaluationContext.of("user");

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	/** Several probes long. */
	private static final Duration A_WHILE = Duration.ofSeconds(3);

	private static final String FLAG = "{\"key\":\"flag\",\"version\":1,\"on\":true,\"variations\":[true],"
			+ "\"fallthrough\":{\"variation\":0},\"salt\":\"s\"}";

	@RegisterExtension
	static final RedisServer server = RedisServer.with("--user", "reader", "on", ">secret", "~launchdarkly:*", "+hget",
			"+hgetall", "+exists", "--user", "idle", "on", ">secret", "~launchdarkly:*", "+exists", "--user", "single",
			"on", ">secret", "~launchdarkly:*", "+hget", "+exists");

	private LettuceConnectionFactory factory;

	private CachingStoreWrapper store;

	private FlagClient client;

	private void open(String user, String password) {
		server.admin().hset("launchdarkly:features", "flag", FLAG);
		RedisStandaloneConfiguration configuration = new RedisStandaloneConfiguration("127.0.0.1", server.port());
		configuration.setUsername(user);
		configuration.setPassword(password);
		this.factory = RedisStores.started(new LettuceConnectionFactory(configuration));
		this.store = CachingStoreWrapper.builder(RedisStores.core(this.factory, "launchdarkly"))
			.cache(CacheConfig.off())
			.external(true)
			.build();
		this.client = FlagClient.builder().featureStore(this.store).externalData(true).build();
		this.client.start();
	}

	@AfterEach
	void close() {
		this.client.close();
		this.store.close();
		this.factory.destroy();
		server.admin().aclSetuser("reader", AclSetuserArgs.Builder.addPassword("secret"));
	}

	private boolean evaluate() {
		return this.client.boolVariation("flag", CONTEXT, false);
	}

	private static int count(CapturedOutput log, String text) {
		return log.toString().split(text, -1).length - 1;
	}

	@Test
	void wrongPasswordIsOneErrorAndAHealthState(CapturedOutput log) {
		open("reader", "wrong-password");
		assertThat(evaluate()).isFalse();
		Awaitility.await().during(A_WHILE).atMost(PATIENCE).until(() -> !evaluate());
		assertThat(count(log, "The feature store refuses access")).isEqualTo(1);
		assertThat(log).containsPattern("ERROR.*refuses access.*WRONGPASS")
			.doesNotContain("available again")
			.doesNotContain("wrong-password");
		assertThat(this.store.state().reachable()).isFalse();
		assertThat(this.store.state().lastError()).contains("WRONGPASS");
		server.admin().aclSetuser("reader", AclSetuserArgs.Builder.addPassword("wrong-password"));
		Awaitility.await().atMost(PATIENCE).until(this::evaluate);
	}

	@Test
	void readerWithoutRightsDoesNotComeAndGo(CapturedOutput log) {
		open("idle", "secret");
		Awaitility.await().during(A_WHILE).atMost(PATIENCE).until(() -> !evaluate());
		assertThat(this.client.boolVariationDetail("flag", CONTEXT, false).reason().errorKind())
			.isEqualTo(ErrorKind.EXCEPTION);
		assertThat(count(log, "The feature store refuses access")).isEqualTo(1);
		assertThat(log).containsPattern("ERROR.*refuses access.*NOPERM").doesNotContain("available again");
		assertThat(this.store.state().reachable()).isFalse();
		server.admin().aclSetuser("idle", AclSetuserArgs.Builder.addCommand(CommandType.HGET));
		Awaitility.await().atMost(PATIENCE).until(this::evaluate);
	}

	@Test
	void readerThatMayNotReadEverythingReadsTheRest(CapturedOutput log) {
		open("single", "secret");
		for (int i = 0; i < 5; i++) {
			assertThat(evaluate()).isTrue();
			assertThatExceptionOfType(StoreAccessRefusedException.class)
				.isThrownBy(() -> this.store.all(DataKinds.FEATURES));
			assertThat(this.client.allFlagsState(CONTEXT).isValid()).isFalse();
		}
		assertThat(this.store.state().reachable()).isTrue();
		assertThat(count(log, "The feature store refuses a question")).isEqualTo(1);
		assertThat(log).doesNotContain("available again");
	}

}
