package dev.pennon.spring.autoconfigure.health;

import java.time.Duration;
import java.time.Instant;

import dev.pennon.datasource.DataSourceUpdateSink;
import dev.pennon.spring.autoconfigure.StubUpdateProcessor;
import dev.pennon.spring.autoconfigure.health.HealthApplication.Answer;
import dev.pennon.spring.redis.RedisServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The health of big segments in Redis as an operator sees it, in each state.
 */
@Timeout(60)
class BigSegmentHealthOverHttpTests {

	@RegisterExtension
	static final RedisServer server = RedisServer.with();

	@BeforeEach
	void clear() {
		server.reset();
	}

	private static void upToDate(Instant time) {
		server.admin().set("launchdarkly:big_segments_synchronized_on", Long.toString(time.toEpochMilli()));
	}

	private static HealthApplication start(String... arguments) {
		String[] all = new String[arguments.length + 3];
		all[0] = "--spring.data.redis.port=" + server.port();
		all[1] = "--pennon.big-segments.store=redis";
		all[2] = "--pennon.big-segments.status-poll-interval=100ms";
		System.arraycopy(arguments, 0, all, 3, arguments.length);
		return HealthApplication.start(Application.class, all);
	}

	private static Answer awaitStatus(HealthApplication application, String status) throws Exception {
		await().atMost(Duration.ofSeconds(10))
			.untilAsserted(() -> assertThat(application.health().status("bigSegments")).isEqualTo(status));
		return application.health();
	}

	@Test
	void storeThatIsUpToDateIsUp() throws Exception {
		Instant time = Instant.now().minusSeconds(3);
		upToDate(time);
		try (HealthApplication application = start()) {
			Answer health = awaitStatus(application, "UP");
			JsonNode part = health.part("bigSegments");
			assertThat(part.at("/details/state").asString()).isEqualTo("VALID");
			assertThat(part.at("/details/available").asBoolean()).isTrue();
			assertThat(part.at("/details/stale").asBoolean(true)).isFalse();
			assertThat(Instant.parse(part.at("/details/lastUpdate").asString())).isBeforeOrEqualTo(time);
			assertThat(Duration.parse(part.at("/details/ageOfData").asString())).isBetween(Duration.ofSeconds(3),
					Duration.ofSeconds(30));
			assertThat(Instant.parse(part.at("/details/since").asString())).isBeforeOrEqualTo(Instant.now());
			assertThat(part.at("/details/lastError").isMissingNode()).isTrue();
			assertThat(health.statusOfPennon()).isEqualTo("UP");
			assertThat(health.status()).isEqualTo("UP");
			assertThat(health.code()).isEqualTo(200);
		}
	}

	@Test
	void staleDataLeavesTheAggregateAndTheHttpCodeAlone() throws Exception {
		upToDate(Instant.now().minusSeconds(3600));
		try (HealthApplication application = start()) {
			Answer health = awaitStatus(application, "STALE");
			JsonNode part = health.part("bigSegments");
			assertThat(part.at("/details/state").asString()).isEqualTo("STALE");
			assertThat(part.at("/details/available").asBoolean()).isTrue();
			assertThat(part.at("/details/stale").asBoolean()).isTrue();
			assertThat(part.at("/details/ageOfData").asString()).startsWith("PT1H");
			assertThat(health.statusOfPennon()).isEqualTo("UP");
			assertThat(health.status()).isEqualTo("UP");
			assertThat(health.code()).isEqualTo(200);
		}
	}

	@Test
	void dataThatNobodySynchronizedIsStaleWithoutAge() throws Exception {
		try (HealthApplication application = start()) {
			JsonNode part = awaitStatus(application, "STALE").part("bigSegments");
			assertThat(part.at("/details/lastUpdate").isMissingNode()).isTrue();
			assertThat(part.at("/details/ageOfData").isMissingNode()).isTrue();
		}
	}

	@Test
	void storeThatCannotBeAskedIsDownUntilItAnswersAgain() throws Exception {
		upToDate(Instant.now());
		try (HealthApplication application = start()) {
			awaitStatus(application, "UP");
			server.kill();
			Answer health = awaitStatus(application, "DOWN");
			JsonNode part = health.part("bigSegments");
			assertThat(part.at("/details/state").asString()).isEqualTo("UNAVAILABLE");
			assertThat(part.at("/details/available").asBoolean(true)).isFalse();
			assertThat(part.at("/details/stale").asBoolean(true)).isFalse();
			assertThat(part.at("/details/lastError").asString()).isNotEmpty();
			assertThat(part.at("/details/lastUpdate").asString()).isNotEmpty();
			assertThat(health.statusOfPennon()).isEqualTo("DOWN");
			assertThat(health.status()).isEqualTo("DOWN");
			assertThat(health.code()).isEqualTo(503);
			server.start();
			upToDate(Instant.now());
			assertThat(awaitStatus(application, "UP").code()).isEqualTo(200);
		}
	}

	@Test
	void storeThatHasNotBeenAskedIsUnknown() throws Exception {
		server.freeze();
		try (HealthApplication application = start("--pennon.big-segments.timeout=20s")) {
			Answer health = application.health();
			JsonNode part = health.part("bigSegments");
			assertThat(part.path("status").asString()).isEqualTo("UNKNOWN");
			assertThat(part.path("details").size()).isOne();
			assertThat(part.at("/details/state").asString()).isEqualTo("INITIALIZING");
			assertThat(health.statusOfPennon()).isEqualTo("UP");
			assertThat(health.code()).isEqualTo(200);
			server.thaw();
			awaitStatus(application, "STALE");
		}
		finally {
			server.thaw();
		}
	}

	@Test
	void statusOfEachConditionIsConfigurable() throws Exception {
		upToDate(Instant.now().minusSeconds(3600));
		server.freeze();
		try (HealthApplication application = start("--pennon.health.big-segments.initializing=DOWN",
				"--pennon.health.big-segments.stale=OUT_OF_SERVICE", "--pennon.health.big-segments.valid=FINE",
				"--pennon.health.big-segments.unavailable=STALE", "--pennon.big-segments.timeout=20s")) {
			assertThat(awaitStatus(application, "DOWN").code()).isEqualTo(503);
			server.thaw();
			assertThat(awaitStatus(application, "OUT_OF_SERVICE").code()).isEqualTo(503);
			upToDate(Instant.now());
			assertThat(awaitStatus(application, "FINE").code()).isEqualTo(200);
			server.kill();
			assertThat(awaitStatus(application, "STALE").code()).isEqualTo(200);
		}
		finally {
			server.thaw();
		}
	}

	@Test
	void prefixIsThatOfTheFlagsUnlessBigSegmentsHaveTheirOwn() throws Exception {
		String now = Long.toString(Instant.now().toEpochMilli());
		server.admin().set("flags:big_segments_synchronized_on", now);
		try (HealthApplication application = start("--pennon.store.prefix=flags")) {
			awaitStatus(application, "UP");
		}
		try (HealthApplication application = start("--pennon.store.prefix=flags",
				"--pennon.big-segments.prefix=segments")) {
			awaitStatus(application, "STALE");
			server.admin().set("segments:big_segments_synchronized_on", now);
			awaitStatus(application, "UP");
		}
	}

	@Test
	void applicationWithoutStoreHasNoPart() throws Exception {
		try (HealthApplication application = HealthApplication.start(Application.class)) {
			assertThat(application.health().part("bigSegments").isMissingNode()).isTrue();
		}
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Application {

		@Bean
		StubUpdateProcessor source(DataSourceUpdateSink sink) {
			return new StubUpdateProcessor(sink, "one", "two");
		}

	}

}
