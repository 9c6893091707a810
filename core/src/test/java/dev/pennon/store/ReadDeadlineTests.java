package dev.pennon.store;

import java.time.Duration;

import dev.pennon.internal.concurrent.ManualTime;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ReadDeadlineTests {

	private static final Duration LIMIT = Duration.ofSeconds(64);

	private final ManualTime time = new ManualTime();

	private final ReadDeadline deadline = new ReadDeadline(this.time, LIMIT);

	@Test
	void deadlineIsNearOnceMoreThanASixtyFourthIsOver() {
		this.time.advance(Duration.ofSeconds(1));
		assertThat(this.deadline.isNear()).isFalse();
		this.time.advance(Duration.ofNanos(1));
		assertThat(this.deadline.isNear()).isTrue();
	}

	@Test
	void timeThatRemainsIsWhatIsLeftOfTheLimit() {
		assertThat(this.deadline.remaining()).isEqualTo(LIMIT);
		this.time.advance(LIMIT.minusNanos(1));
		assertThat(this.deadline.remaining()).isEqualTo(Duration.ofNanos(1));
	}

	@Test
	void noTimeRemainsAtTheLimit() {
		this.time.advance(LIMIT);
		assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(this.deadline::remaining)
			.withMessageContaining("PT1M4S");
		assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(this.deadline::requireTime);
	}

}
