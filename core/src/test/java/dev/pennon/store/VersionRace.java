package dev.pennon.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Eight threads write the versions of many keys in random order, deletions among them,
 * while eight threads read them.
 */
final class VersionRace {

	private static final int WRITERS = 8;

	private static final int READERS = 8;

	private static final int VERSIONS = 3 * WRITERS;

	private static final long SEED = 20261123;

	private final FeatureStore store;

	private final int keys;

	private final CyclicBarrier start = new CyclicBarrier(WRITERS + READERS);

	private final CountDownLatch writing = new CountDownLatch(WRITERS);

	VersionRace(FeatureStore store, int keys) {
		this.store = store;
		this.keys = keys;
	}

	void run() throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(WRITERS + READERS);
		try {
			List<Future<Void>> results = new ArrayList<>();
			for (int i = 0; i < WRITERS; i++) {
				int writer = i;
				results.add(threads.submit((Callable<Void>) () -> write(writer)));
			}
			for (int i = 0; i < READERS; i++) {
				results.add(threads.submit((Callable<Void>) this::read));
			}
			for (Future<Void> result : results) {
				result.get(2, TimeUnit.MINUTES);
			}
		}
		finally {
			threads.shutdownNow();
		}
		Map<String, TestItem> all = this.store.all(TestKind.THINGS);
		for (int key = 0; key < this.keys; key++) {
			TestItem item = this.store.get(TestKind.THINGS, name(key));
			assertThat(item).isEqualTo(TestItem.of(name(key), VERSIONS));
			assertThat(all).containsEntry(name(key), item);
		}
	}

	private Void write(int writer) throws Exception {
		List<TestItem> updates = new ArrayList<>();
		for (int version = 1 + writer; version <= VERSIONS; version += WRITERS) {
			for (int key = 0; key < this.keys; key++) {
				updates
					.add((version % 5 == 0) ? TestItem.tombstone(name(key), version) : TestItem.of(name(key), version));
			}
		}
		Collections.shuffle(updates, new Random(SEED + writer));
		this.start.await();
		try {
			for (TestItem update : updates) {
				this.store.upsert(TestKind.THINGS, update);
			}
			return null;
		}
		finally {
			this.writing.countDown();
		}
	}

	private Void read() throws Exception {
		long[] seen = new long[this.keys];
		this.start.await();
		do {
			for (int key = 0; key < this.keys; key++) {
				TestItem item = this.store.get(TestKind.THINGS, name(key));
				if (item != null) {
					assertThat(item.version()).as(item.key()).isGreaterThanOrEqualTo(seen[key]);
					seen[key] = item.version();
				}
			}
			// Readers that never wait would keep the others from what they wait for
			Thread.yield();
		}
		while (this.writing.getCount() > 0);
		return null;
	}

	private static String name(int key) {
		return "key-" + key;
	}

}
