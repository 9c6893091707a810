package dev.pennon.contract;

import java.net.http.HttpClient;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks the harness things, or tells it. Whoever calls waits for the answer.
 */
@Component
final class Callbacks {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private final RestClient client;

	private final JsonMapper mapper;

	Callbacks(JsonMapper mapper) {
		JdkClientHttpRequestFactory factory = new JdkClientHttpRequestFactory(
				HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build());
		factory.setReadTimeout(TIMEOUT);
		this.client = RestClient.builder().requestFactory(factory).build();
		this.mapper = mapper;
	}

	/** Posts JSON. */
	void tell(String uri, Object body) {
		this.client.post()
			.uri(uri)
			.contentType(MediaType.APPLICATION_JSON)
			.body(this.mapper.writeValueAsBytes(body))
			.retrieve()
			.toBodilessEntity();
	}

	/**
	 * Posts JSON.
	 * @return the answer
	 */
	<T> T ask(String uri, Object body, Class<T> answerType) {
		String answer = this.client.post()
			.uri(uri)
			.contentType(MediaType.APPLICATION_JSON)
			.body(this.mapper.writeValueAsBytes(body))
			.retrieve()
			.body(String.class);
		return this.mapper.readValue((answer != null) ? answer : "{}", answerType);
	}

	/**
	 * Posts a text.
	 * @return the text of the answer
	 */
	String ask(String uri, @Nullable String body) {
		String answer = this.client.post()
			.uri(uri)
			.contentType(MediaType.TEXT_PLAIN)
			.body((body != null) ? body : "")
			.retrieve()
			.body(String.class);
		return (answer != null) ? answer : "";
	}

}
