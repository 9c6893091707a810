package dev.pennon.store;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import dev.pennon.internal.concurrent.ManualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static dev.pennon.store.TestKind.THINGS;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of writes that the database does not take.
 */
class CachingStoreWrapperWriteBackTests {

	private static final Duration TTL = Duration.ofSeconds(30);

	private static final TestItem V1 = TestItem.of("foo", 1);

	private static final TestItem V2 = TestItem.of("foo", 2);

	private static final TestItem V3 = TestItem.of("foo", 3);

	private final ManualTime time = new ManualTime();

	private MapCore core = new MapCore();

	private CachingStoreWrapper store = wrapper();

	private CachingStoreWrapper wrapper() {
		this.store = CachingStoreWrapper.builder(this.core)
			.cache(CacheConfig.ttl(TTL))
			.healing(HealingConfig.off())
			.time(this.time, this.time, this.time)
			.build();
		return this.store;
	}

	@AfterEach
	void close() {
		this.store.close();
	}

	private static TestItem[] items(int count, long version) {
		TestItem[] items = new TestItem[count];
		for (int i = 0; i < count; i++) {
			items[i] = TestItem.of("key-" + i, version);
		}
		return items;
	}

	private void recover() {
		this.core.repair();
		this.time.advance(StoreAvailability.PROBE_INTERVAL);
		assertThat(this.store.state().acceptingWrites()).isTrue();
	}

	private void assertThatDatabaseHolds(TestItem... items) {
		for (TestItem item : items) {
			assertThat(this.core.item(THINGS, item.key())).isEqualTo(item);
		}
	}

	@Test
	void fullDataThatWasRefusedIsMergedLater() {
		this.store.init(THINGS.dataSet(items(100, 1)));
		this.core.failWrites(() -> new StoreWriteRefusedException("READONLY", null));
		this.store.init(THINGS.dataSet(items(100, 2)));
		assertThat(this.store.get(THINGS, "key-99")).isEqualTo(TestItem.of("key-99", 2));
		recover();
		assertThatDatabaseHolds(items(100, 2));
		assertThat(this.core.inits).hasValue(1);
	}

	@Test
	void fullDataThatCameDuringAnOutageIsMergedWhateverASampleShows() {
		this.store.init(THINGS.dataSet(items(100, 2)));
		this.core.breakDown();
		assertThat(this.store.upsert(THINGS, V1)).isTrue();
		this.store.init(THINGS.dataSet(items(100, 2)));
		this.core.force(THINGS, TestItem.of("key-99", 1));
		this.core.force(THINGS, TestItem.of("key-50", 1));
		recover();
		assertThatDatabaseHolds(items(100, 2));
	}

	@Test
	void everythingIsMergedWhenTheDatabaseComesBackFromABackup() {
		this.store.init(THINGS.dataSet(items(10, 2)));
		this.core.breakDown();
		this.store.upsert(THINGS, V1);
		for (TestItem item : items(10, 1)) {
			this.core.force(THINGS, item);
		}
		recover();
		assertThatDatabaseHolds(items(10, 2));
		assertThatDatabaseHolds(V1);
	}

	@Test
	void writeThatFailsChangesWhatIsNewInMemory() {
		this.store.init(THINGS.dataSet(V2));
		this.core.breakDown();
		assertThat(this.store.upsert(THINGS, V1)).isFalse();
		assertThat(this.store.get(THINGS, "foo")).isEqualTo(V2);
		recover();
		this.core.breakDown();
		assertThat(this.store.upsert(THINGS, V3)).isTrue();
		recover();
		assertThatDatabaseHolds(V3);
	}

	@Test
	void oneItemFindsOutWhetherWritesAreAccepted() {
		this.core.breakDown();
		this.store.init(THINGS.dataSet(items(1000, 1)));
		recover();
		assertThat(this.core.mergeSizes).containsExactly(1, 200, 200, 200, 200, 199);
		assertThatDatabaseHolds(items(1000, 1));
	}

	@Test
	void batchesOfLargeItemsAreSmall() {
		this.core.breakDown();
		TestItem[] large = new TestItem[10];
		for (int i = 0; i < large.length; i++) {
			large[i] = TestItem.of("key-" + i, 1).named("x".repeat(100 * 1024));
		}
		this.store.init(THINGS.dataSet(large));
		recover();
		assertThat(this.core.mergeSizes).containsExactly(1, 3, 3, 3);
		assertThatDatabaseHolds(large);
	}

	@Test
	void failureOfAMergeIsTheLastError() {
		this.core.breakDown();
		this.store.init(THINGS.dataSet(V1));
		this.core.repair();
		this.core.failWrites(() -> new IllegalStateException("failed again"));
		this.time.advance(StoreAvailability.PROBE_INTERVAL);
		assertThat(this.store.state().lastError()).contains("failed again");
		assertThat(this.store.state().reachable()).isFalse();
		recover();
		assertThatDatabaseHolds(V1);
	}

	@Test
	void itemOfAnotherProcessIsServedThoughItsDatabaseIsDown() {
		this.store.init(THINGS.dataSet(V1));
		this.core.force(THINGS, V2);
		this.time.advance(TTL);
		assertThat(this.store.get(THINGS, "foo")).isEqualTo(V2);
		this.core.breakDown();
		this.time.advance(TTL);
		assertThat(this.store.get(THINGS, "foo")).isEqualTo(V2);
		this.store.upsert(THINGS, V3);
		this.time.advance(TTL);
		assertThat(this.store.get(THINGS, "foo")).isEqualTo(V3);
	}

	@Test
	void answerToAWriteThatIsNoItemIsCountedAndHarmsNothing() {
		this.core = new GarblingCore();
		wrapper();
		assertThat(this.store.upsert(THINGS, V1)).isFalse();
		assertThat(this.store.statistics().invalidItems()).isEqualTo(1);
		assertThat(this.store.state().acceptingWrites()).isTrue();
		assertThat(this.store.get(THINGS, "foo")).isEqualTo(V1);
	}

	/** Says that it holds something else, which nobody can read. */
	private static final class GarblingCore extends MapCore {

		@Override
		public synchronized SerializedItem upsertInternal(VersionedDataKind<?> kind, SerializedItem item) {
			return SerializedItem.ofJson(item.key(), "{".getBytes(StandardCharsets.UTF_8));
		}

	}

}
