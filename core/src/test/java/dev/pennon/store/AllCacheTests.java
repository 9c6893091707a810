package dev.pennon.store;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import dev.pennon.internal.collection.PersistentMap;
import dev.pennon.internal.concurrent.ManualTime;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/**
 * What becomes of all items of a kind when loads, writes and failures meet. A write that
 * comes while the database is asked is made by the thread that asks.
 */
class AllCacheTests {

	private static final Duration TTL = Duration.ofSeconds(30);

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private static final TestItem V1 = TestItem.of("foo", 1);

	private static final TestItem V2 = TestItem.of("foo", 2);

	private static final PersistentMap<TestItem> OLD = PersistentMap.copyOf(TestKind.byKey(V1));

	private static final PersistentMap<TestItem> NEW = PersistentMap.copyOf(TestKind.byKey(V2));

	private final ManualTime time = new ManualTime();

	private final AtomicInteger questions = new AtomicInteger();

	private AllCache<TestItem> cache = new AllCache<>(CacheConfig.ttl(TTL), this.time);

	private Supplier<PersistentMap<TestItem>> database(PersistentMap<TestItem> answer) {
		return database(answer, () -> {
		});
	}

	private Supplier<PersistentMap<TestItem>> database(PersistentMap<TestItem> answer, Runnable meanwhile) {
		return () -> {
			this.questions.incrementAndGet();
			meanwhile.run();
			return answer;
		};
	}

	private Map<String, TestItem> load(PersistentMap<TestItem> answer) {
		return this.cache.load(LIMIT, database(answer));
	}

	private Map<String, TestItem> cached() {
		CacheEntry<? extends Map<String, TestItem>> entry = this.cache.entry();
		assertThat(entry).isNotNull();
		return entry.value();
	}

	private boolean isFresh() {
		CacheEntry<?> entry = this.cache.entry();
		return entry != null && entry.isFresh(this.time.nanos());
	}

	@Test
	void loadedItemsAreKept() {
		assertThat(this.cache.entry()).isNull();
		assertThat(load(OLD)).isEqualTo(OLD);
		assertThat(cached()).isEqualTo(OLD);
		assertThat(isFresh()).isTrue();
		this.time.advance(TTL);
		assertThat(isFresh()).isFalse();
	}

	@Test
	void databaseIsNotAskedForWhatAnotherThreadHasJustLoaded() {
		load(OLD);
		assertThat(load(NEW)).isEqualTo(OLD);
		assertThat(this.questions).hasValue(1);
		this.time.advance(TTL);
		assertThat(load(NEW)).isEqualTo(NEW);
		assertThat(this.questions).hasValue(2);
	}

	@Test
	void threadThatJoinsALoadGetsItsAnswer() {
		AtomicReference<Map<String, TestItem>> joined = new AtomicReference<>();
		Thread joining = new Thread(() -> joined.set(load(NEW)));
		joining.setDaemon(true);
		this.cache.load(LIMIT, database(OLD, () -> startAndAwaitWaiting(joining)));
		await().until(() -> joined.get() != null);
		assertThat(joined.get()).isEqualTo(OLD);
		assertThat(this.questions).hasValue(1);
	}

	@Test
	void threadThatJoinsALoadGetsItsFailure() {
		IllegalStateException failure = new IllegalStateException("no connection");
		AtomicReference<Throwable> joined = new AtomicReference<>();
		Thread joining = new Thread(() -> load(NEW));
		joining.setDaemon(true);
		joining.setUncaughtExceptionHandler((thread, ex) -> joined.set(ex));
		assertThatThrownBy(() -> this.cache.load(LIMIT, () -> {
			startAndAwaitWaiting(joining);
			throw failure;
		})).isSameAs(failure);
		await().until(() -> joined.get() != null);
		assertThat(joined.get()).isSameAs(failure);
		assertThat(this.questions).hasValue(0);
	}

	private static void startAndAwaitWaiting(Thread thread) {
		thread.start();
		await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
	}

	@Test
	void joiningALoadHasALimit() {
		this.cache.load(LIMIT,
				database(OLD, () -> assertThatThrownBy(() -> this.cache.load(Duration.ofMillis(1), database(NEW)))
					.isInstanceOf(StoreUnavailableException.class)));
		assertThat(this.questions).hasValue(1);
	}

	@Test
	void loadAfterAFailureAsksAgain() {
		IllegalStateException failure = new IllegalStateException("no connection");
		assertThatThrownBy(() -> this.cache.load(LIMIT, () -> {
			throw failure;
		})).isSameAs(failure);
		assertThat(this.cache.entry()).isNull();
		assertThat(load(OLD)).isEqualTo(OLD);
	}

	@Test
	void answerThatAWriteHasOvertakenIsNotKept() {
		assertThat(this.cache.load(LIMIT, database(OLD, () -> this.cache.written(V2)))).isEqualTo(OLD);
		assertThat(this.cache.entry()).isNull();
		assertThat(load(NEW)).isEqualTo(NEW);
	}

	@Test
	void firstAnswerThatAnExpiryHasOvertakenStaysForWhenTheDatabaseFails() {
		assertThat(this.cache.load(LIMIT, database(OLD, this.cache::expire))).isEqualTo(OLD);
		assertThat(cached()).isEqualTo(OLD);
		assertThat(isFresh()).isFalse();
		assertThat(load(NEW)).isEqualTo(NEW);
	}

	@Test
	void answerThatAnExpiryHasOvertakenDoesNotReplaceALaterOne() {
		this.cache.load(LIMIT, database(OLD, () -> {
			this.cache.expire();
			load(NEW);
		}));
		assertThat(cached()).isEqualTo(NEW);
		assertThat(isFresh()).isTrue();
	}

	@Test
	void answerThatAnExpiryAndAWriteHaveOvertakenIsNotKept() {
		this.cache.load(LIMIT, database(OLD, () -> {
			this.cache.expire();
			this.cache.written(V2);
		}));
		assertThat(this.cache.entry()).isNull();
	}

	@Test
	void nobodyJoinsALoadThatWasOvertaken() {
		this.cache.load(LIMIT, database(OLD, () -> {
			this.cache.written(V2);
			assertThat(this.cache.load(Duration.ofMillis(1), database(NEW))).isEqualTo(NEW);
		}));
		assertThat(cached()).isEqualTo(NEW);
		assertThat(this.questions).hasValue(2);
	}

	@Test
	void loadThatWasOvertakenDoesNotEndTheOneAfterIt() {
		CountDownLatch answer = new CountDownLatch(1);
		this.cache.load(LIMIT, database(OLD, () -> {
			this.cache.written(V2);
			OtherThread.start(() -> this.cache.load(LIMIT, database(NEW, () -> OtherThread.await(answer))));
			await().until(() -> this.questions.get() == 2);
		}));
		assertThatThrownBy(() -> this.cache.load(Duration.ofMillis(1), database(NEW)))
			.isInstanceOf(StoreUnavailableException.class);
		answer.countDown();
		await().until(() -> this.cache.entry() != null);
		assertThat(this.questions).hasValue(2);
	}

	@Test
	void writeDropsWhatWillBeReadAgainAnyway() {
		load(OLD);
		this.cache.written(V2);
		assertThat(this.cache.entry()).isNull();
	}

	@Test
	void writeBringsUpToDateWhatWillNotBeReadAgain() {
		this.cache = new AllCache<>(CacheConfig.infinite(), this.time);
		this.cache.written(V2);
		assertThat(this.cache.entry()).isNull();
		load(OLD);
		this.cache.written(V2);
		assertThat(cached()).isEqualTo(NEW);
		this.cache.written(TestItem.of("bar", 1));
		assertThat(cached()).containsOnlyKeys("foo", "bar");
		this.cache.written(TestItem.tombstone("foo", 3));
		assertThat(cached()).containsOnlyKeys("bar");
	}

	@Test
	void writeOfALowerOrTheSameVersionChangesNothing() {
		this.cache = new AllCache<>(CacheConfig.infinite(), this.time);
		load(NEW);
		this.cache.written(V1);
		assertThat(cached()).isEqualTo(NEW);
		this.cache.written(V2.named("other"));
		assertThat(cached()).isEqualTo(NEW);
		this.cache.written(TestItem.tombstone("foo", 2));
		assertThat(cached()).isEqualTo(NEW);
	}

	@Test
	void expiredItemsStayForWhenTheDatabaseFails() {
		load(OLD);
		this.cache.expire();
		assertThat(cached()).isEqualTo(OLD);
		assertThat(isFresh()).isFalse();
	}

	@Test
	void expiryMakesNothingYounger() {
		load(OLD);
		this.time.advance(TTL.multipliedBy(2));
		CacheEntry<?> before = this.cache.entry();
		this.cache.expire();
		assertThat(this.cache.entry()).isSameAs(before);
	}

	@Test
	void nothingKeepsTheLock() {
		this.cache.fill(OLD);
		this.cache.expire();
		load(NEW);
		this.cache.written(V2);
		OtherThread.run(() -> load(NEW));
		assertThat(cached()).isEqualTo(NEW);
	}

}
