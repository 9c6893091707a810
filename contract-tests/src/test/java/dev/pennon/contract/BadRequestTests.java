package dev.pennon.contract;

import java.net.http.HttpResponse;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class BadRequestTests {

	private ServiceRequests service;

	@BeforeEach
	void connect(@LocalServerPort int port) {
		this.service = new ServiceRequests(port);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{", "[]", "{}", "{\"configuration\": 3}", "{\"configuration\": {}}",
			"{\"configuration\": {\"credential\": 3}}", "{\"configuration\": {\"credential\": \"\"}}",
			"{\"configuration\": {\"credential\": \"key\", \"startWaitTimeMs\": \"5\"}}",
			"{\"configuration\": {\"credential\": \"key\", \"startWaitTimeMs\": 1.5}}",
			"{\"configuration\": {\"credential\": \"key\", \"initCanFail\": \"true\"}}",
			"{\"configuration\": {\"credential\": \"key\", \"initCanFail\": 1}}",
			"{\"configuration\": {\"credential\": \"key\", \"streaming\": []}}",
			"{\"configuration\": {\"credential\": \"key\", \"streaming\": {\"baseUri\": 8000}}}",
			"{\"configuration\": {\"credential\": \"key\", \"streaming\": {\"baseUri\": \"localhost:8000\"}}}",
			"{\"configuration\": {\"credential\": \"key\", \"proxy\": {\"httpProxy\": \"not a URI\"}}}" })
	void clientThatCannotBeCreatedIsABadRequest(String body) {
		HttpResponse<String> response = this.service.post("/", body);
		assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
		assertThat(response.body()).isNotEmpty();
	}

	@Test
	void refusalDoesNotShowTheSdkKey() {
		assertThat(this.service.post("/", """
				{"configuration": {"credential": "sdk-secret\\n", "initCanFail": "x"}}""").body())
			.doesNotContain("secret");
		assertThat(this.service.post("/", """
				{"configuration": {"credential": "sdk-secret\\n"}}""").body()).doesNotContain("secret")
			.contains("line break");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{", "[]", "{}", "{\"command\": \"fly\"}", "{\"command\": 3}",
			"{\"command\": \"evaluate\"}", "{\"command\": \"evaluate\", \"evaluate\": []}",
			"{\"command\": \"evaluate\", \"evaluate\": {}}",
			"{\"command\": \"evaluate\", \"evaluate\": {\"flagKey\": 3}}",
			"{\"command\": \"evaluate\", \"evaluate\": {\"flagKey\": \"f\", \"detail\": \"yes\"}}",
			"{\"command\": \"evaluate\", \"evaluate\": {\"flagKey\": \"f\", \"valueType\": \"date\"}}",
			"{\"command\": \"evaluate\", \"evaluate\": {\"flagKey\": \"f\", \"valueType\": \"bool\", \"defaultValue\": 3}}",
			"{\"command\": \"contextBuild\", \"contextBuild\": {\"single\": {\"key\": 3}}}",
			"{\"command\": \"contextBuild\", \"contextBuild\": {\"multi\": {}}}",
			"{\"command\": \"contextConvert\", \"contextConvert\": {\"input\": {}}}",
			"{\"command\": \"contextComparison\", \"contextComparison\": {}}" })
	void commandThatCannotBeReadIsABadRequest(String body) {
		String client = this.service.create("{\"credential\": \"key\"}");
		HttpResponse<String> response = this.service.post(client, body);
		assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
		assertThat(response.body()).isNotEmpty();
		this.service.delete(client);
	}

	@Test
	void unknownCommandIsAnsweredWithThoseThatThereAre() {
		String client = this.service.create("{\"credential\": \"key\"}");
		assertThat(this.service.post(client, "{\"command\": \"fly\"}").body()).contains("fly", "evaluate",
				"contextBuild");
		this.service.delete(client);
	}

	@Test
	void unknownAndClosedClientsAreNotFound() {
		String command = "{\"command\": \"contextConvert\", \"contextConvert\": {\"input\": \"{}\"}}";
		assertThat(this.service.post("/clients/none", command).statusCode()).isEqualTo(404);
		assertThat(this.service.delete("/clients/none").statusCode()).isEqualTo(404);
		String client = this.service.create("{\"credential\": \"key\"}");
		assertThat(this.service.delete(client).statusCode()).isEqualTo(200);
		assertThat(this.service.delete(client).statusCode()).isEqualTo(404);
		assertThat(this.service.post(client, command).statusCode()).isEqualTo(404);
	}

}
