package dev.pennon.http;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class HttpConfigurationTests {

	@Test
	void defaultsAreThoseOfTheJavaSdk() {
		HttpConfiguration configuration = HttpConfiguration.builder("sdk-secret").build();

		assertThat(configuration.connectTimeout()).isEqualTo(Duration.ofSeconds(2));
		assertThat(configuration.readTimeout()).isEqualTo(Duration.ofSeconds(10));
		assertThat(configuration.proxy()).isNull();
	}

	@Test
	void anEmptySdkKeyIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> HttpConfiguration.builder(""))
			.withMessage("The SDK key is empty; copy it from the settings of the environment");
	}

	@ParameterizedTest
	@ValueSource(strings = { "sdk-secret\n", "sdk-secret\r\nX-Other: 1", " sdk-secret", "sdk-secret\u00e9",
			"sdk-secret\u0000" })
	void anSdkKeyThatNoHeaderCanCarryIsRefusedAndNotShown(String key) {
		assertThatIllegalArgumentException().isThrownBy(() -> HttpConfiguration.builder(key))
			.withMessageContaining("which no HTTP header can carry")
			.withMessageNotContaining("secret");
	}

	@Test
	void theMessageForAKeyWithALineBreakSaysSo() {
		assertThatIllegalArgumentException().isThrownBy(() -> HttpConfiguration.builder("sdk-secret\n"))
			.withMessageStartingWith("The SDK key contains a line break at position 10");
	}

	@Test
	void anSdkKeyMayHave8192CharactersAndNoMore() {
		assertThat(HttpConfiguration.builder("k".repeat(8192)).build()).isNotNull();
		assertThatIllegalArgumentException().isThrownBy(() -> HttpConfiguration.builder("k".repeat(8193)))
			.withMessage("The SDK key has 8193 characters, more than the 8192 that are possible");
	}

	@Test
	void itsTextShowsNoSecret() {
		HttpConfiguration configuration = HttpConfiguration.builder("sdk-secret")
			.header("X-Token", "token-secret")
			.proxy(new ProxyConfiguration("proxy.example.com", 3128, "user", "password-secret"))
			.build();

		assertThat(configuration.toString()).contains("X-Token", "proxy.example.com:3128 with credentials")
			.doesNotContain("secret");
	}

	@Test
	void headersThatCannotBeSentAreRefusedWithoutTheirValue() {
		HttpConfiguration.Builder builder = HttpConfiguration.builder("sdk-secret");

		assertThatIllegalArgumentException().isThrownBy(() -> builder.header("X Y", "v"))
			.withMessage("'X Y' is not the name of an HTTP header");
		assertThatIllegalArgumentException().isThrownBy(() -> builder.header("", "v"))
			.withMessage("'' is not the name of an HTTP header");
		assertThatIllegalArgumentException().isThrownBy(() -> builder.header("X-Y", "a\nsecret"))
			.withMessage("The value of the HTTP header 'X-Y' contains a line break at position 1");
	}

	@Test
	void timeoutsMustBePositive() {
		HttpConfiguration.Builder builder = HttpConfiguration.builder("sdk-secret");

		assertThatIllegalArgumentException().isThrownBy(() -> builder.connectTimeout(Duration.ZERO))
			.withMessage("The connect timeout must be one millisecond or more but is PT0S");
		assertThatIllegalArgumentException().isThrownBy(() -> builder.readTimeout(Duration.ofSeconds(-1)))
			.withMessage("The read timeout must be one millisecond or more but is PT-1S");
	}

	@Test
	void aProxyNeedsAHostAPortAndBothCredentialsOrNeither() {
		assertThatIllegalArgumentException().isThrownBy(() -> ProxyConfiguration.of(" ", 80));
		assertThatIllegalArgumentException().isThrownBy(() -> ProxyConfiguration.of("p", 0))
			.withMessage("The port of the HTTP proxy 'p' must be between 1 and 65535 but is 0");
		assertThatIllegalArgumentException().isThrownBy(() -> new ProxyConfiguration("p", 80, "user", null))
			.withMessage("The HTTP proxy 'p' needs a user name and a password, or neither");
	}

}
