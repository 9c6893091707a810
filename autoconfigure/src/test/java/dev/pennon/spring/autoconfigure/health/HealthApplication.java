package dev.pennon.spring.autoconfigure.health;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;

import dev.pennon.datasource.DataSourceErrorInfo;
import dev.pennon.datasource.DataSourceErrorKind;
import dev.pennon.datasource.DataSourceState;
import dev.pennon.datasource.DataSourceUpdateSink;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A web application on a port of its own, and what it answers about its health.
 *
 * @param context the running application
 */
record HealthApplication(ConfigurableApplicationContext context) implements AutoCloseable {

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	static HealthApplication start(Class<?> type, String... arguments) {
		return new HealthApplication(new SpringApplicationBuilder(type)
			.properties("server.port=0", "server.address=127.0.0.1", "spring.main.banner-mode=off",
					"management.endpoint.health.show-details=always", "management.health.redis.enabled=false")
			.run(arguments));
	}

	void report(DataSourceState state, String message) {
		this.context.getBean(DataSourceUpdateSink.class)
			.updateStatus(state, DataSourceErrorInfo.of(DataSourceErrorKind.NETWORK_ERROR, message,
					Instant.parse("2026-11-01T00:00:00Z")));
	}

	Answer health() throws IOException, InterruptedException {
		return get("/actuator/health");
	}

	Answer get(String path) throws IOException, InterruptedException {
		String port = this.context.getEnvironment().getRequiredProperty("local.server.port");
		HttpResponse<String> response = HTTP.send(
				HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
				HttpResponse.BodyHandlers.ofString());
		return new Answer(response.statusCode(), JsonMapper.shared().readTree(response.body()));
	}

	@Override
	public void close() {
		this.context.close();
	}

	record Answer(int code, JsonNode body) {

		String status() {
			return this.body.path("status").asString();
		}

		String statusOfPennon() {
			return this.body.at("/components/pennon/status").asString();
		}

		JsonNode part(String name) {
			return this.body.at("/components/pennon/components/" + name);
		}

		String status(String part) {
			return part(part).path("status").asString();
		}

	}

}
