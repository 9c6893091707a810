package dev.pennon.spring.autoconfigure.health;

import java.time.Instant;

import dev.pennon.datasource.DataSourceState;
import dev.pennon.datasource.DataSourceUpdateSink;
import dev.pennon.spring.autoconfigure.StubUpdateProcessor;
import dev.pennon.spring.autoconfigure.health.HealthApplication.Answer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PennonHealthContributorAutoConfiguration} as an operator sees it.
 */
class PennonHealthOverHttpTests {

	@Test
	void everyPartIsUpWhileTheSourceWorks() throws Exception {
		try (HealthApplication application = start()) {
			Answer health = application.health();
			assertThat(health.code()).isEqualTo(200);
			assertThat(health.status()).isEqualTo("UP");
			assertThat(health.statusOfPennon()).isEqualTo("UP");
			JsonNode source = health.part("dataSource");
			assertThat(source.path("status").asString()).isEqualTo("UP");
			assertThat(source.at("/details/state").asString()).isEqualTo("VALID");
			assertThat(Instant.parse(source.at("/details/since").asString())).isBeforeOrEqualTo(Instant.now());
			assertThat(Instant.parse(source.at("/details/lastUpdate").asString())).isBeforeOrEqualTo(Instant.now());
			assertThat(source.at("/details/ageOfData").asString()).startsWith("PT");
			assertThat(source.at("/details/updates/applied").asInt()).isOne();
			JsonNode store = health.part("featureStore");
			assertThat(store.path("status").asString()).isEqualTo("UP");
			assertThat(store.at("/details/flags").asInt()).isEqualTo(2);
			assertThat(store.at("/details/type").asString()).isEqualTo("InMemoryFeatureStore");
		}
	}

	@Test
	void staleLeavesTheAggregateAndTheHttpCodeAlone() throws Exception {
		try (HealthApplication application = start()) {
			application.report(DataSourceState.INTERRUPTED, "carrier pigeon lost");
			Answer health = application.health();
			assertThat(health.status("dataSource")).isEqualTo("STALE");
			JsonNode error = health.part("dataSource").at("/details/lastError");
			assertThat(error.path("kind").asString()).isEqualTo("NETWORK_ERROR");
			assertThat(error.path("message").asString()).isEqualTo("carrier pigeon lost");
			assertThat(error.path("time").asString()).isEqualTo("2026-11-01T00:00:00Z");
			assertThat(health.statusOfPennon()).isEqualTo("UP");
			assertThat(health.status()).isEqualTo("UP");
			assertThat(health.code()).isEqualTo(200);
			assertThat(application.get("/actuator/health/readiness").code()).isEqualTo(200);
		}
	}

	@Test
	void nothingButStalePartsLeaveTheApplicationAlone() throws Exception {
		try (HealthApplication application = start("--pennon.health.feature-store.valid=STALE")) {
			application.report(DataSourceState.INTERRUPTED, "carrier pigeon lost");
			Answer health = application.health();
			assertThat(health.statusOfPennon()).isEqualTo("UNKNOWN");
			assertThat(health.status()).isEqualTo("UP");
			assertThat(health.code()).isEqualTo(200);
			assertThat(application.get("/actuator/health/pennon").code()).isEqualTo(200);
			assertThat(application.get("/actuator/health/pennon/dataSource").code()).isEqualTo(200);
		}
	}

	@Test
	void operatorMayMapStaleToARankAndACode() throws Exception {
		try (HealthApplication application = start(
				"--management.endpoint.health.status.order=DOWN,OUT_OF_SERVICE,STALE,UP,UNKNOWN",
				"--management.endpoint.health.status.http-mapping.STALE=503")) {
			application.report(DataSourceState.INTERRUPTED, "carrier pigeon lost");
			Answer health = application.health();
			assertThat(health.status()).isEqualTo("STALE");
			assertThat(health.code()).isEqualTo(503);
		}
	}

	@Test
	void sourceThatHasEndedIsDown() throws Exception {
		try (HealthApplication application = start()) {
			application.report(DataSourceState.OFF, "carrier pigeon retired");
			Answer health = application.health();
			assertThat(health.status("dataSource")).isEqualTo("DOWN");
			assertThat(health.code()).isEqualTo(503);
		}
	}

	@Test
	void statusOfEachConditionIsConfigurable() throws Exception {
		try (HealthApplication application = start("--pennon.health.data-source.off=UP",
				"--pennon.health.feature-store.valid=FINE")) {
			application.report(DataSourceState.OFF, "carrier pigeon retired");
			Answer health = application.health();
			assertThat(health.status("dataSource")).isEqualTo("UP");
			assertThat(health.status("featureStore")).isEqualTo("FINE");
			assertThat(health.code()).isEqualTo(200);
		}
	}

	@Test
	void clientWithoutASourceIsUnknownAndHarmsNobody() throws Exception {
		try (HealthApplication application = HealthApplication.start(WithoutSource.class)) {
			Answer health = application.health();
			assertThat(health.status("dataSource")).isEqualTo("UNKNOWN");
			assertThat(health.status("featureStore")).isEqualTo("UNKNOWN");
			assertThat(health.status()).isEqualTo("UP");
			assertThat(health.code()).isEqualTo(200);
		}
	}

	@Test
	void groupMayNamePennon() throws Exception {
		try (HealthApplication application = start(
				"--management.endpoint.health.group.readiness.include=readinessState,pennon")) {
			assertThat(application.get("/actuator/health/readiness").code()).isEqualTo(200);
			application.report(DataSourceState.OFF, "carrier pigeon retired");
			assertThat(application.get("/actuator/health/readiness").code()).isEqualTo(503);
		}
	}

	private static HealthApplication start(String... arguments) {
		return HealthApplication.start(WithSource.class, arguments);
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class WithSource {

		@Bean
		StubUpdateProcessor source(DataSourceUpdateSink sink) {
			return new StubUpdateProcessor(sink, "one", "two");
		}

	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class WithoutSource {

	}

}
