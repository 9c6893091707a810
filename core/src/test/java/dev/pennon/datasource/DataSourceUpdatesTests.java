package dev.pennon.datasource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.pennon.store.FeatureStore;
import dev.pennon.store.FullDataSet;
import dev.pennon.store.InMemoryFeatureStore;
import dev.pennon.store.TestItem;
import dev.pennon.store.TestKind;
import dev.pennon.store.VersionedData;
import dev.pennon.store.VersionedDataKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static dev.pennon.datasource.DataSourceUpdatesFixture.dataSet;
import static dev.pennon.datasource.DataSourceUpdatesFixture.flag;
import static dev.pennon.model.DataKinds.FEATURES;
import static dev.pennon.store.TestKind.THINGS;
import static org.assertj.core.api.Assertions.assertThat;

class DataSourceUpdatesTests {

	private static final Duration LONG = Duration.ofSeconds(60);

	private final FaultyStore store = new FaultyStore();

	private final DataSourceUpdatesFixture fixture = new DataSourceUpdatesFixture(this.store);

	private final DataSourceUpdates updates = this.fixture.updates;

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void updatesReachTheStore() {
		assertThat(this.updates.init(THINGS.dataSet(TestItem.of("a", 1), TestItem.of("b", 1)))).isTrue();
		assertThat(this.updates.upsert(THINGS, TestItem.of("a", 2))).isTrue();
		assertThat(this.updates.delete(THINGS, "b", 2)).isTrue();
		assertThat(this.store.all(THINGS)).isEqualTo(Map.of("a", TestItem.of("a", 2)));
		assertThat(this.store.isInitialized()).isTrue();
	}

	@Test
	void storeIsGivenTheDataInOrder() {
		TestKind lowest = new TestKind("segments", -5);
		this.updates.init(FullDataSet.builder()
			.items(THINGS, TestKind.byKey(TestItem.of("a", 1).dependingOn("b"), TestItem.of("b", 1)))
			.items(lowest, TestKind.byKey(TestItem.of("s", 1)))
			.build());
		assertThat(this.store.lastInit.kinds()).containsExactly(lowest, THINGS);
		assertThat(this.store.lastInit.items(THINGS).keySet()).containsExactly("b", "a");
	}

	@Test
	void needForJsonIsThatOfTheStore() {
		assertThat(this.updates.needsJson()).isTrue();
		assertThat(new DataSourceUpdates(new InMemoryFeatureStore(), this.fixture.dispatcher, this.fixture.time)
			.needsJson()).isFalse();
	}

	@Test
	void failureOfTheStoreIsReportedForEveryKindOfUpdate() {
		this.updates.updateStatus(DataSourceState.VALID, null);
		this.fixture.takeStatuses();
		this.store.fails = true;
		assertThat(this.updates.init(FullDataSet.empty())).isFalse();
		assertStoreError();
		this.updates.updateStatus(DataSourceState.VALID, null);
		this.fixture.takeStatuses();
		assertThat(this.updates.upsert(THINGS, TestItem.of("a", 1))).isFalse();
		assertStoreError();
		this.updates.updateStatus(DataSourceState.VALID, null);
		this.fixture.takeStatuses();
		assertThat(this.updates.delete(THINGS, "a", 1)).isFalse();
		assertStoreError();
	}

	private void assertStoreError() {
		List<DataSourceStatus> statuses = this.fixture.takeStatuses();
		assertThat(statuses).hasSize(1);
		assertThat(statuses.get(0).state()).isEqualTo(DataSourceState.INTERRUPTED);
		DataSourceErrorInfo error = statuses.get(0).lastError();
		assertThat(error).isNotNull();
		assertThat(error.kind()).isEqualTo(DataSourceErrorKind.STORE_ERROR);
		assertThat(error.message()).contains("disk is full");
		assertThat(error.statusCode()).isZero();
		assertThat(error.time()).isEqualTo(this.fixture.time.instant());
	}

	@Test
	void failureOfTheStoreAnnouncesNoFlags() {
		this.fixture.listening();
		this.updates.init(dataSet(flag("a", 1)));
		this.fixture.takeChanges();
		this.store.fails = true;
		this.updates.upsert(FEATURES, flag("a", 2));
		this.updates.init(dataSet(flag("a", 3)));
		assertThat(this.fixture.takeChanges()).isEmpty();
		this.store.fails = false;
		this.updates.init(dataSet(flag("a", 3)));
		assertThat(this.fixture.takeChanges()).containsExactly("a");
	}

	@Test
	void outageOfTheStoreIsLoggedOnce() {
		this.updates.updateStatus(DataSourceState.VALID, null);
		Logger logger = (Logger) LoggerFactory.getLogger(DataSourceUpdates.class);
		ListAppender<ILoggingEvent> log = new ListAppender<>();
		log.start();
		logger.addAppender(log);
		try {
			this.store.fails = true;
			for (int i = 0; i < 5; i++) {
				this.updates.init(FullDataSet.empty());
			}
			this.store.fails = false;
			this.updates.init(FullDataSet.empty());
			this.updates.init(FullDataSet.empty());
		}
		finally {
			logger.detachAppender(log);
		}
		assertThat(log.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.ERROR, Level.WARN, Level.INFO);
	}

	@Test
	void failureBeforeTheFirstDataLeavesTheSourceInitializing() {
		this.store.fails = true;
		this.updates.init(FullDataSet.empty());
		assertThat(this.fixture.status().state()).isEqualTo(DataSourceState.INITIALIZING);
		assertThat(this.fixture.status().lastError()).isNotNull();
	}

	@Test
	void updatesAreCounted() {
		assertThat(this.updates.counts()).isEqualTo(new UpdateCounts(0, 0, 0, 0, null));
		Instant first = this.fixture.time.instant();
		this.updates.init(THINGS.dataSet(TestItem.of("a", 1)));
		assertThat(this.updates.counts()).isEqualTo(new UpdateCounts(1, 0, 0, 0, first));
		this.fixture.time.advance(Duration.ofSeconds(5));
		this.updates.upsert(THINGS, TestItem.of("a", 1));
		assertThat(this.updates.counts()).isEqualTo(new UpdateCounts(1, 1, 0, 0, first));
		this.updates.upsert(THINGS, TestItem.of("a", 2));
		assertThat(this.updates.counts()).isEqualTo(new UpdateCounts(2, 1, 0, 0, first.plusSeconds(5)));
		this.updates.updateStatus(DataSourceState.INTERRUPTED, this.fixture.error(DataSourceErrorKind.INVALID_DATA));
		this.updates.updateStatus(DataSourceState.INTERRUPTED, this.fixture.error(DataSourceErrorKind.NETWORK_ERROR));
		this.store.fails = true;
		this.updates.upsert(THINGS, TestItem.of("a", 3));
		assertThat(this.updates.counts()).isEqualTo(new UpdateCounts(2, 1, 1, 1, first.plusSeconds(5)));
	}

	@Test
	void statusCanBeReadWhileTheStoreHangs() throws Exception {
		CountDownLatch hanging = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		this.store.duringWrite = () -> {
			hanging.countDown();
			awaitUnchecked(release);
		};
		CompletableFuture<Boolean> update = CompletableFuture
			.supplyAsync(() -> this.updates.upsert(THINGS, TestItem.of("a", 1)));
		assertThat(hanging.await(10, TimeUnit.SECONDS)).isTrue();
		this.updates.updateStatus(DataSourceState.OFF, null);
		assertThat(this.fixture.status().state()).isEqualTo(DataSourceState.OFF);
		assertThat(this.updates.counts().applied()).isZero();
		this.updates.addFlagChangeListener((change) -> {
		});
		release.countDown();
		assertThat(update.get(10, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void updatesOfSeveralThreadsTakeEffectOneAfterTheOther() throws Exception {
		List<CompletableFuture<Boolean>> writers = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			int writer = i;
			writers.add(CompletableFuture.supplyAsync(() -> {
				boolean stored = true;
				for (int version = 1; version <= 500; version++) {
					stored &= this.updates.upsert(THINGS, TestItem.of("key-" + writer, version));
				}
				return stored;
			}));
		}
		for (CompletableFuture<Boolean> writer : writers) {
			assertThat(writer.get(60, TimeUnit.SECONDS)).isTrue();
		}
		assertThat(this.updates.counts().applied()).isEqualTo(2_000);
		assertThat(this.store.overlaps).isZero();
	}

	@Test
	void waitingEndsWithAFullSetOfData() throws Exception {
		CompletableFuture<Boolean> waiter = await(LONG);
		this.updates.upsert(THINGS, TestItem.of("a", 1));
		this.updates.init(FullDataSet.empty());
		assertThat(waiter.get(10, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void waitingEndsWithAStatus() throws Exception {
		CompletableFuture<Boolean> waiter = await(LONG);
		this.updates.updateStatus(DataSourceState.OFF, this.fixture.error(DataSourceErrorKind.UNKNOWN));
		assertThat(waiter.get(10, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void waitingEndsWithTheTimeout() throws Exception {
		assertThat(await(Duration.ZERO).get(10, TimeUnit.SECONDS)).isFalse();
	}

	private CompletableFuture<Boolean> await(Duration timeout) throws InterruptedException {
		CountDownLatch waiting = new CountDownLatch(1);
		CompletableFuture<Boolean> result = CompletableFuture.supplyAsync(() -> {
			try {
				return this.updates.awaitUntil(() -> {
					waiting.countDown();
					return this.store.isInitialized() || this.fixture.status().state() == DataSourceState.OFF;
				}, timeout);
			}
			catch (InterruptedException ex) {
				throw new AssertionError(ex);
			}
		});
		assertThat(waiting.await(10, TimeUnit.SECONDS)).isTrue();
		return result;
	}

	private static void awaitUnchecked(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

	private static final class FaultyStore implements FeatureStore {

		private final InMemoryFeatureStore delegate = new InMemoryFeatureStore();

		private volatile boolean fails;

		private volatile Runnable duringWrite = () -> {
		};

		private volatile boolean writing;

		private volatile int overlaps;

		private FullDataSet lastInit;

		@Override
		public <T extends VersionedData> T get(VersionedDataKind<T> kind, String key) {
			return this.delegate.get(kind, key);
		}

		@Override
		public <T extends VersionedData> Map<String, T> all(VersionedDataKind<T> kind) {
			return this.delegate.all(kind);
		}

		@Override
		public boolean isInitialized() {
			return this.delegate.isInitialized();
		}

		@Override
		public void init(FullDataSet allData) {
			beforeWrite();
			this.lastInit = allData;
			this.delegate.init(allData);
		}

		@Override
		public <T extends VersionedData> boolean upsert(VersionedDataKind<T> kind, T item) {
			beforeWrite();
			if (this.writing) {
				this.overlaps = this.overlaps + 1;
			}
			this.writing = true;
			boolean changed = this.delegate.upsert(kind, item);
			this.writing = false;
			return changed;
		}

		private void beforeWrite() {
			this.duringWrite.run();
			if (this.fails) {
				throw new IllegalStateException("disk is full");
			}
		}

	}

}
