package dev.pennon.contract;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import com.sun.net.httpserver.Headers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class ContractTestServiceTests {

	private static final String EVALUATE = """
			{"command": "evaluate", "evaluate": {"flagKey": "%s", "context": {"kind": "user", "key": "u"},
			 "valueType": "%s", "defaultValue": %s, "detail": %s}}""";

	private final FlagServer flags = new FlagServer();

	private ServiceRequests service;

	ContractTestServiceTests() throws IOException {
	}

	@BeforeEach
	void connect(@LocalServerPort int port) {
		this.service = new ServiceRequests(port);
	}

	@AfterEach
	void stopServer() {
		this.flags.close();
	}

	@Test
	void statusNamesSdkVersionAndCapabilities() {
		JsonNode status = JsonMapper.shared().readTree(this.service.get("/").body());
		assertThat(status.get("name").stringValue()).isEqualTo("pennon");
		assertThat(status.get("clientVersion").stringValue()).isNotEmpty();
		assertThat(status.get("capabilities")).extracting(JsonNode::stringValue)
			.contains("server-side", "strongly-typed", "user-type", "tls:custom-ca")
			.doesNotHaveDuplicates();
	}

	@Test
	void streamingClientEvaluatesWithReason() {
		String client = this.service.create(streaming(""));
		assertThat(evaluate(client, "number", "int", "1", true)).hasToString("""
				{"value":42,"variationIndex":1,"reason":{"kind":"OFF"}}""");
		this.service.delete(client);
	}

	@Test
	void pollingClientEvaluates() {
		String client = this.service
			.create("""
					{"credential": "key", "startWaitTimeMs": 60000, "polling": {"baseUri": "%s", "pollIntervalMs": 30000}}"""
				.formatted(this.flags.uri()));
		assertThat(evaluate(client, "number", "double", "1.5", false)).hasToString("""
				{"value":42.0}""");
		this.service.delete(client);
	}

	@Test
	void everyValueTypeHasItsDefaultAndNoVariationIndex() {
		String client = this.service.create(streaming(""));
		List<String[]> defaults = List.of(new String[] { "bool", "true" }, new String[] { "int", "5" },
				new String[] { "double", "5.5" }, new String[] { "string", "\"a\"" }, new String[] { "any", "[1]" },
				new String[] { "", "null" });
		for (String[] typeAndDefault : defaults) {
			assertThat(evaluate(client, "unknown", typeAndDefault[0], typeAndDefault[1], true)).hasToString("""
					{"value":%s,"reason":{"kind":"ERROR","errorKind":"FLAG_NOT_FOUND"}}"""
				.formatted(typeAndDefault[1]));
		}
		this.service.delete(client);
	}

	@Test
	void allFlagsHaveTheFormForClientSideSdks() {
		String client = this.service.create(streaming(""));
		JsonNode state = this.service.command(client, """
				{"command": "evaluateAll", "evaluateAll": {"user": {"key": "u"}, "withReasons": true}}""").get("state");
		assertThat(state.get("number").intValue()).isEqualTo(42);
		assertThat(state.get("$flagsState")).hasToString("""
				{"number":{"variation":1,"version":3,"reason":{"kind":"OFF"}}}""");
		assertThat(state.get("$valid").booleanValue()).isTrue();
		this.service.delete(client);
	}

	@Test
	void requestsCarryWhatTheHarnessConfigures() throws InterruptedException {
		String client = this.service.create(streaming("""
				, "tags": {"applicationId": "shop", "applicationVersion": "2"},
				 "wrapper": {"name": "spring", "version": "4"}"""));
		Headers headers = this.flags.takeRequest().getRequestHeaders();
		assertThat(headers.getFirst("Authorization")).isEqualTo("key");
		assertThat(headers.getFirst("X-LaunchDarkly-Tags")).isEqualTo("application-id/shop application-version/2");
		assertThat(headers.getFirst("X-LaunchDarkly-Wrapper")).isEqualTo("spring/4");
		this.service.delete(client);
	}

	@Test
	void serviceEndpointsAloneMeanStreaming() throws InterruptedException {
		String client = this.service.create("""
				{"credential": "key", "startWaitTimeMs": 60000, "serviceEndpoints": {"streaming": "%s"}}"""
			.formatted(this.flags.uri()));
		assertThat(this.flags.takeRequest().getRequestURI().getPath()).isEqualTo("/all");
		this.service.delete(client);
	}

	@Test
	void contextsAreBuiltConvertedComparedAndHashed() {
		String client = this.service.create(streaming(""));
		assertThat(this.service
			.command(client,
					"""
							{"command": "contextBuild", "contextBuild": {"single": {"key": "u", "anonymous": null, "custom": {"a": 1}}}}
							""")
			.get("output")
			.stringValue()).isEqualTo("""
					{"kind":"user","key":"u","a":1}""");
		assertThat(this.service.command(client, """
				{"command": "contextConvert", "contextConvert": {"input": "{"}}""").get("error").stringValue())
			.isNotEmpty();
		assertThat(this.service.command(client, """
				{"command": "contextComparison", "contextComparison": {
				 "context1": {"single": {"kind": "user", "key": "u"}},
				 "context2": {"multi": [{"kind": "user", "key": "u"}]}}}""").get("equals").booleanValue()).isTrue();
		assertThat(this.service.command(client, """
				{"command": "secureModeHash", "secureModeHash": {"context": {"kind": "user", "key": "u"}}}""")
			.get("result")
			.stringValue()).hasSize(64);
		this.service.delete(client);
	}

	@Test
	void clientWithoutFlagsIsCreatedAllTheSame() {
		String client = this.service
			.create("""
					{"credential": "key", "startWaitTimeMs": 1, "initCanFail": true, "streaming": {"baseUri": "%snowhere"}}"""
				.formatted(this.flags.uri()));
		assertThat(evaluate(client, "number", "int", "1", true)).hasToString("""
				{"value":1,"reason":{"kind":"ERROR","errorKind":"CLIENT_NOT_READY"}}""");
		this.service.delete(client);
	}

	@Test
	void fiftyClientsLeaveNoThread() {
		List<String> clients = new ArrayList<>();
		for (int i = 0; i < 50; i++) {
			clients.add(this.service.create(streaming("")));
		}
		assertThat(clients).doesNotHaveDuplicates();
		assertThat(pennonThreads()).hasSizeGreaterThanOrEqualTo(50);
		for (String client : clients) {
			assertThat(this.service.delete(client).statusCode()).isEqualTo(200);
		}
		assertThat(pennonThreads()).isEmpty();
	}

	private static List<String> pennonThreads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.filter((name) -> name.startsWith("pennon"))
			.toList();
	}

	private String streaming(String more) {
		return """
				{"credential": "key", "startWaitTimeMs": 60000, "streaming": {"baseUri": "%s"}%s}"""
			.formatted(this.flags.uri(), more);
	}

	private JsonNode evaluate(String client, String key, String type, String defaultValue, boolean detail) {
		return this.service.command(client, EVALUATE.formatted(key, type, defaultValue, detail));
	}

}
