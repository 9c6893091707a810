package dev.pennon.store;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import dev.pennon.internal.concurrent.ManualTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/**
 * What becomes of an item when loads, writes and failures meet. A write that comes while
 * the database is asked is made by the thread that asks.
 */
class ItemCacheTests {

	private static final Duration TTL = Duration.ofSeconds(30);

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private static final TestItem V1 = TestItem.of("foo", 1);

	private static final TestItem V2 = TestItem.of("foo", 2);

	private static final TestItem V3 = TestItem.of("foo", 3);

	private final ManualTime time = new ManualTime();

	private final AtomicInteger questions = new AtomicInteger();

	private ItemCache<TestItem> cache = new ItemCache<>(CacheConfig.ttl(TTL), this.time);

	private Supplier<@Nullable TestItem> database(@Nullable TestItem answer, Runnable meanwhile) {
		return () -> {
			this.questions.incrementAndGet();
			meanwhile.run();
			return answer;
		};
	}

	private @Nullable TestItem load(@Nullable TestItem answer) {
		return load(answer, () -> {
		});
	}

	private @Nullable TestItem load(@Nullable TestItem answer, Runnable meanwhile) {
		return this.cache.load("foo", false, LIMIT, Runnable::run, database(answer, meanwhile));
	}

	private @Nullable TestItem joinForAMoment() {
		return this.cache.load("foo", false, Duration.ofMillis(1), Runnable::run, database(V3, () -> {
		}));
	}

	private @Nullable TestItem cached() {
		CacheEntry<TestItem> entry = this.cache.entry("foo");
		return (entry != null) ? entry.value() : null;
	}

	private boolean isFresh() {
		CacheEntry<?> entry = this.cache.entry("foo");
		return entry != null && entry.isFresh(this.time.nanos());
	}

	@Test
	void databaseIsNotAskedForWhatAnotherThreadHasJustLoaded() {
		assertThat(load(V1)).isEqualTo(V1);
		assertThat(load(V2)).isEqualTo(V1);
		assertThat(this.questions).hasValue(1);
		this.time.advance(TTL);
		assertThat(load(V2)).isEqualTo(V2);
		assertThat(cached()).isEqualTo(V2);
	}

	@Test
	void databaseIsAskedAheadOfTimeOnDemand() {
		load(V1);
		assertThat(this.cache.load("foo", true, LIMIT, Runnable::run, () -> V2)).isEqualTo(V2);
		assertThat(cached()).isEqualTo(V2);
	}

	@Test
	void threadThatJoinsALoadGetsItsAnswer() {
		AtomicReference<TestItem> joined = new AtomicReference<>();
		Thread joining = new Thread(() -> joined.set(load(V2)));
		joining.setDaemon(true);
		load(V1, () -> startAndAwaitWaiting(joining));
		await().until(() -> joined.get() != null);
		assertThat(joined.get()).isEqualTo(V1);
		assertThat(this.questions).hasValue(1);
	}

	@Test
	void threadThatJoinsALoadGetsItsFailure() {
		IllegalStateException failure = new IllegalStateException("no connection");
		AtomicReference<Throwable> joined = new AtomicReference<>();
		assertThatThrownBy(() -> load(V1, () -> {
			startAndAwaitWaiting(joining(joined));
			throw failure;
		})).isSameAs(failure);
		await().until(() -> joined.get() == failure);
		assertThat(this.questions).hasValue(1);
	}

	@Test
	void threadThatJoinsALoadLearnsOfItsError() {
		StackOverflowError error = new StackOverflowError();
		AtomicReference<Throwable> joined = new AtomicReference<>();
		assertThatThrownBy(() -> load(V1, () -> {
			startAndAwaitWaiting(joining(joined));
			throw error;
		})).isSameAs(error);
		await().until(() -> joined.get() != null);
		assertThat(joined.get()).isInstanceOf(StoreUnavailableException.class).hasCause(error);
	}

	@Test
	void errorOfTheThreadThatAsksIsAFailureOfTheStore() {
		StackOverflowError error = new StackOverflowError();
		assertThatThrownBy(() -> this.cache.load("foo", false, LIMIT, OtherThread::start, () -> {
			throw error;
		})).isInstanceOf(StoreUnavailableException.class).hasCause(error);
		assertThat(load(V1)).isEqualTo(V1);
	}

	@Test
	void threadThatJoinsALoadLearnsThatNoThreadTookIt() {
		RejectedExecutionException failure = new RejectedExecutionException("closed");
		AtomicReference<Throwable> joined = new AtomicReference<>();
		assertThatThrownBy(() -> this.cache.load("foo", false, LIMIT, (question) -> {
			startAndAwaitWaiting(joining(joined));
			throw failure;
		}, () -> V1)).isSameAs(failure);
		await().until(() -> joined.get() == failure);
	}

	private Thread joining(AtomicReference<Throwable> failure) {
		Thread thread = new Thread(() -> load(V2));
		thread.setDaemon(true);
		thread.setUncaughtExceptionHandler((ignored, ex) -> failure.set(ex));
		return thread;
	}

	private static void startAndAwaitWaiting(Thread thread) {
		thread.start();
		await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
	}

	@Test
	void joiningALoadHasALimit() {
		load(V1, () -> assertThatThrownBy(this::joinForAMoment).isInstanceOf(StoreUnavailableException.class));
		assertThat(this.questions).hasValue(1);
	}

	@Test
	void loadAfterAFailureAsksAgain() {
		IllegalStateException failure = new IllegalStateException("no connection");
		assertThatThrownBy(() -> load(V1, () -> {
			throw failure;
		})).isSameAs(failure);
		assertThat(load(V1)).isEqualTo(V1);
	}

	@Test
	void loadAfterOneThatNoThreadTookAsksAgain() {
		RejectedExecutionException failure = new RejectedExecutionException("closed");
		assertThatThrownBy(() -> this.cache.load("foo", false, LIMIT, (question) -> {
			assertThatThrownBy(this::joinForAMoment).isInstanceOf(StoreUnavailableException.class);
			throw failure;
		}, () -> V1)).isSameAs(failure);
		assertThat(load(V1)).isEqualTo(V1);
	}

	@Test
	void errorOfTheDatabaseReachesTheThreadThatAsked() {
		StackOverflowError error = new StackOverflowError();
		assertThatThrownBy(() -> load(V1, () -> {
			throw error;
		})).isSameAs(error);
		assertThat(load(V1)).isEqualTo(V1);
	}

	@Test
	void writeThatOvertakesALoadStays() {
		assertThat(load(V1, () -> this.cache.put(V2))).isEqualTo(V2);
		assertThat(cached()).isEqualTo(V2);
	}

	@Test
	void writeOfTheSameVersionThatOvertakesALoadStays() {
		assertThat(load(V2.named("loaded"), () -> this.cache.put(V2.named("written")))).isEqualTo(V2.named("written"));
	}

	@Test
	void writeThatOvertakesALoadGivesWayToAHigherVersion() {
		assertThat(load(V3, () -> this.cache.put(V2))).isEqualTo(V3);
		assertThat(cached()).isEqualTo(V3);
		assertThat(isFresh()).isTrue();
	}

	@Test
	void writeThatOvertakesALoadOfNothingStays() {
		assertThat(load(null, () -> this.cache.put(V2))).isEqualTo(V2);
		assertThat(cached()).isEqualTo(V2);
		assertThat(this.cache.miss("foo")).isNull();
	}

	@Test
	void answerThatNothingHasOvertakenReplacesAHigherVersion() {
		this.cache.put(V3);
		this.time.advance(TTL);
		assertThat(load(V1)).isEqualTo(V1);
		assertThat(cached()).isEqualTo(V1);
	}

	@Test
	void firstAnswerThatAnExpiryHasOvertakenIsReadAgain() {
		assertThat(load(V1, this.cache::expire)).isEqualTo(V1);
		assertThat(isFresh()).isFalse();
		assertThat(load(V2)).isEqualTo(V2);
	}

	@Test
	void firstAnswerThatAnExpiryHasOvertakenStaysForWhenTheDatabaseFails() {
		load(V1, this.cache::expire);
		assertThat(cached()).isEqualTo(V1);
	}

	@Test
	void firstAnswerThatAWriteHasOvertakenIsNotKeptAlthoughTheWriteHasLeftTheCache() {
		this.cache = new ItemCache<>(CacheConfig.ttl(TTL).withCapacity(1L), this.time);
		assertThat(load(V1, () -> {
			this.cache.put(V2);
			await().until(() -> {
				this.cache.put(TestItem.of("bar", 1));
				this.cache.entry("bar");
				return cached() == null;
			});
		})).isEqualTo(V1);
		assertThat(cached()).isNull();
	}

	@Test
	void answerOfNothingThatAnExpiryHasOvertakenIsReadAgain() {
		assertThat(load(null, this.cache::expire)).isNull();
		assertThat(this.cache.miss("foo")).isNull();
	}

	@Test
	void laterAnswerThatAnExpiryHasOvertakenIsReadAgain() {
		this.cache.put(V2);
		this.time.advance(TTL);
		assertThat(load(V1, this.cache::expire)).isEqualTo(V2);
		assertThat(isFresh()).isFalse();
		assertThat(load(V3, this.cache::expire)).isEqualTo(V3);
		assertThat(cached()).isEqualTo(V3);
		assertThat(isFresh()).isFalse();
	}

	@Test
	void nobodyJoinsALoadThatAWriteHasOvertaken() {
		this.cache.put(V1);
		this.time.advance(TTL);
		load(V1, () -> {
			this.cache.put(V2);
			this.time.advance(TTL);
			assertThat(joinForAMoment()).isEqualTo(V3);
		});
		assertThat(cached()).isEqualTo(V3);
	}

	@Test
	void nobodyJoinsALoadThatAnExpiryHasOvertaken() {
		load(V1, () -> {
			this.cache.expire();
			assertThat(joinForAMoment()).isEqualTo(V3);
		});
		assertThat(cached()).isEqualTo(V3);
	}

	@Test
	void loadThatWasOvertakenDoesNotEndTheOneAfterIt() {
		CountDownLatch answer = new CountDownLatch(1);
		load(V1, () -> {
			this.cache.expire();
			OtherThread.start(() -> load(V2, () -> OtherThread.await(answer)));
			await().until(() -> this.questions.get() == 2);
		});
		assertThatThrownBy(this::joinForAMoment).isInstanceOf(StoreUnavailableException.class);
		answer.countDown();
		await().until(() -> V2.equals(cached()));
		assertThat(this.questions).hasValue(2);
	}

	@Test
	void writeOfALowerVersionChangesNothing() {
		this.cache.put(V2);
		this.cache.put(V1);
		assertThat(cached()).isEqualTo(V2);
	}

	@Test
	void sameVersionIsFreshAgain() {
		this.cache.put(V2);
		this.time.advance(TTL);
		assertThat(isFresh()).isFalse();
		this.cache.put(V2);
		assertThat(isFresh()).isTrue();
	}

	@Test
	void missEndsWithAWrite() {
		assertThat(load(null)).isNull();
		assertThat(this.cache.miss("foo")).isNotNull();
		this.cache.put(V1);
		assertThat(this.cache.miss("foo")).isNull();
	}

	@Test
	void missEndsAtItsTime() {
		load(null);
		this.time.advance(TTL.minusMillis(1));
		assertThat(this.cache.miss("foo")).isNotNull();
		this.time.advance(Duration.ofMillis(1));
		assertThat(this.cache.miss("foo")).isNull();
	}

	@Test
	void expiryMakesNothingYounger() {
		this.cache.put(V1);
		this.time.advance(TTL.multipliedBy(2));
		CacheEntry<?> before = this.cache.entry("foo");
		this.cache.expire();
		assertThat(this.cache.entry("foo")).isSameAs(before);
	}

	@Test
	void oneRefreshIsUnderwayAtATime() {
		assertThat(this.cache.beginRefresh("foo")).isTrue();
		assertThat(this.cache.beginRefresh("foo")).isFalse();
		assertThat(this.cache.beginRefresh("bar")).isTrue();
		this.cache.endRefresh("foo");
		assertThat(this.cache.beginRefresh("foo")).isTrue();
	}

}
