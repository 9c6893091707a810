package dev.pennon;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.pennon.context.EvaluationContext;
import dev.pennon.datasource.DataSourceState;
import dev.pennon.datasource.DataSourceUpdates;
import dev.pennon.datasource.UpdateProcessor;
import dev.pennon.internal.concurrent.ListenerDispatcher;
import dev.pennon.store.FeatureStore;
import dev.pennon.store.FullDataSet;
import dev.pennon.store.VersionedData;
import dev.pennon.store.VersionedDataKind;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@Timeout(30)
class FlagClientLifecycleTests {

	private static final EvaluationContext CONTEXT = EvaluationContext.of("user-key");

	private static final String DATA = FlagFixtures.flags(Map.of("flag", FlagFixtures.flagWithValue("true")));

	private final AtomicReference<FakeSource> source = new AtomicReference<>();

	@Test
	void stoppedClientGoesOnWithTheFlagsThatItHas() {
		FlagClient client = clientThatDelivers();
		client.start();
		client.stop();
		assertThat(this.source.get().stops).hasValue(1);
		assertThat(client.boolVariation("flag", CONTEXT, false)).isTrue();
		assertThat(client.isInitialized()).isTrue();
		assertThat(client.dataSourceStatusProvider().getStatus().state()).isEqualTo(DataSourceState.OFF);
		client.close();
	}

	@Test
	void stoppedClientCanBeStartedAgain() {
		FlagClient client = clientThatDelivers();
		client.start();
		client.stop();
		client.start();
		assertThat(this.source.get().starts).hasValue(2);
		assertThat(client.boolVariation("flag", CONTEXT, false)).isTrue();
		assertThat(client.dataSourceStatusProvider().getStatus().state()).isEqualTo(DataSourceState.VALID);
		client.close();
	}

	@Test
	void startAndStopHaveNoEffectTwice() {
		FlagClient client = clientThatDelivers();
		client.stop();
		client.start();
		client.start();
		client.stop();
		client.stop();
		assertThat(this.source.get().starts).hasValue(1);
		assertThat(this.source.get().stops).hasValue(1);
		client.close();
		assertThat(this.source.get().stops).hasValue(1);
	}

	@Test
	void closedClientCannotBeStarted() {
		FlagClient client = clientThatDelivers();
		client.close();
		assertThatIllegalStateException().isThrownBy(client::start).withMessageContaining("build another one");
		client.stop();
		assertThat(this.source.get().starts).hasValue(0);
	}

	@Test
	void closeStopsAndClosesOnce() {
		FlagClient client = clientThatDelivers();
		client.start();
		client.close();
		client.close();
		assertThat(this.source.get().stops).hasValue(1);
		assertThat(this.source.get().closes).hasValue(1);
		assertThat(client.isInitialized()).isFalse();
	}

	@Test
	void concurrentClosesCloseOnce() {
		FlagClient client = clientThatDelivers();
		client.start();
		CountDownLatch go = new CountDownLatch(1);
		List<CompletableFuture<Void>> closes = IntStream.range(0, 8).mapToObj((i) -> CompletableFuture.runAsync(() -> {
			awaitQuietly(go);
			client.close();
		}, (task) -> new Thread(task).start())).toList();
		go.countDown();
		closes.forEach((close) -> assertThat(close).succeedsWithin(Duration.ofSeconds(10)));
		assertThat(this.source.get().stops).hasValue(1);
		assertThat(this.source.get().closes).hasValue(1);
	}

	@Test
	void sourceThatCannotBeStoppedDoesNotKeepTheRestOpen() {
		AtomicInteger closed = new AtomicInteger();
		FlagClient client = FlagClient.builder().updateProcessor((sink) -> new BrokenSource(closed)).build();
		client.start();
		client.close();
		assertThat(closed).hasValue(1);
		assertThat(client.dataSourceStatusProvider().getStatus().state()).isEqualTo(DataSourceState.OFF);
	}

	@Test
	void startThatFailsCanBeTriedAgain() {
		AtomicInteger starts = new AtomicInteger();
		FlagClient client = FlagClient.builder().updateProcessor((sink) -> new FakeSource(sink, () -> {
			if (starts.incrementAndGet() == 1) {
				throw new IllegalArgumentException("no such file");
			}
		})).startup(StartupPolicy.BACKGROUND, Duration.ZERO).build();
		assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(client::start);
		client.start();
		assertThat(starts).hasValue(2);
		client.close();
	}

	@Test
	void clientClosesNothingThatItWasGiven() {
		CountingStore store = new CountingStore();
		ListenerDispatcher dispatcher = new ListenerDispatcher();
		DataSourceUpdates updates = new DataSourceUpdates(store, dispatcher, InstantSource.system());
		FakeSource given = new FakeSource(updates);
		FlagClient client = FlagClient.builder()
			.featureStore(store)
			.dataSourceUpdates(updates)
			.updateProcessor(given)
			.startup(StartupPolicy.BACKGROUND, Duration.ZERO)
			.build();
		client.start();
		client.close();
		assertThat(given.stops).hasValue(1);
		assertThat(given.closes).hasValue(0);
		assertThat(store.closes).hasValue(0);
		CountDownLatch called = new CountDownLatch(1);
		updates.statusProvider().addListener((status) -> called.countDown());
		updates.updateStatus(DataSourceState.VALID, null);
		awaitQuietly(called);
		dispatcher.close();
	}

	@Test
	void twoClientsDoNotKnowOfEachOther() {
		FlagClient one = clientThatDelivers();
		FakeSource sourceOfOne = this.source.get();
		FlagClient other = FlagClient.builder()
			.updateProcessor(FakeSource::new)
			.startup(StartupPolicy.BACKGROUND, Duration.ZERO)
			.build();
		one.start();
		other.start();
		assertThat(one.boolVariation("flag", CONTEXT, false)).isTrue();
		assertThat(other.boolVariation("flag", CONTEXT, false)).isFalse();
		other.close();
		assertThat(one.boolVariation("flag", CONTEXT, false)).isTrue();
		assertThat(sourceOfOne.stops).hasValue(0);
		one.close();
	}

	@Test
	void closeLeavesNoThreadBehind() {
		Set<Thread> before = pennonThreads();
		FlagClient client = clientThatDelivers();
		CountDownLatch called = new CountDownLatch(1);
		client.flagTracker().addFlagChangeListener((change) -> called.countDown());
		client.start();
		awaitQuietly(called);
		assertThat(before.containsAll(pennonThreads())).isFalse();
		client.close();
		Awaitility.await().untilAsserted(() -> assertThat(pennonThreads()).isSubsetOf(before));
	}

	@Test
	void closeFromAListenerReturns() {
		FlagClient client = clientThatDelivers();
		CountDownLatch closed = new CountDownLatch(1);
		client.flagTracker().addFlagChangeListener((change) -> {
			client.close();
			closed.countDown();
		});
		client.start();
		awaitQuietly(closed);
		assertThat(client.isInitialized()).isFalse();
	}

	@Test
	void closeIsBoundedWhateverAListenerDoes() {
		FlagClient client = clientThatDelivers();
		CountDownLatch entered = new CountDownLatch(1);
		CountDownLatch never = new CountDownLatch(1);
		client.flagTracker().addFlagChangeListener((change) -> {
			entered.countDown();
			awaitQuietly(never);
		});
		client.start();
		awaitQuietly(entered);
		assertThat(CompletableFuture.runAsync(client::close)).succeedsWithin(Duration.ofSeconds(5));
		never.countDown();
	}

	@Test
	void clientWithoutASourceIsFedThroughItsStore() {
		FlagClient client = FlagFixtures.clientWith(DATA);
		assertThat(client.isInitialized()).isTrue();
		assertThat(client.boolVariation("flag", CONTEXT, false)).isTrue();
		client.close();
	}

	@Test
	void storeThatDoesNotTellIsAlwaysAvailable() {
		FlagClient client = FlagFixtures.clientWith(DATA);
		assertThat(client.dataStoreStatusProvider().getStatus().available()).isTrue();
		assertThat(client.dataStoreStatusProvider().getStatus().stale()).isFalse();
		assertThat(client.dataStoreStatusProvider().isMonitoringEnabled()).isFalse();
		client.dataStoreStatusProvider().addListener((status) -> {
		});
		client.dataStoreStatusProvider().removeListener((status) -> {
		});
		client.close();
	}

	private FlagClient clientThatDelivers() {
		return FlagClient.builder().updateProcessor((sink) -> {
			this.source.set(new FakeSource(sink, () -> this.source.get().deliver(DATA)));
			return this.source.get();
		}).build();
	}

	private static Set<Thread> pennonThreads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("pennon-"))
			.collect(Collectors.toSet());
	}

	private static void awaitQuietly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** Cannot be stopped, and can be closed. */
	private record BrokenSource(AtomicInteger closed) implements UpdateProcessor, AutoCloseable {

		@Override
		public void start() {
		}

		@Override
		public void stop() {
			throw new IllegalStateException("broken");
		}

		@Override
		public boolean isAlive() {
			return true;
		}

		@Override
		public boolean isInitialized() {
			return true;
		}

		@Override
		public void close() throws Exception {
			this.closed.incrementAndGet();
			throw new IOException("broken");
		}

	}

	/** Counts how often it is closed. */
	private static final class CountingStore implements FeatureStore {

		private final AtomicInteger closes = new AtomicInteger();

		@Override
		public <T extends VersionedData> T get(VersionedDataKind<T> kind, String key) {
			return null;
		}

		@Override
		public <T extends VersionedData> Map<String, T> all(VersionedDataKind<T> kind) {
			return Map.of();
		}

		@Override
		public boolean isInitialized() {
			return true;
		}

		@Override
		public void init(FullDataSet allData) {
		}

		@Override
		public <T extends VersionedData> boolean upsert(VersionedDataKind<T> kind, T item) {
			return true;
		}

		@Override
		public void close() {
			this.closes.incrementAndGet();
		}

	}

}
