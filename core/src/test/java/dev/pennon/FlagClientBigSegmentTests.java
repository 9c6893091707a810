package dev.pennon;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.pennon.bigsegment.BigSegmentStoreStatus;
import dev.pennon.bigsegment.BigSegmentStoreStatusProvider;
import dev.pennon.bigsegment.BigSegmentsConfig;
import dev.pennon.bigsegment.MapBigSegmentStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The big segment store of a client: when it is asked, and who learns of its status.
 */
@Timeout(30)
class FlagClientBigSegmentTests {

	private static final BigSegmentStoreStatus UNAVAILABLE = new BigSegmentStoreStatus(false, false);

	private static final BigSegmentStoreStatus HEALTHY = new BigSegmentStoreStatus(true, false);

	private static final BigSegmentsConfig FAST = BigSegmentsConfig.defaults()
		.withStatusPollInterval(Duration.ofMillis(10));

	private final MapBigSegmentStore store = new MapBigSegmentStore();

	@Test
	void clientWithoutStoreSaysThatItIsNotAvailable() {
		try (FlagClient client = FlagClient.builder().build()) {
			BigSegmentStoreStatusProvider provider = client.bigSegmentStoreStatusProvider();
			assertThat(provider.getStatus()).isEqualTo(UNAVAILABLE);
			assertThat(provider.lastStatus()).isNull();
		}
	}

	@Test
	void offlineClientNeverAsksTheStore() {
		try (FlagClient client = FlagClient.builder().offline(true).bigSegmentStore(this.store, FAST).build()) {
			client.start();
			assertThat(client.bigSegmentStoreStatusProvider().getStatus()).isEqualTo(UNAVAILABLE);
			assertThat(this.store.metadataCalls()).isZero();
		}
	}

	@Test
	void startPollsTheStoreAndCloseLeavesItOpen() {
		FlagClient client = FlagClient.builder().bigSegmentStore(this.store, FAST).build();
		assertThat(client.bigSegmentStoreStatusProvider().lastStatus()).isNull();
		client.start();
		await().until(() -> this.store.metadataCalls() > 2);
		client.close();
		assertThat(this.store.isClosed()).isFalse();
		await().until(() -> Thread.getAllStackTraces()
			.keySet()
			.stream()
			.noneMatch((thread) -> thread.getName().startsWith("pennon-big-segments")));
	}

	@Test
	void listenersLearnOfChanges() {
		this.store.setLastUpToDate(Instant.now());
		List<BigSegmentStoreStatus> told = new CopyOnWriteArrayList<>();
		try (FlagClient client = FlagClient.builder().bigSegmentStore(this.store, FAST).build()) {
			client.bigSegmentStoreStatusProvider().addListener(told::add);
			client.start();
			assertThat(client.bigSegmentStoreStatusProvider().getStatus()).isEqualTo(HEALTHY);
			this.store.fail(new IllegalStateException("no connection"));
			await().untilAsserted(() -> assertThat(told).containsExactly(UNAVAILABLE));
			this.store.fail(null);
			await().untilAsserted(() -> assertThat(told).containsExactly(UNAVAILABLE, HEALTHY));
		}
	}

}
