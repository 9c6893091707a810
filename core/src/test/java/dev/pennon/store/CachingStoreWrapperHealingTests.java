package dev.pennon.store;

import java.time.Duration;

import dev.pennon.internal.concurrent.ManualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.pennon.store.TestKind.THINGS;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * How a reachable database that has lost data gets it back.
 */
class CachingStoreWrapperHealingTests {

	private static final Duration INTERVAL = Duration.ofSeconds(10);

	/** The interval, and the most that chance may add to it. */
	private static final Duration ONE_LOOK = INTERVAL.multipliedBy(6).dividedBy(5);

	private final ManualTime time = new ManualTime();

	private final MapCore core = new MapCore();

	private CachingStoreWrapper store = wrapper(HealingConfig.defaults());

	private CachingStoreWrapper wrapper(HealingConfig healing) {
		return CachingStoreWrapper.builder(this.core)
			.cache(CacheConfig.off())
			.healing(healing)
			.time(this.time, this.time, this.time)
			.build();
	}

	@BeforeEach
	void fill() {
		TestItem[] items = new TestItem[1000];
		for (int i = 0; i < items.length; i++) {
			items[i] = TestItem.of("key-" + i, 5);
		}
		this.store.init(THINGS.dataSet(items));
	}

	@AfterEach
	void close() {
		this.store.close();
	}

	@Test
	void wipedDatabaseIsFilledAgain() {
		this.core.wipe();
		this.time.advance(INTERVAL.dividedBy(2));
		assertThat(this.core.data).isEmpty();
		this.time.advance(ONE_LOOK);
		assertThat(this.store.all(THINGS)).hasSize(1000);
		assertThat(this.core.initialized).isTrue();
		assertThat(this.core.inits).hasValue(1);
		assertThat(this.store.statistics().heals()).isEqualTo(1);
	}

	@Test
	void lostUpdateIsNoticedAtOnce() {
		this.store.upsert(THINGS, TestItem.of("key-777", 6));
		this.core.force(THINGS, TestItem.of("key-777", 5));
		this.time.advance(ONE_LOOK);
		assertThat(this.core.item(THINGS, "key-777")).isEqualTo(TestItem.of("key-777", 6));
	}

	@Test
	void olderItemIsNoticedSomeTime() {
		this.core.force(THINGS, TestItem.of("key-500", 4));
		this.time.advance(ONE_LOOK.multipliedBy(1000 / 16 + 1));
		assertThat(this.core.item(THINGS, "key-500")).isEqualTo(TestItem.of("key-500", 5));
		assertThat(this.store.statistics().heals()).isEqualTo(1);
	}

	@Test
	void newerItemsAreLeftAlone() {
		this.core.wipe();
		this.core.force(THINGS, TestItem.of("key-1", 9));
		this.core.force(THINGS, TestItem.of("else", 1));
		this.time.advance(ONE_LOOK);
		assertThat(this.core.item(THINGS, "key-1")).isEqualTo(TestItem.of("key-1", 9));
		assertThat(this.core.item(THINGS, "else")).isEqualTo(TestItem.of("else", 1));
		assertThat(this.core.item(THINGS, "key-2")).isEqualTo(TestItem.of("key-2", 5));
	}

	@Test
	void intactDatabaseIsNotWrittenTo() {
		this.time.advance(INTERVAL.multipliedBy(100));
		assertThat(this.core.merges).hasValue(0);
		assertThat(this.store.statistics().heals()).isZero();
	}

	@Test
	void fourthLossWithinTenMinutesIsAConflict() {
		for (int i = 0; i < 3; i++) {
			this.core.wipe();
			this.time.advance(ONE_LOOK);
			assertThat(this.core.initialized).isTrue();
			assertThat(this.store.state().healingConflict()).isFalse();
		}
		this.core.wipe();
		this.time.advance(ONE_LOOK.multipliedBy(100));
		assertThat(this.core.initialized).isFalse();
		assertThat(this.store.state().healingConflict()).isTrue();
		assertThat(this.store.statistics().heals()).isEqualTo(3);
	}

	@Test
	void lossesInLongIntervalsAreHealedForEver() {
		for (int i = 0; i < 10; i++) {
			this.core.wipe();
			this.time.advance(Duration.ofMinutes(4));
			assertThat(this.core.initialized).isTrue();
		}
		assertThat(this.store.state().healingConflict()).isFalse();
	}

	@Test
	void oneProcessHealsAtATime() {
		this.core.wipe();
		this.core.claimed = true;
		this.time.advance(ONE_LOOK);
		assertThat(this.core.merges).hasValue(0);
		this.core.claimed = false;
		this.time.advance(ONE_LOOK);
		assertThat(this.core.initialized).isTrue();
	}

	@Test
	void processWhoseSourceIsNotConnectedDoesNotHeal() {
		this.store.sourceConnected(false);
		this.core.wipe();
		this.time.advance(ONE_LOOK.multipliedBy(3));
		assertThat(this.core.initialized).isFalse();
		this.store.sourceConnected(true);
		this.time.advance(ONE_LOOK);
		assertThat(this.core.initialized).isTrue();
	}

	@Test
	void processWithoutFullDataDoesNotHeal() {
		this.store.close();
		this.store = wrapper(HealingConfig.defaults());
		this.core.wipe();
		this.time.advance(ONE_LOOK);
		assertThat(this.core.initialized).isFalse();
	}

	@Test
	void healingCanBeSwitchedOff() {
		this.store.close();
		this.store = wrapper(HealingConfig.off());
		fill();
		this.core.wipe();
		this.time.advance(ONE_LOOK.multipliedBy(10));
		assertThat(this.core.initialized).isFalse();
		assertThat(this.time.waitingTasks()).isZero();
	}

	@Test
	void conflictIsNoticedHoweverLongTheProcessHasRun() {
		this.time.advance(StoreHealer.HEALS_WINDOW.multipliedBy(3));
		for (int i = 0; i < 4; i++) {
			this.core.wipe();
			this.time.advance(ONE_LOOK);
		}
		assertThat(this.store.state().healingConflict()).isTrue();
	}

	@Test
	void lookThatFailsIsAFailureOfTheStore() {
		this.core.failReads(() -> new IllegalStateException("no connection"));
		this.core.available = false;
		this.time.advance(ONE_LOOK);
		assertThat(this.store.state().reachable()).isFalse();
		assertThat(this.store.state().lastError()).contains("no connection");
		this.core.repair();
		this.core.wipe();
		this.time.advance(ONE_LOOK);
		assertThat(this.core.initialized).isTrue();
	}

	@Test
	void eachLookIsAtSomeItems() {
		StoreMemory memory = new StoreMemory();
		StoreHealer.MemorySample sample = new StoreHealer.MemorySample(memory);
		assertThat(sample.next()).isEmpty();
		TestItem[] items = new TestItem[16];
		for (int i = 0; i < items.length; i++) {
			items[i] = TestItem.of("key-" + i, i);
		}
		memory.init(THINGS.dataSet(items));
		for (int i = 0; i < 3; i++) {
			assertThat(sample.next().get(THINGS).versions()).hasSize(16).containsEntry("key-7", 7L);
		}
	}

}
