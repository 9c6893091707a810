package dev.pennon.internal.concurrent;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ChangeSignalTests {

	private static final Duration LONG = Duration.ofSeconds(60);

	private final ChangeSignal signal = new ChangeSignal();

	@Test
	void conditionThatHoldsIsNotWaitedFor() throws Exception {
		assertThat(this.signal.awaitUntil(() -> true, LONG)).isTrue();
		assertThat(this.signal.awaitUntil(() -> true, Duration.ZERO)).isTrue();
	}

	@Test
	void waitingEndsWithTheTimeout() throws Exception {
		assertThat(this.signal.awaitUntil(() -> false, Duration.ZERO)).isFalse();
		assertThat(this.signal.awaitUntil(() -> false, Duration.ofSeconds(-1))).isFalse();
		assertThat(this.signal.awaitUntil(() -> false, Duration.ofMillis(5))).isFalse();
	}

	@Test
	void signalMakesAWaiterLookAgain() throws Exception {
		AtomicInteger looks = new AtomicInteger();
		AtomicBoolean done = new AtomicBoolean();
		CountDownLatch waiting = new CountDownLatch(1);
		CompletableFuture<Boolean> result = CompletableFuture.supplyAsync(() -> await(looks, done, waiting));
		assertThat(waiting.await(10, TimeUnit.SECONDS)).isTrue();
		this.signal.signal();
		done.set(true);
		this.signal.signal();
		assertThat(result.get(10, TimeUnit.SECONDS)).isTrue();
		assertThat(looks.get()).isLessThanOrEqualTo(3);
	}

	@Test
	void signalWhileTheConditionIsEvaluatedIsNotMissed() throws Exception {
		AtomicInteger looks = new AtomicInteger();
		assertThat(this.signal.awaitUntil(() -> {
			this.signal.signal();
			return looks.incrementAndGet() == 3;
		}, LONG)).isTrue();
	}

	@Test
	void longestTimeoutIsNotAnOverflow() throws Exception {
		AtomicBoolean done = new AtomicBoolean();
		assertThat(
				this.signal.awaitUntil(() -> done.getAndSet(true) || signalled(), Duration.ofSeconds(Long.MAX_VALUE)))
			.isTrue();
	}

	@Test
	void interruptionEndsTheWait() {
		Thread.currentThread().interrupt();
		assertThatThrownBy(() -> this.signal.awaitUntil(() -> false, LONG)).isInstanceOf(InterruptedException.class);
		assertThat(Thread.interrupted()).isFalse();
	}

	private boolean signalled() {
		this.signal.signal();
		return false;
	}

	private boolean await(AtomicInteger looks, AtomicBoolean done, CountDownLatch waiting) {
		try {
			return this.signal.awaitUntil(() -> {
				looks.incrementAndGet();
				waiting.countDown();
				return done.get();
			}, LONG);
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

}
