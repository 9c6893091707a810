package dev.pennon.datasource.http;

import java.net.URI;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PayloadFilterTests {

	private static final URI BASE = URI.create("http://relay/base");

	@Test
	void aLegalKeyIsSent() {
		assertThat(PayloadFilter.uri(BASE, "/all", "encoding_not_necessary"))
			.hasToString("http://relay/base/all?filter=encoding_not_necessary");
		assertThat(PayloadFilter.uri(BASE, "/all", "4a.B-c")).hasToString("http://relay/base/all?filter=4a.B-c");
	}

	@ParameterizedTest
	@NullAndEmptySource
	@ValueSource(strings = { "encoding necessary +! %& ( )", ".a", "_a", "-a", "a&b", "a\n", "\u00e9" })
	void noKeyAndAKeyThatIsNotLegalAreNotSent(@Nullable String key) {
		assertThat(PayloadFilter.uri(BASE, "/all", key)).hasToString("http://relay/base/all");
	}

}
