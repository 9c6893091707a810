package dev.pennon.spring.redis;

import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Silence}.
 */
class SilenceTests {

	private final AtomicInteger reconnects = new AtomicInteger();

	private final Silence silence = new Silence(this.reconnects::incrementAndGet);

	@Test
	void commandsThatTimeOutTogetherAreOneSlowMoment() {
		this.silence.timedOut(0, 100);
		this.silence.timedOut(10, 110);
		this.silence.timedOut(99, 199);
		assertThat(this.reconnects).hasValue(0);
	}

	@Test
	void commandThatBeganAfterAnotherHadTimedOutTellsThatTheConnectionIsDead() {
		this.silence.timedOut(0, 100);
		this.silence.timedOut(100, 200);
		assertThat(this.reconnects).hasValue(1);
	}

	@Test
	void nextConnectionHasAsManyTries() {
		this.silence.timedOut(0, 100);
		this.silence.timedOut(100, 200);
		this.silence.timedOut(300, 400);
		assertThat(this.reconnects).hasValue(1);
		this.silence.timedOut(400, 500);
		assertThat(this.reconnects).hasValue(2);
	}

	@Test
	void answerEndsTheSilence() {
		this.silence.timedOut(0, 100);
		this.silence.answered();
		this.silence.timedOut(200, 300);
		assertThat(this.reconnects).hasValue(0);
	}

}
