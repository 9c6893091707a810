package dev.pennon.bigsegment;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class BigSegmentsConfigTests {

	private static final BigSegmentsConfig DEFAULTS = BigSegmentsConfig.defaults();

	@Test
	void defaultsAreThoseOfTheOtherSdks() {
		assertThat(DEFAULTS.contextCacheSize()).isEqualTo(1000);
		assertThat(DEFAULTS.contextCacheTime()).hasSeconds(5);
		assertThat(DEFAULTS.statusPollInterval()).hasSeconds(5);
		assertThat(DEFAULTS.staleAfter()).hasSeconds(120);
		assertThat(DEFAULTS.staleOnError()).isZero();
		assertThat(DEFAULTS.waitLimit()).hasSeconds(2);
	}

	@Test
	void zeroTurnsTheCacheOff() {
		assertThat(DEFAULTS.withContextCache(0, Duration.ZERO).contextCacheSize()).isZero();
	}

	@ParameterizedTest
	@CsvSource({ "0", "-1" })
	void pollIntervalAndAgesMustBePositive(int millis) {
		Duration duration = Duration.ofMillis(millis);
		assertThatIllegalArgumentException().isThrownBy(() -> DEFAULTS.withStatusPollInterval(duration))
			.withMessageContaining("'statusPollInterval'");
		assertThatIllegalArgumentException().isThrownBy(() -> DEFAULTS.withStaleAfter(duration))
			.withMessageContaining("'staleAfter'");
		assertThatIllegalArgumentException().isThrownBy(() -> DEFAULTS.withWaitLimit(duration))
			.withMessageContaining("'waitLimit'");
	}

	@Test
	void negativeLimitsAreRefused() {
		Duration negative = Duration.ofMillis(-1);
		assertThatIllegalArgumentException().isThrownBy(() -> DEFAULTS.withContextCache(-1, Duration.ZERO))
			.withMessageContaining("'contextCacheSize'");
		assertThatIllegalArgumentException().isThrownBy(() -> DEFAULTS.withContextCache(1, negative))
			.withMessageContaining("'contextCacheTime'");
		assertThatIllegalArgumentException().isThrownBy(() -> DEFAULTS.withStaleOnError(negative))
			.withMessageContaining("'staleOnError'");
	}

}
