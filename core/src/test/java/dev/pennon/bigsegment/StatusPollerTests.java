package dev.pennon.bigsegment;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.awaitility.Awaitility.await;

@Timeout(30)
class StatusPollerTests {

	private static final BigSegmentStoreStatus HEALTHY = new BigSegmentStoreStatus(true, false);

	private static final BigSegmentStoreStatus STALE = new BigSegmentStoreStatus(true, true);

	private static final BigSegmentStoreStatus UNAVAILABLE = new BigSegmentStoreStatus(false, false);

	private static final RuntimeException FAILURE = new IllegalStateException("lost the way",
			new IllegalArgumentException("connection refused"));

	private final BigSegmentFixture fixture = new BigSegmentFixture();

	private final List<BigSegmentStoreStatus> told = new CopyOnWriteArrayList<>();

	private final ExecutorService threads = Executors.newCachedThreadPool();

	@AfterEach
	void close() {
		this.threads.shutdownNow();
		this.fixture.close();
	}

	private void start() {
		this.fixture.status().addListener(this.told::add);
		this.fixture.manager.start();
		this.fixture.runDueTasks();
	}

	@Test
	void statusIsUnknownUntilTheStoreIsAsked() {
		this.fixture.manager.start();
		assertThat(this.fixture.status().lastStatus()).isNull();
		assertThat(this.fixture.status().lastObservation()).isNull();
		assertThat(this.fixture.store.metadataCalls()).isZero();
	}

	@Test
	void firstStatusIsAskedForByWhoeverWantsItFirst() {
		this.fixture.manager.start();
		assertThat(this.fixture.status().getStatus()).isEqualTo(HEALTHY);
		this.fixture.runDueTasks();
		assertThat(this.fixture.status().getStatus()).isEqualTo(HEALTHY);
		assertThat(this.fixture.status().lastStatus()).isEqualTo(HEALTHY);
		assertThat(this.fixture.store.metadataCalls()).isOne();
	}

	@Test
	void startUpPollAndFirstQueriesAreOneQuery() throws Exception {
		this.fixture.manager.start();
		CountDownLatch thaw = this.fixture.store.freeze();
		Future<BigSegmentStoreStatus> query = this.threads.submit(() -> this.fixture.status().getStatus());
		await().until(() -> this.fixture.store.metadataCalls() == 1);
		Future<?> poll = this.threads.submit(this.fixture::runDueTasks);
		Future<BigSegmentStoreStatus> other = this.threads.submit(() -> this.fixture.status().getStatus());
		thaw.countDown();
		assertThat(query.get()).isEqualTo(HEALTHY);
		assertThat(other.get()).isEqualTo(HEALTHY);
		poll.get();
		assertThat(this.fixture.store.metadataCalls()).isOne();
	}

	@Test
	void storeIsPolledAtEachInterval() {
		start();
		for (int polls = 2; polls < 5; polls++) {
			this.fixture.time.advance(Duration.ofMillis(4999));
			assertThat(this.fixture.store.metadataCalls()).isEqualTo(polls - 1);
			this.fixture.time.advance(Duration.ofMillis(1));
			assertThat(this.fixture.store.metadataCalls()).isEqualTo(polls);
		}
	}

	@Test
	void listenersLearnOfAnOutageAndItsEndOnce() {
		start();
		this.fixture.store.failMetadata(FAILURE);
		this.fixture.advanceSeconds(20);
		this.fixture.store.failMetadata(null);
		this.fixture.advanceSeconds(20);
		await().untilAsserted(() -> assertThat(this.told).containsExactly(UNAVAILABLE, HEALTHY));
	}

	@Test
	void listenersLearnOfStaleDataAndItsEndOnce() {
		start();
		this.fixture.advanceSeconds(300);
		await().untilAsserted(() -> assertThat(this.told).containsExactly(STALE));
		this.fixture.store.setLastUpToDate(this.fixture.time.instant());
		this.fixture.advanceSeconds(10);
		await().untilAsserted(() -> assertThat(this.told).containsExactly(STALE, HEALTHY));
	}

	@Test
	void firstStatusIsToldOnlyIfItIsBad() {
		this.fixture.store.failMetadata(FAILURE);
		start();
		await().untilAsserted(() -> assertThat(this.told).containsExactly(UNAVAILABLE));
	}

	@Test
	void listenerThatThrowsHarmsNobody() {
		this.fixture.status().addListener((status) -> {
			throw new IllegalStateException("listener");
		});
		start();
		this.fixture.store.failMetadata(FAILURE);
		this.fixture.advanceSeconds(5);
		await().untilAsserted(() -> assertThat(this.told).containsExactly(UNAVAILABLE));
	}

	@Test
	void removedListenerIsNotToldAndAnUnknownOneDoesNoHarm() {
		assertThatNoException().isThrownBy(() -> this.fixture.status().removeListener((status) -> {
		}));
		List<BigSegmentStoreStatus> others = new CopyOnWriteArrayList<>();
		Consumer<BigSegmentStoreStatus> other = others::add;
		this.fixture.status().addListener(other);
		this.fixture.status().removeListener(other);
		start();
		this.fixture.store.failMetadata(FAILURE);
		this.fixture.advanceSeconds(5);
		await().untilAsserted(() -> assertThat(this.told).containsExactly(UNAVAILABLE));
		assertThat(others).isEmpty();
	}

	@Test
	void storeThatCannotBeAskedIsPolledMoreOften() {
		start();
		this.fixture.store.failMetadata(FAILURE);
		this.fixture.advanceSeconds(5);
		this.fixture.advanceSeconds(5);
		assertThat(this.fixture.store.metadataCalls()).isEqualTo(12);
	}

	@Test
	void observationTellsWhatAnOperatorNeeds() {
		Instant begin = this.fixture.time.instant();
		start();
		assertThat(this.fixture.status().lastObservation())
			.isEqualTo(new BigSegmentStoreObservation(HEALTHY, begin, begin, null));
		this.fixture.store.failMetadata(FAILURE);
		this.fixture.advanceSeconds(60);
		String error = "lost the way: java.lang.IllegalArgumentException: connection refused";
		assertThat(this.fixture.status().lastObservation())
			.isEqualTo(new BigSegmentStoreObservation(UNAVAILABLE, begin.plusSeconds(5), begin, error));
		this.fixture.store.failMetadata(null);
		this.fixture.advanceSeconds(1);
		assertThat(this.fixture.status().lastObservation()).extracting(BigSegmentStoreObservation::lastError)
			.isEqualTo(error);
	}

	@Test
	void closedPollerAsksAndTellsNoMore() {
		start();
		this.fixture.manager.close();
		this.fixture.store.failMetadata(FAILURE);
		this.fixture.advanceSeconds(60);
		assertThat(this.fixture.store.metadataCalls()).isOne();
		assertThat(this.fixture.status().getStatus()).isEqualTo(HEALTHY);
	}

}
