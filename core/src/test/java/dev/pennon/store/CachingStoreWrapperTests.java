package dev.pennon.store;

import java.time.Duration;
import java.util.Map;

import dev.pennon.diagnostic.DiagnosticConfiguration;
import dev.pennon.internal.concurrent.ManualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static dev.pennon.store.TestKind.OTHER_THINGS;
import static dev.pennon.store.TestKind.THINGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What the wrapper caches, and for how long.
 */
class CachingStoreWrapperTests {

	private static final Duration TTL = Duration.ofSeconds(30);

	private static final TestItem V1 = TestItem.of("foo", 1);

	private static final TestItem V2 = TestItem.of("foo", 2);

	private static final TestItem V3 = TestItem.of("foo", 3);

	private final ManualTime time = new ManualTime();

	private final MapCore core = new MapCore();

	private CachingStoreWrapper store = wrapper(CacheMode.TTL);

	private CachingStoreWrapper wrapper(CacheMode mode) {
		return wrapper(new CacheConfig(mode, TTL, null, CacheRefresh.ON_EXPIRY, null));
	}

	private CachingStoreWrapper wrapper(CacheConfig config) {
		this.store = CachingStoreWrapper.builder(this.core)
			.cache(config)
			.healing(HealingConfig.off())
			.time(this.time, this.time, this.time)
			.build();
		return this.store;
	}

	@AfterEach
	void close() {
		this.store.close();
	}

	@ParameterizedTest
	@EnumSource
	void itemThatChangesBehindIsSeenWithoutCacheOnly(CacheMode mode) {
		wrapper(mode);
		this.core.force(THINGS, V1);
		assertThat(this.store.get(THINGS, "foo")).isEqualTo(V1);
		this.core.force(THINGS, V2);
		assertThat(this.store.get(THINGS, "foo")).isEqualTo((mode == CacheMode.OFF) ? V2 : V1);
	}

	@ParameterizedTest
	@EnumSource
	void itemIsDecodedForOneUseWithoutCacheOnly(CacheMode mode) {
		wrapper(mode);
		OneUseKind kind = new OneUseKind();
		this.core.force(kind, V1);
		assertThat(this.store.get(kind, "foo")).isEqualTo(V1);
		assertThat(kind.decodedForOneUse).isEqualTo((mode == CacheMode.OFF) ? 1 : 0);
	}

	@ParameterizedTest
	@EnumSource
	void expiredCacheIsReadAgainHoweverLongItLasts(CacheMode mode) {
		wrapper(mode);
		this.time.advance(Duration.ofSeconds(1));
		this.core.force(THINGS, V1);
		assertThat(this.store.get(THINGS, "foo")).isEqualTo(V1);
		this.core.force(THINGS, V2);
		this.time.advance(Duration.ofSeconds(1));
		this.store.expireCache();
		assertThat(this.store.getAtHand(THINGS, "foo")).isNull();
		assertThat(this.store.get(THINGS, "foo")).isEqualTo(V2);
	}

	@Test
	void itemIsReadAgainOnTheDotOfItsTime() {
		this.core.force(THINGS, V1);
		assertThat(this.store.get(THINGS, "foo")).isEqualTo(V1);
		this.core.force(THINGS, V2);
		Duration step = Duration.ofMillis(700);
		Duration age = Duration.ZERO;
		while (age.plus(step).compareTo(TTL) < 0) {
			this.time.advance(step);
			age = age.plus(step);
			assertThat(this.store.get(THINGS, "foo")).as("after %s", age).isEqualTo(V1);
		}
		this.time.advance(TTL.minus(age));
		assertThat(this.store.get(THINGS, "foo")).isEqualTo(V2);
	}

	@ParameterizedTest
	@EnumSource
	void tombstoneIsCachedToo(CacheMode mode) {
		wrapper(mode);
		this.core.force(THINGS, TestItem.tombstone("foo", 1));
		assertThat(this.store.get(THINGS, "foo")).isNull();
		this.core.force(THINGS, V2);
		assertThat(this.store.get(THINGS, "foo")).isEqualTo((mode == CacheMode.OFF) ? V2 : null);
	}

	@ParameterizedTest
	@EnumSource
	void missIsCachedToo(CacheMode mode) {
		wrapper(mode);
		assertThat(this.store.get(THINGS, "foo")).isNull();
		this.core.force(THINGS, V1);
		assertThat(this.store.get(THINGS, "foo")).isEqualTo((mode == CacheMode.OFF) ? V1 : null);
		this.time.advance(TTL);
		assertThat(this.store.get(THINGS, "foo")).isEqualTo(V1);
	}

	@Test
	void initFillsTheCache() {
		this.store.init(THINGS.dataSet(V1, TestItem.of("bar", 1)));
		this.core.wipe();
		assertThat(this.store.get(THINGS, "foo")).isEqualTo(V1);
		assertThat(this.store.all(THINGS)).containsOnlyKeys("foo", "bar");
	}

	@Test
	void infiniteCacheReadsOnlyWhatIsAskedFor() {
		wrapper(CacheMode.INFINITE);
		this.core.force(THINGS, V1);
		this.core.force(THINGS, TestItem.of("bar", 1));
		assertThat(this.store.get(THINGS, "foo")).isEqualTo(V1);
		this.core.wipe();
		this.time.advance(Duration.ofDays(1000));
		assertThat(this.store.get(THINGS, "foo")).isEqualTo(V1);
		assertThat(this.store.get(THINGS, "bar")).isNull();
	}

	@Test
	void infiniteCacheAsksForWhatItNeverReadAfterInit() {
		wrapper(CacheMode.INFINITE);
		this.store.init(THINGS.dataSet(V1));
		this.core.force(THINGS, TestItem.of("bar", 1));
		this.core.force(THINGS, V2);
		assertThat(this.store.get(THINGS, "bar")).isEqualTo(TestItem.of("bar", 1));
		assertThat(this.store.get(THINGS, "foo")).isEqualTo(V1);
	}

	@Test
	void ttlCountsFromTheWriteAndNotFromTheLastRead() {
		this.store.init(THINGS.dataSet(V1));
		this.core.force(THINGS, V2);
		this.time.advance(TTL.dividedBy(2));
		assertThat(this.store.get(THINGS, "foo")).isEqualTo(V1);
		this.time.advance(TTL.dividedBy(2).minusNanos(1));
		assertThat(this.store.get(THINGS, "foo")).isEqualTo(V1);
		this.time.advance(Duration.ofNanos(1));
		assertThat(this.store.get(THINGS, "foo")).isEqualTo(V2);
	}

	@Test
	void expiredItemThatIsGoneIsNotServed() {
		this.store.init(THINGS.dataSet(V1));
		this.core.wipe();
		this.time.advance(TTL);
		assertThat(this.store.get(THINGS, "foo")).isNull();
		assertThat(this.store.all(THINGS)).isEmpty();
		assertThat(this.store.isInitialized()).isTrue();
	}

	@Test
	void databaseMayGoBackWhenNothingWasWrittenMeanwhile() {
		this.store.init(THINGS.dataSet(V3));
		this.core.force(THINGS, V1);
		this.time.advance(TTL);
		assertThat(this.store.get(THINGS, "foo")).isEqualTo(V1);
	}

	@Test
	void allIsCachedApartFromItems() {
		this.core.force(THINGS, V1);
		assertThat(this.store.all(THINGS)).containsOnlyKeys("foo");
		this.core.force(THINGS, V2);
		assertThat(this.store.get(THINGS, "foo")).isEqualTo(V2);
		assertThat(this.store.all(THINGS)).isEqualTo(Map.of("foo", V1));
		this.time.advance(TTL);
		assertThat(this.store.all(THINGS)).isEqualTo(Map.of("foo", V2));
	}

	@ParameterizedTest
	@EnumSource
	void allLeavesOutTombstonesAndKnowsNoUnknownKind(CacheMode mode) {
		wrapper(mode);
		this.core.force(THINGS, V1);
		this.core.force(THINGS, TestItem.tombstone("bar", 1));
		assertThat(this.store.all(THINGS)).isEqualTo(Map.of("foo", V1));
		assertThat(this.store.all(OTHER_THINGS)).isEmpty();
		this.core.remove(THINGS, "foo");
		assertThat(this.store.all(THINGS)).hasSize((mode == CacheMode.OFF) ? 0 : 1);
	}

	@Test
	void callbacksSeeCachedItems() {
		this.core.force(THINGS, V1);
		assertThat(this.store.<TestItem, String>get(THINGS, "foo", String::valueOf)).contains("foo");
		assertThat(this.store.<TestItem, Integer>all(THINGS, Map::size)).isEqualTo(1);
	}

	@ParameterizedTest
	@EnumSource
	void upsertIsWrittenAndCached(CacheMode mode) {
		wrapper(mode);
		this.store.upsert(THINGS, V1);
		this.store.upsert(THINGS, V2);
		assertThat(this.core.item(THINGS, "foo")).isEqualTo(V2);
		this.core.force(THINGS, V3);
		assertThat(this.store.get(THINGS, "foo")).isEqualTo((mode == CacheMode.OFF) ? V3 : V2);
	}

	@Test
	void refusedUpsertCachesWhatTheDatabaseHolds() {
		this.core.force(THINGS, V2);
		assertThat(this.store.upsert(THINGS, V1)).isFalse();
		assertThat(this.core.item(THINGS, "foo")).isEqualTo(V2);
		this.core.force(THINGS, V3);
		assertThat(this.store.get(THINGS, "foo")).isEqualTo(V2);
	}

	@ParameterizedTest
	@EnumSource
	void deleteLeavesATombstoneAndIsCached(CacheMode mode) {
		wrapper(mode);
		this.core.force(THINGS, V1);
		assertThat(this.store.get(THINGS, "foo")).isEqualTo(V1);
		assertThat(this.store.delete(THINGS, "foo", 2)).isTrue();
		assertThat(this.core.item(THINGS, "foo")).isEqualTo(TestItem.tombstone("foo", 2));
		this.core.force(THINGS, V3);
		assertThat(this.store.get(THINGS, "foo")).isEqualTo((mode == CacheMode.OFF) ? V3 : null);
	}

	@ParameterizedTest
	@EnumSource
	void upsertShowsInAllAtOnce(CacheMode mode) {
		wrapper(mode);
		this.store.init(THINGS.dataSet(V1));
		assertThat(this.store.all(THINGS)).isEqualTo(Map.of("foo", V1));
		this.store.upsert(THINGS, TestItem.of("bar", 1));
		this.store.delete(THINGS, "foo", 2);
		assertThat(this.store.all(THINGS)).isEqualTo(Map.of("bar", TestItem.of("bar", 1)));
	}

	@ParameterizedTest
	@EnumSource
	void failuresPropagateWhenNothingIsInMemory(CacheMode mode) {
		wrapper(mode);
		this.core.breakDown();
		assertThatIllegalStateException().isThrownBy(() -> this.store.get(THINGS, "foo"));
		assertThatThrownBy(() -> this.store.all(THINGS)).isInstanceOf(StoreUnavailableException.class);
		assertThatThrownBy(() -> this.store.upsert(THINGS, V1)).isInstanceOf(StoreUnavailableException.class);
		assertThat(this.store.isInitialized()).isFalse();
	}

	@ParameterizedTest
	@EnumSource
	void failedWriteBeforeTheFirstInitPropagates(CacheMode mode) {
		wrapper(mode);
		this.core.breakDown();
		assertThatIllegalStateException().isThrownBy(() -> this.store.upsert(THINGS, V1));
		wrapper(mode);
		assertThatIllegalStateException().isThrownBy(() -> this.store.delete(THINGS, "foo", 1));
	}

	@Test
	void initializedIsAskedEachTimeWithoutCacheUntilItIsTrue() {
		wrapper(CacheMode.OFF);
		assertThat(this.store.isInitialized()).isFalse();
		assertThat(this.core.initializedQuestions).hasValue(1);
		this.core.initialized = true;
		assertThat(this.store.isInitialized()).isTrue();
		this.core.initialized = false;
		assertThat(this.store.isInitialized()).isTrue();
		assertThat(this.core.initializedQuestions).hasValue(2);
	}

	@Test
	void initIsInitializationWithoutAnotherQuestion() {
		wrapper(CacheMode.OFF);
		assertThat(this.store.isInitialized()).isFalse();
		this.store.init(FullDataSet.empty());
		assertThat(this.store.isInitialized()).isTrue();
		assertThat(this.core.initializedQuestions).hasValue(1);
	}

	@Test
	void notInitializedIsRememberedForTheTtl() {
		assertThat(this.store.isInitialized()).isFalse();
		this.core.initialized = true;
		assertThat(this.store.isInitialized()).isFalse();
		assertThat(this.core.initializedQuestions).hasValue(1);
		this.time.advance(TTL);
		assertThat(this.store.isInitialized()).isTrue();
		assertThat(this.store.isInitialized()).isTrue();
		assertThat(this.core.initializedQuestions).hasValue(2);
	}

	@Test
	void agingItemIsReadAgainInTheBackground() {
		wrapper(CacheConfig.ttl(TTL).withRefresh(CacheRefresh.AHEAD));
		this.core.force(THINGS, V1);
		assertThat(this.store.get(THINGS, "foo")).isEqualTo(V1);
		this.core.force(THINGS, V2);
		this.time.advance(Duration.ofSeconds(23));
		for (int i = 0; i < 3; i++) {
			assertThat(this.store.get(THINGS, "foo")).isEqualTo(V1);
		}
		assertThat(this.core.reads).hasValue(1);
		this.time.advance(Duration.ZERO);
		assertThat(this.core.reads).hasValue(2);
		assertThat(this.store.get(THINGS, "foo")).isEqualTo(V2);
		this.time.advance(Duration.ofSeconds(20));
		assertThat(this.store.get(THINGS, "foo")).isEqualTo(V2);
		assertThat(this.core.reads).hasValue(2);
		this.time.advance(Duration.ofSeconds(3));
		assertThat(this.store.get(THINGS, "foo")).isEqualTo(V2);
		this.time.advance(Duration.ZERO);
		assertThat(this.core.reads).hasValue(3);
	}

	@Test
	void itemThatIsAtHandCountsAsAHit() {
		wrapper(CacheConfig.ttl(TTL));
		this.core.force(THINGS, V1);
		assertThat(this.store.get(THINGS, "foo")).isEqualTo(V1);
		assertThat(this.store.getAtHand(THINGS, "foo")).isEqualTo(V1);
		assertThat(this.store.getAtHand(THINGS, "foo")).isEqualTo(V1);
		assertThat(this.store.statistics().hits()).isEqualTo(2);
	}

	@Test
	void agingItemThatIsAtHandIsReadAgainInTheBackground() {
		wrapper(CacheConfig.ttl(TTL).withRefresh(CacheRefresh.AHEAD));
		this.core.force(THINGS, V1);
		assertThat(this.store.get(THINGS, "foo")).isEqualTo(V1);
		this.core.force(THINGS, V2);
		this.time.advance(Duration.ofSeconds(23));
		assertThat(this.store.getAtHand(THINGS, "foo")).isEqualTo(V1);
		assertThat(this.store.statistics().hits()).isEqualTo(1);
		this.time.advance(Duration.ZERO);
		assertThat(this.store.getAtHand(THINGS, "foo")).isEqualTo(V2);
	}

	@Test
	void capacityBoundsTheItems() {
		wrapper(CacheConfig.infinite().withCapacity(10L));
		for (int i = 0; i < 100; i++) {
			this.core.force(THINGS, TestItem.of("key-" + i, 1));
		}
		for (int i = 0; i < 100; i++) {
			assertThat(this.store.get(THINGS, "key-" + i)).isNotNull();
		}
		this.core.reads.set(0);
		for (int i = 0; i < 100; i++) {
			assertThat(this.store.get(THINGS, "key-" + i)).isNotNull();
		}
		assertThat(this.core.reads).hasValueGreaterThanOrEqualTo(90);
	}

	@Test
	void expiredCacheIsReadAgain() {
		wrapper(CacheMode.INFINITE);
		this.core.force(THINGS, V1);
		assertThat(this.store.get(THINGS, "foo")).isEqualTo(V1);
		assertThat(this.store.get(THINGS, "bar")).isNull();
		assertThat(this.store.all(THINGS)).containsOnlyKeys("foo");
		this.core.force(THINGS, V2);
		this.core.force(THINGS, TestItem.of("bar", 1));
		this.store.expireCache();
		assertThat(this.store.get(THINGS, "foo")).isEqualTo(V2);
		assertThat(this.store.get(THINGS, "bar")).isNotNull();
		assertThat(this.store.all(THINGS)).containsOnlyKeys("foo", "bar");
	}

	@Test
	void externalStoreCountsAsInitializedAndRefusesWrites() {
		this.store = CachingStoreWrapper.builder(this.core)
			.external(true)
			.time(this.time, this.time, this.time)
			.build();
		assertThat(this.store.isInitialized()).isTrue();
		assertThat(this.store.get(THINGS, "foo")).isNull();
		assertThat(this.store.state().initialized()).isFalse();
		assertThatThrownBy(() -> this.store.init(FullDataSet.empty()))
			.isInstanceOf(UnsupportedOperationException.class);
		assertThatThrownBy(() -> this.store.upsert(THINGS, V1)).isInstanceOf(UnsupportedOperationException.class);
		this.core.force(THINGS, V1);
		this.time.advance(TTL);
		assertThat(this.store.get(THINGS, "foo")).isEqualTo(V1);
		assertThat(this.store.state().initialized()).isTrue();
		assertThat(this.core.data).containsOnlyKeys("things");
	}

	@Test
	void everythingIsCounted() {
		this.core.force(THINGS, V1);
		this.store.get(THINGS, "foo");
		this.store.get(THINGS, "foo");
		this.store.get(THINGS, "bar");
		this.store.get(THINGS, "bar");
		this.store.upsert(THINGS, V2);
		StoreStatistics statistics = this.store.statistics();
		assertThat(statistics.hits()).isEqualTo(2);
		assertThat(statistics.misses()).isEqualTo(2);
		assertThat(statistics.loads()).isEqualTo(2);
		assertThat(statistics.writes()).isEqualTo(1);
	}

	@Test
	void closeClosesTheCore() {
		this.store.close();
		this.store.close();
		assertThat(this.core.closed).isTrue();
		assertThat(this.time.waitingTasks()).isZero();
	}

	@Test
	void descriptionIsThatOfTheCore() {
		assertThat(this.store.describeConfiguration(new DiagnosticConfiguration(false, Duration.ZERO))).isNull();
	}

	/** Counts what is decoded for one use. */
	private static final class OneUseKind implements VersionedDataKind<TestItem> {

		private int decodedForOneUse;

		@Override
		public TestItem decodeForOneUse(String key, byte[] json) {
			this.decodedForOneUse++;
			return decode(key, json);
		}

		@Override
		public TestItem decode(String key, byte[] json) {
			return THINGS.decode(key, json);
		}

		@Override
		public byte[] encode(TestItem item) {
			return THINGS.encode(item);
		}

		@Override
		public TestItem tombstone(String key, long version) {
			return THINGS.tombstone(key, version);
		}

		@Override
		public String namespace() {
			return "one-use";
		}

		@Override
		public String requestApiPath() {
			return THINGS.requestApiPath();
		}

		@Override
		public String streamApiPath() {
			return THINGS.streamApiPath();
		}

	}

}
