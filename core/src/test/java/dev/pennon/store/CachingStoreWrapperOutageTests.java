package dev.pennon.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.pennon.internal.concurrent.ManualTime;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static dev.pennon.store.TestKind.THINGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What the wrapper does while the database fails, and when it comes back.
 */
class CachingStoreWrapperOutageTests {

	private static final Duration TTL = Duration.ofSeconds(30);

	private static final TestItem V1 = TestItem.of("foo", 1);

	private static final TestItem V2 = TestItem.of("foo", 2);

	private final ManualTime time = new ManualTime();

	private final MapCore core = new MapCore();

	private final List<DataStoreStatus> statuses = new ArrayList<>();

	private CachingStoreWrapper store = wrapper(CacheMode.TTL);

	private CachingStoreWrapper wrapper(CacheMode mode) {
		return wrapper(new CacheConfig(mode, TTL, null, CacheRefresh.ON_EXPIRY, null), HealingConfig.off());
	}

	private CachingStoreWrapper wrapper(CacheConfig config, HealingConfig healing) {
		this.store = CachingStoreWrapper.builder(this.core)
			.cache(config)
			.healing(healing)
			.time(this.time, this.time, this.time)
			.build();
		this.store.statusProvider().addListener((status) -> {
			synchronized (this.statuses) {
				this.statuses.add(status);
			}
		});
		return this.store;
	}

	@AfterEach
	void close() {
		this.store.close();
	}

	private void awaitStatuses(DataStoreStatus... expected) {
		Awaitility.await().untilAsserted(() -> {
			synchronized (this.statuses) {
				assertThat(this.statuses).containsExactly(expected);
			}
		});
	}

	private void probe() {
		this.time.advance(StoreAvailability.PROBE_INTERVAL);
	}

	@Test
	void storeIsAvailableAtFirst() {
		assertThat(this.store.statusProvider().getStatus()).isEqualTo(new DataStoreStatus(true, false));
		assertThat(this.store.statusProvider().isMonitoringEnabled()).isTrue();
	}

	@Test
	void failureIsOneStatusUntilTheDatabaseAnswers() {
		int tasks = this.time.waitingTasks();
		this.core.breakDown();
		this.store.init(THINGS.dataSet(V1));
		this.store.init(THINGS.dataSet(V1));
		probe();
		awaitStatuses(new DataStoreStatus(false, false));
		assertThat(this.store.state().since()).isEqualTo("2026-01-01T00:00:00Z");
		assertThat(this.store.state().lastError()).contains("no connection");
		this.core.repair();
		probe();
		awaitStatuses(new DataStoreStatus(false, false), new DataStoreStatus(true, false));
		assertThat(this.time.waitingTasks()).isEqualTo(tasks);
	}

	@Test
	void nobodyButTheProbeAsksWhileTheDatabaseIsDown() {
		this.core.breakDown();
		assertThatThrownBy(() -> this.store.get(THINGS, "foo")).hasMessage("no connection");
		this.core.failReads(() -> {
			throw new AssertionError("asked while down");
		});
		assertThatThrownBy(() -> this.store.get(THINGS, "foo")).isInstanceOf(StoreUnavailableException.class)
			.hasMessageContaining("things/foo")
			.hasMessageContaining("no connection");
		assertThatThrownBy(() -> this.store.all(THINGS)).isInstanceOf(StoreUnavailableException.class);
		assertThat(this.store.isInitialized()).isFalse();
		this.core.repair();
		this.core.force(THINGS, V1);
		probe();
		assertThat(this.store.get(THINGS, "foo")).isEqualTo(V1);
	}

	@ParameterizedTest
	@EnumSource
	void dataOfTheSourceIsServedAlthoughTheDatabaseNeverWas(CacheMode mode) {
		wrapper(mode);
		this.core.breakDown();
		this.store.init(THINGS.dataSet(V1, TestItem.of("bar", 1)));
		assertThat(this.store.isInitialized()).isTrue();
		assertThat(this.store.upsert(THINGS, V2)).isTrue();
		assertThat(this.store.upsert(THINGS, V1)).isFalse();
		assertThat(this.store.delete(THINGS, "bar", 2)).isTrue();
		this.time.advance(TTL.multipliedBy(2));
		assertThat(this.store.get(THINGS, "foo")).isEqualTo(V2);
		assertThat(this.store.get(THINGS, "bar")).isNull();
		assertThat(this.store.get(THINGS, "biz")).isNull();
		assertThat(this.store.all(THINGS)).isEqualTo(Map.of("foo", V2));
		assertThat(this.store.state().answeringFromMemory()).isTrue();
	}

	@ParameterizedTest
	@EnumSource
	void dataOfTheSourceIsMergedOnRecovery(CacheMode mode) {
		wrapper(mode);
		this.core.breakDown();
		this.store.init(THINGS.dataSet(V1, TestItem.of("bar", 1), TestItem.of("newer", 1)));
		this.store.upsert(THINGS, V2);
		this.store.delete(THINGS, "bar", 2);
		this.core.repair();
		this.core.force(THINGS, TestItem.of("newer", 7));
		this.core.force(THINGS, TestItem.of("else", 1));
		probe();
		assertThat(this.core.item(THINGS, "foo")).isEqualTo(V2);
		assertThat(this.core.item(THINGS, "bar")).isEqualTo(TestItem.tombstone("bar", 2));
		assertThat(this.core.item(THINGS, "newer")).isEqualTo(TestItem.of("newer", 7));
		assertThat(this.core.item(THINGS, "else")).isEqualTo(TestItem.of("else", 1));
		assertThat(this.core.initialized).isTrue();
		assertThat(this.core.inits).hasValue(0);
		assertThat(this.store.state().reachable()).isTrue();
	}

	@Test
	void onlyWhatWasNotWrittenIsMergedWhenTheDatabaseHasKeptTheRest() {
		this.store.init(THINGS.dataSet(V1, TestItem.of("bar", 1)));
		this.core.breakDown();
		this.store.upsert(THINGS, V2);
		this.core.repair();
		this.core.merges.set(0);
		probe();
		assertThat(this.core.item(THINGS, "foo")).isEqualTo(V2);
		assertThat(this.core.merges).hasValue(1);
	}

	@Test
	void everythingIsMergedWhenTheDatabaseComesBackEmpty() {
		this.store.init(THINGS.dataSet(V1, TestItem.of("bar", 1)));
		this.core.breakDown();
		this.time.advance(TTL);
		assertThat(this.store.get(THINGS, "foo")).isEqualTo(V1);
		this.core.wipe();
		this.core.repair();
		probe();
		assertThat(this.store.all(THINGS)).containsOnlyKeys("foo", "bar");
		assertThat(this.core.item(THINGS, "bar")).isEqualTo(TestItem.of("bar", 1));
		assertThat(this.core.initialized).isTrue();
	}

	@Test
	void processWithoutFullDataWritesNothingBack() {
		this.core.force(THINGS, V1);
		assertThat(this.store.get(THINGS, "foo")).isEqualTo(V1);
		this.store.upsert(THINGS, V2);
		this.core.breakDown();
		assertThatThrownBy(() -> this.store.upsert(THINGS, TestItem.of("bar", 1))).hasMessage("no connection");
		this.core.wipe();
		this.core.repair();
		probe();
		assertThat(this.core.data.getOrDefault("things", Map.of())).isEmpty();
		awaitStatuses(new DataStoreStatus(false, false), new DataStoreStatus(true, true));
		this.store.init(THINGS.dataSet(V1));
		assertThat(this.store.statusProvider().getStatus()).isEqualTo(new DataStoreStatus(true, false));
	}

	@Test
	void staleItemIsServedWithoutLimit() {
		this.core.force(THINGS, V1);
		assertThat(this.store.get(THINGS, "foo")).isEqualTo(V1);
		assertThat(this.store.all(THINGS)).containsOnlyKeys("foo");
		this.core.breakDown();
		this.time.advance(Duration.ofDays(100));
		assertThat(this.store.get(THINGS, "foo")).isEqualTo(V1);
		assertThat(this.store.all(THINGS)).containsOnlyKeys("foo");
		assertThatThrownBy(() -> this.store.get(THINGS, "never read")).isInstanceOf(StoreUnavailableException.class);
		assertThat(this.store.statistics().staleAnswers()).isEqualTo(2);
		assertThat(this.store.statistics().unavailableFailures()).isEqualTo(1);
	}

	@Test
	void staleItemIsServedForAsLongAsConfigured() {
		wrapper(CacheConfig.ttl(TTL).withStaleOnError(Duration.ofMinutes(1)), HealingConfig.off());
		this.core.force(THINGS, V1);
		assertThat(this.store.get(THINGS, "foo")).isEqualTo(V1);
		this.core.breakDown();
		this.time.advance(TTL.plusSeconds(59));
		assertThat(this.store.get(THINGS, "foo")).isEqualTo(V1);
		this.time.advance(Duration.ofSeconds(1));
		assertThatThrownBy(() -> this.store.get(THINGS, "foo")).isInstanceOf(StoreUnavailableException.class);
	}

	@Test
	void remembersNoMissAcrossAnOutage() {
		assertThat(this.store.get(THINGS, "foo")).isNull();
		this.core.breakDown();
		assertThatThrownBy(() -> this.store.get(THINGS, "bar")).hasMessage("no connection");
		this.core.repair();
		this.core.force(THINGS, V1);
		probe();
		assertThat(this.store.get(THINGS, "foo")).isEqualTo(V1);
	}

	@ParameterizedTest
	@EnumSource
	void refusedWritesKeepReadsGoing(CacheMode mode) {
		wrapper(mode);
		this.store.init(THINGS.dataSet(V1));
		this.core.failWrites(() -> new StoreWriteRefusedException("READONLY", null));
		assertThat(this.store.upsert(THINGS, V2)).isTrue();
		assertThat(this.store.get(THINGS, "foo")).isEqualTo(V2);
		this.time.advance(TTL);
		assertThat(this.store.get(THINGS, "foo")).isEqualTo(V2);
		assertThat(this.store.all(THINGS)).isEqualTo(Map.of("foo", V2));
		StoreState state = this.store.state();
		assertThat(state.reachable()).isTrue();
		assertThat(state.acceptingWrites()).isFalse();
		assertThat(this.store.statistics().refusedWrites()).isPositive();
		assertThat(this.store.statistics().unavailableFailures()).isZero();
		this.core.repair();
		probe();
		assertThat(this.core.item(THINGS, "foo")).isEqualTo(V2);
		assertThat(this.store.state().acceptingWrites()).isTrue();
	}

	@Test
	void refusedWritesDoNotKeepAProcessWithoutDataFromReading() {
		this.core.force(THINGS, V1);
		this.core.failWrites(() -> new StoreWriteRefusedException("OOM", null));
		assertThatThrownBy(() -> this.store.upsert(THINGS, V2)).isInstanceOf(StoreWriteRefusedException.class);
		assertThat(this.store.get(THINGS, "foo")).isEqualTo(V1);
	}

	@ParameterizedTest
	@EnumSource
	void badItemHarmsNoOther(CacheMode mode) {
		wrapper(mode);
		this.core.force(THINGS, V1);
		this.core.forceText(THINGS, "bad", "{");
		assertThatThrownBy(() -> this.store.get(THINGS, "bad")).isInstanceOf(InvalidItemException.class);
		assertThatThrownBy(() -> this.store.get(THINGS, "bad")).isInstanceOf(InvalidItemException.class);
		assertThat(this.store.get(THINGS, "foo")).isEqualTo(V1);
		assertThat(this.store.all(THINGS)).containsOnlyKeys("foo");
		assertThat(this.store.statusProvider().getStatus().available()).isTrue();
		assertThat(this.store.statistics().invalidItems()).isPositive();
		assertThat(this.store.upsert(THINGS, TestItem.of("bad", 1))).isTrue();
		assertThat(this.store.get(THINGS, "bad")).isEqualTo(TestItem.of("bad", 1));
	}

	@Test
	void badItemGivesWayToWhatIsInMemory() {
		this.store.init(THINGS.dataSet(V1));
		this.core.forceText(THINGS, "foo", "{");
		this.time.advance(TTL);
		assertThat(this.store.get(THINGS, "foo")).isEqualTo(V1);
		assertThat(this.store.all(THINGS)).isEqualTo(Map.of("foo", V1));
	}

	@Test
	void badItemGivesWayToWhatWasReadBefore() {
		this.core.force(THINGS, V1);
		assertThat(this.store.get(THINGS, "foo")).isEqualTo(V1);
		this.core.forceText(THINGS, "foo", "{");
		this.time.advance(TTL);
		assertThat(this.store.get(THINGS, "foo")).isEqualTo(V1);
		assertThat(this.store.get(THINGS, "foo")).isEqualTo(V1);
		assertThat(this.core.reads).hasValue(2);
	}

	@Test
	void interruptedReaderDoesNotMakeTheStoreUnavailable() {
		this.core.failReads(() -> {
			Thread.currentThread().interrupt();
			return new IllegalStateException("interrupted");
		});
		assertThatThrownBy(() -> this.store.get(THINGS, "foo")).hasMessage("interrupted");
		assertThat(Thread.interrupted()).isTrue();
		assertThat(this.store.state().reachable()).isTrue();
	}

	@Test
	void databaseThatFailsAgainDuringTheMergeStaysUnavailable() {
		this.core.breakDown();
		this.store.init(THINGS.dataSet(V1));
		this.core.available = true;
		probe();
		assertThat(this.store.state().reachable()).isFalse();
		this.core.repair();
		probe();
		assertThat(this.core.item(THINGS, "foo")).isEqualTo(V1);
		assertThat(this.store.state().reachable()).isTrue();
	}

}
