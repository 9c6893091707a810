package dev.pennon.store;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import dev.pennon.internal.AllocatedBytes;
import dev.pennon.internal.concurrent.ManualTime;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static dev.pennon.store.TestKind.THINGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The reads of one evaluation together wait no longer than one time limit.
 */
@Timeout(30)
class CachingStoreWrapperDeadlineTests {

	private static final Duration TTL = Duration.ofSeconds(30);

	private static final Duration LIMIT = Duration.ofSeconds(2);

	private static final Duration SLOW = LIMIT.multipliedBy(9).dividedBy(10);

	private static final TestItem FIRST = TestItem.of("first", 1);

	private static final TestItem SECOND = TestItem.of("second", 1);

	private final ManualTime time = new ManualTime();

	private final SlowCore core = new SlowCore();

	private CachingStoreWrapper store = wrapper(CacheMode.TTL);

	private CachingStoreWrapper wrapper(CacheMode mode) {
		this.store = CachingStoreWrapper.builder(this.core)
			.cache(new CacheConfig(mode, TTL, null, CacheRefresh.ON_EXPIRY, null))
			.waitLimit(LIMIT)
			.time(this.time, this.time, this.time)
			.build();
		return this.store;
	}

	@AfterEach
	void close() {
		this.core.release();
		this.store.close();
	}

	private void write(TestItem... items) {
		for (TestItem item : items) {
			this.core.map.force(THINGS, item);
		}
	}

	@ParameterizedTest
	@EnumSource
	void secondReadWaitsForNoLongerThanTheFirstHasLeft(CacheMode mode) {
		wrapper(mode);
		write(FIRST, SECOND);
		ReadOnlyStore view = this.store.limitedView();
		this.core.slow("first", SLOW);
		assertThat(view.get(THINGS, "first")).isEqualTo(FIRST);
		this.core.block("second");
		assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> view.get(THINGS, "second"))
			.withMessageContaining("has not answered");
		assertThat(this.store.state().reachable()).isTrue();
		assertThat(this.store.statistics().unavailableFailures()).isZero();
	}

	@Test
	void answerThatCameTooLateIsCachedForTheNextEvaluation() {
		write(FIRST, SECOND);
		ReadOnlyStore view = this.store.limitedView();
		this.core.slow("first", SLOW);
		view.get(THINGS, "first");
		this.core.block("second");
		assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> view.get(THINGS, "second"));
		this.core.release();
		Awaitility.await().until(() -> this.store.getAtHand(THINGS, "second"), SECOND::equals);
		assertThat(this.core.reads).hasValue(2);
	}

	@Test
	void itemThatWasReadBeforeIsServedWhenTimeIsUp() {
		write(FIRST, SECOND);
		this.store.get(THINGS, "second");
		this.time.advance(TTL);
		ReadOnlyStore view = this.store.limitedView();
		this.core.slow("first", SLOW);
		view.get(THINGS, "first");
		this.core.block("second");
		assertThat(view.get(THINGS, "second")).isEqualTo(SECOND);
		assertThat(this.store.statistics().staleAnswers()).isEqualTo(1);
	}

	@ParameterizedTest
	@EnumSource
	void databaseIsNotAskedWhenNoTimeIsLeft(CacheMode mode) {
		wrapper(mode);
		write(FIRST, SECOND);
		ReadOnlyStore view = this.store.limitedView();
		this.core.slow("first", LIMIT);
		view.get(THINGS, "first");
		assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> view.get(THINGS, "second"))
			.withMessageContaining("has waited for it for PT2S already");
		assertThat(this.core.reads).hasValue(1);
		assertThat(this.store.limitedView().get(THINGS, "second")).isEqualTo(SECOND);
	}

	@ParameterizedTest
	@EnumSource
	void readsThatAnswerAtOnceStayOnTheirThread(CacheMode mode) {
		wrapper(mode);
		write(FIRST, SECOND);
		ReadOnlyStore view = this.store.limitedView();
		this.core.slow("first", LIMIT.dividedBy(100));
		view.get(THINGS, "first");
		view.get(THINGS, "second");
		assertThat(this.core.lastThread).isEqualTo(Thread.currentThread());
	}

	@ParameterizedTest
	@EnumSource
	void readInTheBackgroundAnswersInTime(CacheMode mode) {
		wrapper(mode);
		write(FIRST, SECOND);
		ReadOnlyStore view = this.store.limitedView();
		this.core.slow("first", LIMIT.dividedBy(10));
		view.get(THINGS, "first");
		assertThat(view.get(THINGS, "second")).isEqualTo(SECOND);
		assertThat(this.core.lastThread.getName()).startsWith("pennon-store-read-");
	}

	@Test
	void readThatNobodyWaitsForAnyMoreIsNotMade() {
		Duration limit = Duration.ofSeconds(20);
		this.store = CachingStoreWrapper.builder(this.core)
			.cache(CacheConfig.off())
			.waitLimit(limit)
			.time(this.time, this.time, this.time)
			.build();
		write(FIRST, SECOND);
		ReadOnlyStore view = this.store.limitedView();
		this.core.slow("first", limit.minusMillis(20));
		view.get(THINGS, "first");
		this.core.block("second");
		for (int busyThreads = 0; busyThreads < 8; busyThreads++) {
			assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> view.get(THINGS, "second"));
		}
		Awaitility.await().untilAsserted(() -> assertThat(this.core.reads).hasValue(9));
		assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> view.get(THINGS, "late"));
		this.time.advance(limit);
		this.core.release();
		ReadOnlyStore next = this.store.limitedView();
		this.core.slow("first", limit.dividedBy(10));
		next.get(THINGS, "first");
		assertThat(next.get(THINGS, "second")).isEqualTo(SECOND);
		assertThat(this.core.reads).hasValue(11);
	}

	@Test
	void failureInTheBackgroundIsTheFailureOfTheRead() {
		write(FIRST);
		this.core.map.forceText(THINGS, "second", "{");
		ReadOnlyStore view = this.store.limitedView();
		this.core.slow("first", LIMIT.dividedBy(10));
		view.get(THINGS, "first");
		assertThatExceptionOfType(InvalidItemException.class).isThrownBy(() -> view.get(THINGS, "second"));
	}

	@Test
	void closedStoreAnswersInTimeToo() {
		write(FIRST, SECOND);
		ReadOnlyStore view = this.store.limitedView();
		this.core.slow("first", SLOW);
		view.get(THINGS, "first");
		this.store.close();
		assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> view.get(THINGS, "second"));
	}

	@Test
	void questionWhetherThereIsDataCountsToo() {
		this.core.map.initialized = true;
		ReadOnlyStore view = this.store.limitedView();
		this.core.slow("first", SLOW);
		view.get(THINGS, "first");
		assertThat(view.isInitialized()).isFalse();
		assertThat(this.core.map.initializedQuestions).hasValue(0);
		assertThat(this.store.limitedView().isInitialized()).isTrue();
	}

	@Test
	void hitReadsNoClockAndAllocatesNothing() {
		AtomicInteger clockReadings = new AtomicInteger();
		CachingStoreWrapper counted = CachingStoreWrapper.builder(this.core)
			.time(clockReadings::incrementAndGet, this.time, this.time)
			.build();
		write(FIRST);
		counted.get(THINGS, "first");
		clockReadings.set(0);
		assertThat(counted.getAtHand(THINGS, "first")).isEqualTo(FIRST);
		assertThat(clockReadings).hasValue(0);
		assertThat(AllocatedBytes.by(() -> counted.getAtHand(THINGS, "first"))).isZero();
		counted.close();
	}

	@ParameterizedTest
	@EnumSource(names = "OFF", mode = EnumSource.Mode.EXCLUDE)
	void onlyWhatIsThereAndFreshIsAtHand(CacheMode mode) {
		wrapper(mode);
		write(FIRST, TestItem.tombstone("second", 1));
		assertThat(this.store.getAtHand(THINGS, "first")).isNull();
		this.store.get(THINGS, "first");
		this.store.get(THINGS, "second");
		assertThat(this.store.getAtHand(THINGS, "first")).isEqualTo(FIRST);
		assertThat(this.store.getAtHand(THINGS, "second")).isNull();
		this.store.expireCache();
		assertThat(this.store.getAtHand(THINGS, "first")).isNull();
	}

	@Test
	void nothingIsAtHandWithoutACache() {
		wrapper(CacheMode.OFF);
		write(FIRST);
		this.store.get(THINGS, "first");
		assertThat(this.store.getAtHand(THINGS, "first")).isNull();
	}

	/** Answers late, in the time of the test, or not before the test lets it. */
	private final class SlowCore implements FeatureStoreCore {

		private final MapCore map = new MapCore();

		private final AtomicInteger reads = new AtomicInteger();

		private final CountDownLatch released = new CountDownLatch(1);

		private volatile String slowKey = "";

		private volatile Duration delay = Duration.ZERO;

		private volatile String blockedKey = "";

		private volatile Thread lastThread = Thread.currentThread();

		void slow(String key, Duration by) {
			this.delay = by;
			this.slowKey = key;
		}

		void block(String key) {
			this.blockedKey = key;
		}

		void release() {
			this.released.countDown();
		}

		@Override
		public SerializedItem getInternal(VersionedDataKind<?> kind, String key) {
			this.reads.incrementAndGet();
			this.lastThread = Thread.currentThread();
			if (key.equals(this.slowKey)) {
				CachingStoreWrapperDeadlineTests.this.time.advance(this.delay);
			}
			if (key.equals(this.blockedKey)) {
				awaitRelease();
			}
			return this.map.getInternal(kind, key);
		}

		private void awaitRelease() {
			try {
				this.released.await();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException("closed", ex);
			}
		}

		@Override
		public void initInternal(Map<VersionedDataKind<?>, Map<String, SerializedItem>> allData) {
			this.map.initInternal(allData);
		}

		@Override
		public Map<String, SerializedItem> getAllInternal(VersionedDataKind<?> kind) {
			return this.map.getAllInternal(kind);
		}

		@Override
		public SerializedItem upsertInternal(VersionedDataKind<?> kind, SerializedItem item) {
			return this.map.upsertInternal(kind, item);
		}

		@Override
		public boolean initializedInternal() {
			return this.map.initializedInternal();
		}

	}

}
