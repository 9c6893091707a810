package dev.pennon.context;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ContextKindTests {

	@ParameterizedTest
	@NullAndEmptySource
	@ValueSource(strings = "user")
	void userIsTheDefault(String value) {
		assertThat(ContextKind.of(value)).isSameAs(ContextKind.USER);
		assertThat(ContextKind.of(value).isDefault()).isTrue();
	}

	@Test
	void multiIsOneOfAKind() {
		assertThat(ContextKind.of("multi")).isSameAs(ContextKind.MULTI);
		assertThat(ContextKind.MULTI.isDefault()).isFalse();
	}

	@Test
	void kindsAreEqualByName() {
		assertThat(ContextKind.of("org")).isEqualTo(ContextKind.of("org"))
			.hasSameHashCodeAs(ContextKind.of("org"))
			.isNotEqualTo(ContextKind.of("Org"))
			.isNotEqualTo("org")
			.hasToString("org");
	}

	@ParameterizedTest
	@ValueSource(strings = { "org", "user", "a", "Kind", "multi2",
			"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-" })
	void allowedKindsMakeValidContexts(String value) {
		assertThat(EvaluationContext.of(ContextKind.of(value), "k").isValid()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "kind", "multi", "a b", "org/team", "org:1", "a\nb", "\u00e9", "{" })
	void otherKindsMakeInvalidContexts(String value) {
		EvaluationContext context = EvaluationContext.of(ContextKind.of(value), "k");
		assertThat(context.isValid()).isFalse();
		assertThat(context.error()).contains("kind").doesNotContain("\n");
	}

	@Test
	void everyForbiddenLatin1CharacterIsRefusedByName() {
		for (char ch = 1; ch < 256; ch++) {
			if (!String.valueOf(ch).matches("[A-Za-z0-9._-]")) {
				assertThat(EvaluationContext.of(ContextKind.of("org" + ch), "k").error())
					.contains("U+%04X".formatted((int) ch));
			}
		}
	}

}
