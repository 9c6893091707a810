package dev.pennon.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.pennon.diagnostic.DiagnosticConfiguration;
import dev.pennon.internal.AllocatedBytes;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static dev.pennon.store.TestKind.OTHER_THINGS;
import static dev.pennon.store.TestKind.THINGS;
import static org.assertj.core.api.Assertions.assertThat;

class InMemoryFeatureStoreTests extends FeatureStoreContract {

	@Override
	protected FeatureStore createStore() {
		return new InMemoryFeatureStore();
	}

	@Test
	void describesItself() {
		DiagnosticConfiguration configuration = new DiagnosticConfiguration(false, Duration.ofSeconds(5));
		assertThat(new InMemoryFeatureStore().describeConfiguration(configuration)).isEqualTo("memory");
	}

	@Test
	void needsNoJson() {
		assertThat(new InMemoryFeatureStore().needsJson()).isFalse();
	}

	@Test
	void snapshotDoesNotChange() {
		InMemoryFeatureStore store = new InMemoryFeatureStore();
		ReadOnlyStore empty = store.snapshot();
		store.init(THINGS.dataSet(TestItem.of("a", 1), TestItem.of("b", 1)));
		ReadOnlyStore initialized = store.snapshot();
		store.upsert(THINGS, TestItem.of("a", 2));
		store.delete(THINGS, "b", 2);
		assertThat(empty.isInitialized()).isFalse();
		assertThat(empty.all(THINGS)).isEmpty();
		assertThat(initialized.isInitialized()).isTrue();
		assertThat(initialized.all(THINGS)).isEqualTo(Map.of("a", TestItem.of("a", 1), "b", TestItem.of("b", 1)));
		assertThat(initialized.get(THINGS, "a")).isEqualTo(TestItem.of("a", 1));
		assertThat(store.snapshot().all(THINGS)).isEqualTo(Map.of("a", TestItem.of("a", 2)));
	}

	@Test
	void rejectedUpdateKeepsTheState() {
		InMemoryFeatureStore store = new InMemoryFeatureStore();
		store.init(THINGS.dataSet(TestItem.of("a", 2)));
		ReadOnlyStore before = store.snapshot();
		store.upsert(THINGS, TestItem.of("a", 1));
		assertThat(store.snapshot()).isSameAs(before);
	}

	@Test
	void kindsWithTheSameNamespaceShareACollection() {
		InMemoryFeatureStore store = new InMemoryFeatureStore();
		store.init(THINGS.dataSet(TestItem.of("a", 1)));
		assertThat(store.get(new TestKind("things", 1), "a")).isEqualTo(TestItem.of("a", 1));
	}

	@Test
	void itemIsKeptUnderTheKeyOfTheDataSet() {
		InMemoryFeatureStore store = new InMemoryFeatureStore();
		store.init(FullDataSet.builder().items(THINGS, Map.of("storage-key", TestItem.of("own-key", 1))).build());
		assertThat(store.get(THINGS, "storage-key")).isEqualTo(TestItem.of("own-key", 1));
		assertThat(store.get(THINGS, "own-key")).isNull();
	}

	@Test
	void nothingKeepsTheLock() {
		InMemoryFeatureStore store = new InMemoryFeatureStore();
		store.init(THINGS.dataSet(TestItem.of("a", 1)));
		store.upsert(THINGS, TestItem.of("a", 2));
		OtherThread.run(() -> store.upsert(THINGS, TestItem.of("a", 3)));
		assertThat(store.get(THINGS, "a")).isEqualTo(TestItem.of("a", 3));
	}

	@Test
	void readsAllocateNothing() {
		InMemoryFeatureStore store = new InMemoryFeatureStore();
		store.init(THINGS.dataSet(TestItem.of("a", 1), TestItem.tombstone("b", 1)));
		Runnable reads = () -> {
			for (int i = 0; i < 1_000; i++) {
				store.get(THINGS, "a");
				store.get(THINGS, "b");
				store.get(OTHER_THINGS, "a");
				store.snapshot().get(THINGS, "a");
				store.isInitialized();
			}
		};
		reads.run();
		assertThat(AllocatedBytes.by(reads)).isZero();
	}

	@Test
	@Tag("race")
	void snapshotNeverMixesTwoDataSets() throws Exception {
		InMemoryFeatureStore store = new InMemoryFeatureStore();
		FullDataSet[] sets = { dataSet(0), dataSet(1) };
		store.init(sets[0]);
		AtomicBoolean swapping = new AtomicBoolean(true);
		ExecutorService threads = Executors.newFixedThreadPool(4);
		try {
			List<Future<?>> readers = new ArrayList<>();
			for (int i = 0; i < 4; i++) {
				readers.add(threads.submit(() -> {
					do {
						assertThatSnapshotIsWhole(store.snapshot());
					}
					while (swapping.get());
				}));
			}
			for (int i = 1; i <= 100_000; i++) {
				store.init(sets[i % 2]);
			}
			swapping.set(false);
			for (Future<?> reader : readers) {
				reader.get(1, TimeUnit.MINUTES);
			}
		}
		finally {
			swapping.set(false);
			threads.shutdownNow();
		}
	}

	private static FullDataSet dataSet(long version) {
		return FullDataSet.builder()
			.items(THINGS, TestKind.byKey(TestItem.of("a", version), TestItem.of("b", version)))
			.items(OTHER_THINGS, TestKind.byKey(TestItem.of("a", version)))
			.build();
	}

	private static void assertThatSnapshotIsWhole(ReadOnlyStore snapshot) {
		long version = version(snapshot, THINGS, "a");
		if (version(snapshot, THINGS, "b") != version || version(snapshot, OTHER_THINGS, "a") != version) {
			throw new AssertionError("Two data sets in one snapshot");
		}
	}

	private static long version(ReadOnlyStore snapshot, TestKind kind, String key) {
		TestItem item = snapshot.get(kind, key);
		assertThat(item).isNotNull();
		return item.version();
	}

}
