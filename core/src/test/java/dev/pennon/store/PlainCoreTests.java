package dev.pennon.store;

import dev.pennon.internal.concurrent.ManualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static dev.pennon.store.TestKind.THINGS;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a core that cannot heal has by default, and how the wrapper gets on with it.
 */
class PlainCoreTests {

	private static final TestItem V1 = TestItem.of("foo", 1);

	private static final TestItem V2 = TestItem.of("foo", 2);

	private final ManualTime time = new ManualTime();

	private final PlainCore core = new PlainCore();

	private final CachingStoreWrapper store = CachingStoreWrapper.builder(this.core)
		.cache(CacheConfig.off())
		.time(this.time, this.time, this.time)
		.build();

	@AfterEach
	void close() {
		this.store.close();
	}

	private void outage(Runnable meanwhile) {
		this.core.database.breakDown();
		meanwhile.run();
		this.core.database.repair();
		this.time.advance(StoreAvailability.PROBE_INTERVAL);
	}

	@Test
	void databaseIsAvailableIfItAnswersAnything() {
		assertThat(this.core.isAvailable()).isTrue();
		this.core.database.breakDown();
		assertThat(this.core.isAvailable()).isFalse();
	}

	@Test
	void whatWasNotWrittenIsWrittenItemByItem() {
		this.store.init(THINGS.dataSet(V1, TestItem.of("bar", 1), TestItem.of("biz", 1)));
		this.core.database.remove(THINGS, "biz");
		outage(() -> {
			this.store.upsert(THINGS, V2);
			this.store.delete(THINGS, "bar", 2);
		});
		assertThat(this.core.database.item(THINGS, "foo")).isEqualTo(V2);
		assertThat(this.core.database.item(THINGS, "bar")).isEqualTo(TestItem.tombstone("bar", 2));
		assertThat(this.core.database.item(THINGS, "biz")).isNull();
		assertThat(this.store.state().reachable()).isTrue();
	}

	@Test
	void everythingIsWrittenIntoADatabaseThatComesBackEmpty() {
		this.store.init(THINGS.dataSet(V1, TestItem.of("bar", 1)));
		outage(() -> {
			this.store.upsert(THINGS, V2);
			this.core.database.wipe();
		});
		assertThat(this.core.database.item(THINGS, "foo")).isEqualTo(V2);
		assertThat(this.core.database.item(THINGS, "bar")).isEqualTo(TestItem.of("bar", 1));
	}

	@Test
	void databaseWithoutHealingIsLeftAlone() {
		this.store.init(THINGS.dataSet(V1));
		this.store.sourceConnected(false);
		this.store.sourceConnected(true);
		this.time.advance(HealingConfig.DEFAULT_INTERVAL.multipliedBy(3));
		assertThat(this.time.waitingTasks()).isZero();
		assertThat(this.store.state().healingConflict()).isFalse();
	}

	@Test
	void storeOverADatabaseNeedsJson() {
		assertThat(this.store.needsJson()).isTrue();
	}

}
