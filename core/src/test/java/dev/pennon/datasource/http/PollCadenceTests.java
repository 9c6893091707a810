package dev.pennon.datasource.http;

import java.time.Duration;
import java.util.random.RandomGenerator;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PollCadenceTests {

	private static final RandomGenerator NO_JITTER = () -> 0;

	private static final Duration INTERVAL = Duration.ofSeconds(30);

	@Test
	void normallyTheIntervalIsKeptAlsoAfterFailures() {
		PollCadence cadence = PollCadence.every(INTERVAL);

		assertThat(cadence.afterSuccess().delay(NO_JITTER)).isEqualTo(INTERVAL);
		assertThat(cadence.afterFailure(false).delay(NO_JITTER)).isEqualTo(INTERVAL);
	}

	@Test
	void anUnexpectedFailureIsFollowedByFiveMinutesUntilTwoPollsInARowSucceed() {
		PollCadence refused = PollCadence.every(INTERVAL).afterFailure(true);
		assertThat(refused.delay(NO_JITTER)).isEqualTo(Duration.ofMinutes(5));

		PollCadence once = refused.afterSuccess();
		assertThat(once.delay(NO_JITTER)).isEqualTo(Duration.ofMinutes(5));
		assertThat(once.afterFailure(false).afterSuccess().delay(NO_JITTER)).isEqualTo(Duration.ofMinutes(5));
		assertThat(once.afterSuccess().delay(NO_JITTER)).isEqualTo(INTERVAL);
	}

	@Test
	void anIntervalAboveFiveMinutesIsKept() {
		PollCadence refused = PollCadence.every(Duration.ofHours(1)).afterFailure(true);

		assertThat(refused.delay(NO_JITTER)).isEqualTo(Duration.ofHours(1));
	}

}
