package dev.pennon.store;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SingleLoadTests {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private final SingleLoad<String> load = new SingleLoad<>();

	@Test
	void answerIsThatOfTheThreadThatAsked() {
		this.load.answer("answer");
		assertThat(this.load.await(LIMIT)).isEqualTo("answer");
	}

	@Test
	void failureIsThatOfTheThreadThatAsked() {
		IllegalStateException failure = new IllegalStateException("no connection");
		this.load.fail(failure);
		assertThatThrownBy(() -> this.load.await(LIMIT)).isSameAs(failure);
	}

	@Test
	void errorOfTheThreadThatAskedIsAFailureOfTheStoreForOthers() {
		StackOverflowError error = new StackOverflowError();
		this.load.fail(error);
		assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> this.load.await(LIMIT))
			.withMessageContaining("Another thread failed")
			.withCause(error);
	}

	@Test
	void questionAnswersOrFails() {
		this.load.answerWith(() -> "answer");
		assertThat(this.load.await(LIMIT)).isEqualTo("answer");
		SingleLoad<String> failing = new SingleLoad<>();
		IllegalStateException failure = new IllegalStateException("no connection");
		failing.answerWith(() -> {
			throw failure;
		});
		assertThatThrownBy(() -> failing.await(LIMIT)).isSameAs(failure);
	}

	@Test
	void errorOfAQuestionReachesItsThreadAndThoseWhoWait() {
		StackOverflowError error = new StackOverflowError();
		assertThatThrownBy(() -> this.load.answerWith(() -> {
			throw error;
		})).isSameAs(error);
		assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> this.load.await(LIMIT))
			.withCause(error);
	}

	@Test
	void waitHasALimit() {
		assertThatExceptionOfType(StoreUnavailableException.class)
			.isThrownBy(() -> this.load.await(Duration.ofMillis(1)))
			.withMessageContaining("PT0.001S");
	}

	@Test
	void interruptEndsTheWaitAndIsKept() {
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> this.load.await(LIMIT))
			.withMessageContaining("Interrupted");
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void loadIsOvertakenOnlyWhenToldSo() {
		assertThat(this.load.isOvertaken()).isFalse();
		this.load.overtakeByExpiry();
		assertThat(this.load.isOvertaken()).isTrue();
		assertThat(this.load.isOvertakenByWrite()).isFalse();
	}

	@Test
	void loadThatAWriteHasOvertakenIsOvertaken() {
		this.load.overtakeByWrite();
		assertThat(this.load.isOvertaken()).isTrue();
		assertThat(this.load.isOvertakenByWrite()).isTrue();
	}

}
