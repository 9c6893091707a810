package dev.pennon.store;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import dev.pennon.diagnostic.DiagnosticConfiguration;
import dev.pennon.diagnostic.DiagnosticDescription;
import dev.pennon.internal.concurrent.ManualTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static dev.pennon.store.TestKind.OTHER_THINGS;
import static dev.pennon.store.TestKind.THINGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/**
 * What the wrapper tells of itself and of the database.
 */
class CachingStoreWrapperStateTests {

	private static final Duration TTL = Duration.ofSeconds(30);

	private static final TestItem V1 = TestItem.of("foo", 1);

	private static final TestItem V2 = TestItem.of("foo", 2);

	private final ManualTime time = new ManualTime();

	private MapCore core = new MapCore();

	private CachingStoreWrapper store = wrapper(CacheConfig.ttl(TTL), false);

	private CachingStoreWrapper wrapper(CacheConfig config, boolean external) {
		this.store = CachingStoreWrapper.builder(this.core)
			.cache(config)
			.healing(HealingConfig.off())
			.external(external)
			.time(this.time, this.time, this.time)
			.build();
		return this.store;
	}

	@AfterEach
	void close() {
		this.store.close();
	}

	@Test
	void whoFillsTheDatabaseIsKnown() {
		assertThat(this.store.isExternal()).isFalse();
		assertThat(wrapper(CacheConfig.ttl(TTL), true).isExternal()).isTrue();
	}

	@Test
	void initIsInitializationEvenWhileTheDatabaseIsDown() {
		assertThat(this.store.state().initialized()).isFalse();
		this.core.breakDown();
		this.store.init(THINGS.dataSet(V1));
		assertThat(this.store.state().initialized()).isTrue();
	}

	@Test
	void externalStoreAsksWhetherTheDatabaseIsInitializedUntilItIs() {
		wrapper(CacheConfig.ttl(TTL), true);
		for (int i = 1; i <= 3; i++) {
			this.time.advance(TTL);
		}
		assertThat(this.core.initializedQuestions).hasValueGreaterThanOrEqualTo(3);
		assertThat(this.store.state().initialized()).isFalse();
		this.core.initialized = true;
		this.time.advance(TTL);
		assertThat(this.store.state().initialized()).isTrue();
		this.core.initializedQuestions.set(0);
		this.time.advance(TTL.multipliedBy(3));
		assertThat(this.core.initializedQuestions).hasValue(0);
	}

	@Test
	void externalStoreDoesNotAskWhileTheDatabaseIsDown() {
		wrapper(CacheConfig.ttl(TTL), true);
		this.core.breakDown();
		this.time.advance(Duration.ZERO);
		assertThat(this.store.state().reachable()).isFalse();
		this.core.failReads(() -> {
			throw new AssertionError("asked while down");
		});
		this.time.advance(TTL.multipliedBy(3));
		this.core.repair();
		this.core.initialized = true;
		this.time.advance(TTL);
		assertThat(this.store.state().initialized()).isTrue();
	}

	@Test
	void databaseThatCannotSayWhetherItIsInitializedIsUnavailable() {
		this.core.breakDown();
		assertThat(this.store.isInitialized()).isFalse();
		assertThat(this.store.state().reachable()).isFalse();
		assertThat(this.store.state().lastError()).contains("no connection");
	}

	@Test
	void markThatIsNoMarkIsNoInitialization() {
		this.core.failReads(() -> new InvalidItemException("wrong type", null));
		assertThat(this.store.isInitialized()).isFalse();
		assertThat(this.store.state().reachable()).isTrue();
	}

	@Test
	void databaseThatCannotListItsItemsIsUnavailable() {
		this.core.breakDown();
		assertThatThrownBy(() -> this.store.all(THINGS)).hasMessage("no connection");
		assertThat(this.store.state().reachable()).isFalse();
		assertThatThrownBy(() -> this.store.all(THINGS)).isInstanceOf(StoreUnavailableException.class)
			.hasMessageContaining("things")
			.hasMessageContaining("no connection");
	}

	@Test
	void kindThatIsNoCollectionHarmsNoOther() {
		this.core.failReads(() -> new InvalidItemException("wrong type", null));
		assertThatThrownBy(() -> this.store.all(THINGS)).hasMessage("wrong type");
		assertThat(this.store.state().reachable()).isTrue();
		assertThat(this.store.state().acceptingWrites()).isTrue();
		assertThat(this.store.statistics().invalidItems()).isEqualTo(1);
	}

	@ParameterizedTest
	@EnumSource
	void answersComeFromMemoryOnceSomethingWasRead(CacheMode mode) {
		wrapper(new CacheConfig(mode, TTL, null, CacheRefresh.ON_EXPIRY, null), false);
		this.store.get(THINGS, "foo");
		this.store.all(THINGS);
		assertThat(this.store.state().answeringFromMemory()).isFalse();
		this.core.force(THINGS, V1);
		this.time.advance(TTL);
		this.store.get(THINGS, "foo");
		assertThat(this.store.state().answeringFromMemory()).isEqualTo(mode != CacheMode.OFF);
	}

	@Test
	void answersComeFromMemoryOnceAllWereRead() {
		this.core.force(THINGS, V1);
		this.store.all(THINGS);
		this.store.all(OTHER_THINGS);
		assertThat(this.store.state().answeringFromMemory()).isTrue();
	}

	@Test
	void answersDoNotComeFromMemoryThatMayNotBeServed() {
		wrapper(CacheConfig.ttl(TTL).withStaleOnError(Duration.ZERO), false);
		this.core.force(THINGS, V1);
		this.store.get(THINGS, "foo");
		assertThat(this.store.state().answeringFromMemory()).isFalse();
	}

	@Test
	void limitedViewListsItemsToo() {
		this.core.force(THINGS, V1);
		assertThat(this.store.limitedView().all(THINGS)).isEqualTo(Map.of("foo", V1));
	}

	@Test
	void everyQuestionIsCounted() {
		this.core.force(THINGS, V1);
		this.store.all(THINGS);
		this.store.all(THINGS);
		this.store.isInitialized();
		StoreStatistics statistics = this.store.statistics();
		assertThat(statistics.hits()).isEqualTo(1);
		assertThat(statistics.misses()).isEqualTo(1);
		assertThat(statistics.loads()).isEqualTo(2);
	}

	@Test
	void everyWriteIsCounted() {
		this.store.init(THINGS.dataSet(V1));
		assertThat(this.store.statistics().writes()).isEqualTo(1);
		this.core.breakDown();
		this.store.upsert(THINGS, V2);
		assertThat(this.store.statistics().writes()).isEqualTo(2);
		this.core.repair();
		this.time.advance(StoreAvailability.PROBE_INTERVAL);
		assertThat(this.store.statistics().writes()).isEqualTo(3);
	}

	@Test
	void everyStaleAnswerIsCounted() {
		this.store.init(THINGS.dataSet(V1));
		this.core.breakDown();
		this.time.advance(TTL);
		assertThat(this.store.get(THINGS, "foo")).isEqualTo(V1);
		assertThat(this.store.all(THINGS)).isEqualTo(Map.of("foo", V1));
		assertThat(this.store.statistics().staleAnswers()).isEqualTo(2);
	}

	@Test
	void badItemIsCountedEachTimeItIsRead() {
		this.core.forceText(THINGS, "foo", "{");
		assertThatThrownBy(() -> this.store.get(THINGS, "foo")).isInstanceOf(InvalidItemException.class);
		assertThat(this.store.statistics().invalidItems()).isEqualTo(1);
		assertThat(this.store.all(THINGS)).isEmpty();
		assertThat(this.store.statistics().invalidItems()).isEqualTo(2);
	}

	@Test
	void nothingKeepsALock() {
		this.store.upsert(THINGS, V1);
		this.store.init(THINGS.dataSet(V1));
		this.store.upsert(THINGS, V2);
		this.store.all(THINGS);
		this.core.breakDown();
		this.store.upsert(THINGS, TestItem.of("bar", 1));
		this.core.repair();
		this.time.advance(StoreAvailability.PROBE_INTERVAL);
		OtherThread.run(() -> this.store.upsert(THINGS, TestItem.of("foo", 3)));
		assertThat(this.core.item(THINGS, "foo")).isEqualTo(TestItem.of("foo", 3));
		assertThat(this.core.item(THINGS, "bar")).isNotNull();
	}

	@Test
	void listenersLearnNothingAfterClose() {
		AtomicReference<Thread> listeners = new AtomicReference<>();
		this.store.statusProvider().addListener((status) -> listeners.set(Thread.currentThread()));
		this.core.breakDown();
		this.store.init(THINGS.dataSet(V1));
		await().until(() -> listeners.get() != null);
		assertThat(listeners.get().isAlive()).isTrue();
		this.store.close();
		await().until(() -> !listeners.get().isAlive());
	}

	@Test
	void closeEndsTheThreadsOfTheStore() {
		AtomicReference<Thread> asking = new AtomicReference<>();
		AtomicReference<Thread> watching = new AtomicReference<>();
		this.core.failReads(() -> {
			asking.set(Thread.currentThread());
			return new InvalidItemException("no mark", null);
		});
		this.store = CachingStoreWrapper.builder(this.core).external(true).build();
		this.store.startWatching(List.of(THINGS), new WatchingThread(watching));
		await().until(() -> asking.get() != null && watching.get() != null);
		this.store.close();
		await().until(() -> !asking.get().isAlive() && !watching.get().isAlive());
	}

	@Test
	void descriptionIsThatOfTheCore() {
		this.core = new DescribedCore();
		wrapper(CacheConfig.off(), false);
		assertThat(this.store.describeConfiguration(new DiagnosticConfiguration(false, Duration.ZERO)))
			.isEqualTo("described");
	}

	/** Notes on which thread it is called. */
	private record WatchingThread(AtomicReference<Thread> thread) implements StoreChangeListener {

		@Override
		public boolean isWanted() {
			return true;
		}

		@Override
		public void storeChanged() {
			this.thread.set(Thread.currentThread());
		}

	}

	private static final class DescribedCore extends MapCore implements DiagnosticDescription {

		@Override
		public @Nullable String describeConfiguration(DiagnosticConfiguration configuration) {
			return "described";
		}

	}

}
