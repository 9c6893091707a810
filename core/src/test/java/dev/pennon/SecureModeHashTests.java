package dev.pennon;

import dev.pennon.context.ContextKind;
import dev.pennon.context.EvaluationContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class SecureModeHashTests {

	@ParameterizedTest
	@CsvSource({
			"sdk-01234567-89ab-cdef-0123-456789abcdef, user, user-key-123, 73df666a13f2c474e50aa34ca5a761e89abb737fb139ff65fdde7fa85c9dcacd",
			"sdk-11234567-89ab-cdef-0123-456789abcdef, user, user-key-123, 63538426a9845721a5547b4715f4284b060c21743702a896e1ff8a9a5b57215d",
			"sdk-01234567-89ab-cdef-0123-456789abcdef, user, user-key-456, 55be6b5ceb2a11acc6a7e9c60dbee5022d9c7084baf9ecd8cf69d12bce5a92fb",
			"sdk-01234567-89ab-cdef-0123-456789abcdef, other, user-key-123, 98a933ca26d2951547fc021981ebcdeda95fbca2ac3f767ae67f7042d5458f72" })
	void hashIsTheOneOfOtherSdks(String sdkKey, String kind, String key, String hash) {
		FlagClient client = FlagClient.builder().sdkKey(sdkKey).build();
		assertThat(client.secureModeHash(EvaluationContext.of(ContextKind.of(kind), key))).isEqualTo(hash);
	}

	@Test
	void invalidContextHasNoHash() {
		FlagClient client = FlagClient.builder().sdkKey("sdk-key").build();
		assertThat(client.secureModeHash(null)).isNull();
		assertThat(client.secureModeHash(EvaluationContext.of(""))).isNull();
	}

	@Test
	void hashNeedsAnSdkKey() {
		for (String sdkKey : new String[] { null, "" }) {
			FlagClient client = FlagClient.builder().sdkKey(sdkKey).build();
			assertThatIllegalStateException().isThrownBy(() -> client.secureModeHash(EvaluationContext.of("a")))
				.withMessageContaining("'sdkKey'");
		}
	}

}
