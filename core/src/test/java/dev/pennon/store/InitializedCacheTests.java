package dev.pennon.store;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import dev.pennon.internal.concurrent.ManualTime;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class InitializedCacheTests {

	private static final Duration TTL = Duration.ofSeconds(30);

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private final ManualTime time = new ManualTime();

	private final AtomicInteger questions = new AtomicInteger();

	private InitializedCache cache = new InitializedCache(CacheConfig.ttl(TTL), this.time);

	private boolean get(boolean answer) {
		return this.cache.get(LIMIT, () -> {
			this.questions.incrementAndGet();
			return answer;
		});
	}

	@Test
	void yesIsRememberedForEver() {
		assertThat(this.cache.isKnown()).isFalse();
		assertThat(get(true)).isTrue();
		assertThat(this.cache.isKnown()).isTrue();
		this.time.advance(TTL.multipliedBy(1000));
		assertThat(get(false)).isTrue();
		assertThat(this.questions).hasValue(1);
	}

	@Test
	void noIsRememberedForAWhile() {
		assertThat(get(false)).isFalse();
		assertThat(this.cache.isKnown()).isFalse();
		this.time.advance(TTL.minusNanos(1));
		assertThat(get(true)).isFalse();
		this.time.advance(Duration.ofNanos(1));
		assertThat(get(true)).isTrue();
		assertThat(this.questions).hasValue(2);
	}

	@Test
	void noIsNotRememberedWithoutCache() {
		this.cache = new InitializedCache(CacheConfig.off(), this.time);
		assertThat(get(false)).isFalse();
		assertThat(get(true)).isTrue();
	}

	@Test
	void nobodyIsAskedWhatIsKnown() {
		this.cache.set();
		assertThat(get(false)).isTrue();
		assertThat(this.questions).hasValue(0);
	}

	@Test
	void failureIsNotRemembered() {
		IllegalStateException failure = new IllegalStateException("no connection");
		assertThatThrownBy(() -> this.cache.get(LIMIT, () -> {
			throw failure;
		})).isSameAs(failure);
		assertThat(get(true)).isTrue();
	}

	@Test
	void askingTogetherHasALimit() {
		boolean answer = this.cache.get(LIMIT, () -> {
			assertThatThrownBy(() -> this.cache.get(Duration.ofMillis(1), () -> true))
				.isInstanceOf(StoreUnavailableException.class);
			return false;
		});
		assertThat(answer).isFalse();
	}

	@Test
	void threadThatAsksTooGetsTheAnswerOfTheFirst() {
		AtomicReference<Boolean> joined = new AtomicReference<>();
		Thread joining = new Thread(() -> joined.set(get(true)));
		joining.setDaemon(true);
		boolean answer = this.cache.get(LIMIT, () -> {
			startAndAwaitWaiting(joining);
			return false;
		});
		assertThat(answer).isFalse();
		await().until(() -> joined.get() != null);
		assertThat(joined).hasValue(false);
		assertThat(this.questions).hasValue(0);
	}

	@Test
	void threadThatAsksTooGetsTheFailureOfTheFirst() {
		IllegalStateException failure = new IllegalStateException("no connection");
		AtomicReference<Throwable> joined = new AtomicReference<>();
		Thread joining = new Thread(() -> get(true));
		joining.setDaemon(true);
		joining.setUncaughtExceptionHandler((thread, ex) -> joined.set(ex));
		assertThatThrownBy(() -> this.cache.get(LIMIT, () -> {
			startAndAwaitWaiting(joining);
			throw failure;
		})).isSameAs(failure);
		await().until(() -> joined.get() != null);
		assertThat(joined).hasValue(failure);
	}

	private static void startAndAwaitWaiting(Thread thread) {
		thread.start();
		await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
	}

}
