package dev.pennon.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static dev.pennon.store.TestKind.THINGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Races between the database's answer and its way into the cache, made to happen. In each
 * the newer version stays in the cache.
 */
class CachingStoreWrapperRaceTests {

	private static final TestItem V1 = TestItem.of("foo", 1);

	private static final TestItem V2 = TestItem.of("foo", 2);

	private static final TestItem V3 = TestItem.of("foo", 3);

	private final MapCore core = new MapCore();

	private CachingStoreWrapper store = new CachingStoreWrapper(this.core, CacheConfig.infinite());

	private final ExecutorService threads = Executors.newCachedThreadPool();

	@AfterEach
	void close() {
		this.store.close();
		this.threads.shutdownNow();
	}

	/** Runs something once, when the database has answered but nobody knows yet. */
	private void onNextAnswer(Runnable action) {
		AtomicBoolean done = new AtomicBoolean();
		this.store.setRaceHook((key) -> {
			if (done.compareAndSet(false, true)) {
				action.run();
			}
		});
	}

	private void inAnotherThread(Runnable action) {
		try {
			this.threads.submit(action).get(10, TimeUnit.SECONDS);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private @Nullable TestItem cached() {
		this.core.wipe();
		return this.store.get(THINGS, "foo");
	}

	@Test
	void upsertOvertakesALoad() {
		this.core.force(THINGS, V1);
		onNextAnswer(() -> inAnotherThread(() -> this.store.upsert(THINGS, V2)));
		assertThat(this.store.get(THINGS, "foo")).isEqualTo(V2);
		assertThat(cached()).isEqualTo(V2);
	}

	@Test
	void upsertOvertakesALoadThatFindsNothing() {
		onNextAnswer(() -> inAnotherThread(() -> this.store.upsert(THINGS, V2)));
		assertThat(this.store.get(THINGS, "foo")).isEqualTo(V2);
		assertThat(cached()).isEqualTo(V2);
	}

	@Test
	void nobodyJoinsALoadThatWasOvertaken() {
		this.store.close();
		this.store = new CachingStoreWrapper(this.core, CacheConfig.infinite().withCapacity(1L));
		this.core.force(THINGS, V1);
		onNextAnswer(() -> inAnotherThread(() -> {
			this.store.upsert(THINGS, V2);
			for (int i = 0; i < 10; i++) {
				this.store.upsert(THINGS, TestItem.of("key-" + i, 1));
			}
			assertThat(this.store.get(THINGS, "foo")).isEqualTo(V2);
		}));
		this.store.get(THINGS, "foo");
	}

	@Test
	void deleteOvertakesALoad() {
		this.core.force(THINGS, V1);
		onNextAnswer(() -> inAnotherThread(() -> this.store.delete(THINGS, "foo", 2)));
		assertThat(this.store.get(THINGS, "foo")).isNull();
		assertThat(cached()).isNull();
	}

	@Test
	void initOvertakesALoad() {
		this.core.force(THINGS, V1);
		onNextAnswer(() -> inAnotherThread(() -> this.store.init(THINGS.dataSet(V3))));
		this.store.get(THINGS, "foo");
		assertThat(cached()).isEqualTo(V3);
	}

	@Test
	void loadOvertakesAnUpsert() {
		this.core.force(THINGS, V1);
		onNextAnswer(() -> {
			this.core.force(THINGS, V3);
			assertThat(this.store.get(THINGS, "foo")).isEqualTo(V3);
		});
		assertThat(this.store.upsert(THINGS, V2)).isTrue();
		assertThat(cached()).isEqualTo(V3);
	}

	@Test
	void laterUpsertOvertakesAnUpsert() throws Exception {
		CountDownLatch begun = new CountDownLatch(1);
		List<Future<Boolean>> later = new ArrayList<>();
		onNextAnswer(() -> {
			later.add(this.threads.submit(() -> {
				begun.countDown();
				return this.store.upsert(THINGS, V3);
			}));
			await(begun);
		});
		assertThat(this.store.upsert(THINGS, V2)).isTrue();
		assertThat(later.get(0).get(10, TimeUnit.SECONDS)).isTrue();
		assertThat(cached()).isEqualTo(V3);
	}

	@Test
	void laterUpsertOvertakesAnInit() throws Exception {
		CountDownLatch begun = new CountDownLatch(1);
		List<Future<Boolean>> later = new ArrayList<>();
		onNextAnswer(() -> {
			later.add(this.threads.submit(() -> {
				begun.countDown();
				return this.store.upsert(THINGS, V3);
			}));
			await(begun);
		});
		this.store.init(THINGS.dataSet(V2));
		assertThat(later).hasSize(1);
		assertThat(later.get(0).get(10, TimeUnit.SECONDS)).isTrue();
		assertThat(cached()).isEqualTo(V3);
	}

	@Test
	void upsertOvertakesALoadOfAll() {
		this.core.force(THINGS, V1);
		onNextAnswer(() -> inAnotherThread(() -> this.store.upsert(THINGS, V2)));
		this.store.all(THINGS);
		assertThat(this.store.all(THINGS)).isEqualTo(Map.of("foo", V2));
	}

	@Test
	void initOvertakesALoadOfAll() {
		this.core.force(THINGS, V1);
		onNextAnswer(() -> inAnotherThread(() -> this.store.init(THINGS.dataSet(V3))));
		this.store.all(THINGS);
		assertThat(this.store.all(THINGS)).isEqualTo(Map.of("foo", V3));
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void oneThreadLoadsForAllThatMiss() throws Exception {
		this.core.force(THINGS, V1);
		CountDownLatch answer = new CountDownLatch(1);
		this.store.setRaceHook((key) -> await(answer));
		AtomicInteger started = new AtomicInteger();
		List<Future<@Nullable TestItem>> results = new ArrayList<>();
		for (int i = 0; i < 16; i++) {
			results.add(this.threads.submit(() -> {
				started.incrementAndGet();
				return this.store.get(THINGS, "foo");
			}));
		}
		Awaitility.await().untilAsserted(() -> assertThat(started).hasValue(16));
		answer.countDown();
		for (Future<@Nullable TestItem> result : results) {
			assertThat(result.get(10, TimeUnit.SECONDS)).isEqualTo(V1);
		}
		assertThat(this.core.reads).hasValue(1);
	}

	@Test
	void failureOfTheLoadingThreadIsThatOfAll() throws Exception {
		CountDownLatch answer = new CountDownLatch(1);
		AtomicInteger asked = new AtomicInteger();
		this.core.failReads(() -> {
			asked.incrementAndGet();
			await(answer);
			return new IllegalStateException("no connection");
		});
		Future<?> first = this.threads.submit(() -> this.store.get(THINGS, "foo"));
		Awaitility.await().untilAsserted(() -> assertThat(asked).hasValue(1));
		FutureTask<@Nullable TestItem> second = new FutureTask<>(() -> this.store.get(THINGS, "foo"));
		Thread joining = new Thread(second);
		joining.start();
		Awaitility.await().until(() -> joining.getState() == Thread.State.TIMED_WAITING);
		answer.countDown();
		assertThatThrownBy(() -> first.get(10, TimeUnit.SECONDS)).hasRootCauseMessage("no connection");
		assertThatThrownBy(() -> second.get(10, TimeUnit.SECONDS)).rootCause().hasMessageContaining("no connection");
		assertThat(asked).hasValue(1);
		assertThat(this.store.statistics().unavailableFailures()).isEqualTo(1);
	}

	@Test
	void waitForAnotherThreadHasALimit() throws Exception {
		this.store.close();
		this.store = CachingStoreWrapper.builder(this.core).waitLimit(Duration.ofMillis(20)).build();
		CountDownLatch answer = new CountDownLatch(1);
		CountDownLatch asked = new CountDownLatch(1);
		this.store.setRaceHook((key) -> {
			asked.countDown();
			await(answer);
		});
		Future<?> first = this.threads.submit(() -> this.store.get(THINGS, "foo"));
		await(asked);
		assertThatThrownBy(() -> this.store.get(THINGS, "foo")).isInstanceOf(StoreUnavailableException.class)
			.hasMessageContaining("PT0.02S");
		answer.countDown();
		first.get(10, TimeUnit.SECONDS);
	}

	@ParameterizedTest
	@EnumSource(names = "OFF", mode = EnumSource.Mode.EXCLUDE)
	@Tag("race")
	void writesDuringAnOutageAndItsEndReachTheDatabase(CacheMode mode) throws Exception {
		this.store.close();
		this.store = new CachingStoreWrapper(this.core,
				new CacheConfig(mode, Duration.ofSeconds(15), null, CacheRefresh.ON_EXPIRY, null));
		this.store.init(THINGS.dataSet(V1));
		for (int round = 0; round < 3; round++) {
			this.core.breakDown();
			int base = 10 + round * 1000;
			Future<?> writer = this.threads.submit(() -> {
				for (int i = 0; i < 1000; i++) {
					this.store.upsert(THINGS, TestItem.of("foo", base + i));
				}
			});
			this.core.repair();
			writer.get(10, TimeUnit.SECONDS);
			int last = base + 999;
			Awaitility.await()
				.untilAsserted(() -> assertThat(this.core.item(THINGS, "foo")).isEqualTo(TestItem.of("foo", last)));
			assertThat(this.store.get(THINGS, "foo")).isEqualTo(TestItem.of("foo", last));
		}
	}

}
