package dev.pennon.http;

import java.net.URI;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ServiceEndpointsTests {

	@Test
	void defaultsAreLaunchDarklysOwn() {
		ServiceEndpoints endpoints = ServiceEndpoints.defaults();

		assertThat(endpoints.uri(FlagService.STREAMING)).hasToString("https://stream.launchdarkly.com");
		assertThat(endpoints.uri(FlagService.POLLING)).hasToString("https://app.launchdarkly.com");
		assertThat(endpoints.uri(FlagService.EVENTS)).hasToString("https://events.launchdarkly.com");
	}

	@Test
	void aRelayProxyServesEverything() {
		ServiceEndpoints endpoints = ServiceEndpoints.builder().relayProxy("http://relay:8030").build();

		for (FlagService service : FlagService.values()) {
			assertThat(endpoints.uri(service)).isEqualTo(URI.create("http://relay:8030"));
		}
	}

	@ParameterizedTest
	@CsvSource({ "http://relay:8030/, http://relay:8030", "http://relay/a/b//, http://relay/a/b",
			"HTTPS://relay, HTTPS://relay", "http://my_relay:8030, http://my_relay:8030",
			"http://127.0.0.1:80, http://127.0.0.1:80", "http://[::1]:80, http://[::1]:80" })
	void aBaseUriLosesTheSlashesAtItsEnd(String given, String expected) {
		ServiceEndpoints endpoints = ServiceEndpoints.builder().streaming(given).build();

		assertThat(endpoints.uri(FlagService.STREAMING)).hasToString(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "relay.example.com", "localhost:8030", "//relay", "ftp://relay", "" })
	void aBaseUriWithoutSchemeIsRefusedWithAnExample(String given) {
		assertThatIllegalArgumentException().isThrownBy(() -> ServiceEndpoints.builder().streaming(given))
			.withMessage(
					"The base URI of the streaming service has no scheme http or https: '%s'; an example of a base "
							+ "URI is https://relay.example.com:8030",
					given);
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://", "http://:80", "http://a b", "http://relay:99999" })
	void aBaseUriWithoutHostIsRefused(String given) {
		assertThatIllegalArgumentException().isThrownBy(() -> ServiceEndpoints.builder().events(given))
			.withMessageStartingWith("The base URI of the events service has no valid host or port: '" + given + "'");
	}

	@Test
	void aBaseUriWithCredentialsIsRefusedAndNotShown() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> ServiceEndpoints.builder().polling("http://user:secret@relay"))
			.withMessageContaining("polling")
			.withMessageNotContaining("secret");
	}

	@Test
	void aBaseUriWithAQueryIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> ServiceEndpoints.builder().polling("http://relay?a=b"))
			.withMessageContaining("has a query or a fragment");
	}

}
