package dev.pennon.datasource.http;

import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RetryDelayTests {

	private static final RandomGenerator NO_JITTER = () -> 0;

	private static final RandomGenerator MOST_JITTER = () -> -1;

	@Test
	void theDelayDoublesUpToThirtySeconds() {
		RetryDelay delay = RetryDelay.startingWith(Duration.ofSeconds(1));

		for (int seconds : new int[] { 1, 2, 4, 8, 16, 30, 30, 30 }) {
			RetryDelay.Next next = delay.next(false, NO_JITTER);
			assertThat(next.delay()).isEqualTo(Duration.ofSeconds(seconds));
			delay = next.then();
		}
	}

	@Test
	void theDelayIsShortenedByHalfAtMost() {
		RetryDelay delay = RetryDelay.startingWith(Duration.ofSeconds(10));

		assertThat(delay.next(false, MOST_JITTER).delay()).isBetween(Duration.ofSeconds(5), Duration.ofMillis(5001));
		assertThat(delay.next(true, MOST_JITTER).delay()).isBetween(Duration.ofSeconds(150),
				Duration.ofMillis(150_001));
		Random random = new Random(1);
		for (int i = 0; i < 1000; i++) {
			assertThat(delay.next(false, random).delay()).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(10));
		}
	}

	@Test
	void anInitialDelayAboveTheLimitIsLowered() {
		assertThat(RetryDelay.startingWith(Duration.ofHours(1)).next(false, NO_JITTER).delay())
			.isEqualTo(Duration.ofSeconds(30));
	}

	@Test
	void noInitialDelayStaysNone() {
		RetryDelay.Next next = RetryDelay.startingWith(Duration.ofSeconds(-1)).next(false, NO_JITTER);

		assertThat(next.delay()).isZero();
		assertThat(next.then().next(false, NO_JITTER).delay()).isZero();
	}

	@Test
	void anUnexpectedFailureLeadsToFiveMinutesAndOnlyHealthLeadsBack() {
		RetryDelay delay = RetryDelay.startingWith(Duration.ofSeconds(1));

		RetryDelay.Next refused = delay.next(true, NO_JITTER);
		assertThat(refused.delay()).isEqualTo(Duration.ofMinutes(5));
		assertThat(refused.then().isExtended()).isTrue();
		RetryDelay.Next broken = refused.then().next(false, NO_JITTER);
		assertThat(broken.delay()).isEqualTo(Duration.ofMinutes(5));

		RetryDelay healthy = broken.then().afterHealthyConnection();
		assertThat(healthy.isExtended()).isFalse();
		assertThat(healthy.next(false, NO_JITTER).delay()).isEqualTo(Duration.ofSeconds(1));
	}

	@Test
	void aDelayIsAValueThatDoesNotChange() {
		RetryDelay delay = RetryDelay.startingWith(Duration.ofSeconds(1));
		delay.next(false, NO_JITTER);
		delay.next(true, NO_JITTER);

		assertThat(delay.next(false, NO_JITTER).delay()).isEqualTo(Duration.ofSeconds(1));
	}

}
