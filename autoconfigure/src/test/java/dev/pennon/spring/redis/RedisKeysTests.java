package dev.pennon.spring.redis;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RedisKeys}.
 */
class RedisKeysTests {

	@ParameterizedTest
	@ValueSource(strings = { "", "aB+/=", "\u007F", "\u0080", "Zürich", "€", "\uD83C\uDFC1" })
	void joinedKeyIsTheTextInUtf8BehindTheStart(String text) {
		assertThat(RedisKeys.join(RedisKeys.bytes("p:"), text)).asString(StandardCharsets.UTF_8).isEqualTo("p:" + text);
	}

}
