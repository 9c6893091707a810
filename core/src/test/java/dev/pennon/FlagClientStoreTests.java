package dev.pennon;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.pennon.context.EvaluationContext;
import dev.pennon.datasource.DataSourceErrorInfo;
import dev.pennon.datasource.DataSourceErrorKind;
import dev.pennon.datasource.DataSourceState;
import dev.pennon.datasource.DataSourceStatus;
import dev.pennon.datasource.DataSourceUpdateSink;
import dev.pennon.store.CachingStoreWrapper;
import dev.pennon.store.FeatureStoreCore;
import dev.pennon.store.SerializedItem;
import dev.pennon.store.VersionedDataKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * The client on a store outside of this process.
 */
@Timeout(30)
class FlagClientStoreTests {

	private static final EvaluationContext CONTEXT = EvaluationContext.of("user-key");

	private static final String DATA = FlagFixtures.flags(Map.of("flag", FlagFixtures.flagWithValue("true")));

	private final Database database = new Database();

	private final CachingStoreWrapper store = CachingStoreWrapper.builder(this.database).build();

	private final CachingStoreWrapper externalStore = CachingStoreWrapper.builder(this.database).external(true).build();

	@AfterEach
	void closeStores() {
		this.store.close();
		this.externalStore.close();
	}

	@Test
	void clientTellsTheStatusOfItsStore() {
		FlagClient client = FlagClient.builder().featureStore(this.store).build();
		assertThat(client.dataStoreStatusProvider().isMonitoringEnabled()).isTrue();
		client.close();
	}

	@Test
	void whatOneClientReceivesAnotherOneReads() {
		FlagClient writer = FlagClient.builder()
			.featureStore(this.store)
			.updateProcessor((sink) -> new DeliveringSource(sink).source)
			.build();
		writer.start();
		FlagClient reader = FlagClient.builder().featureStore(this.externalStore).externalData(true).build();
		reader.start();
		assertThat(writer.boolVariation("flag", CONTEXT, false)).isTrue();
		assertThat(reader.boolVariation("flag", CONTEXT, false)).isTrue();
		assertThat(reader.allFlagsState(CONTEXT).values()).containsOnlyKeys("flag");
		writer.close();
		reader.close();
	}

	@Test
	void failFastNeedsAStoreThatCanBeReached() {
		this.database.broken = true;
		FlagClient client = FlagClient.builder()
			.featureStore(this.externalStore)
			.externalData(true)
			.startup(StartupPolicy.FAIL_FAST, Duration.ofSeconds(5))
			.build();
		assertThatExceptionOfType(FlagClientStartException.class).isThrownBy(client::start)
			.withMessageContaining("cannot be reached")
			.withMessageContaining("credentials");
		client.close();
	}

	@Test
	void waitGoesOnWithoutAStoreThatCanBeReached() {
		this.database.broken = true;
		FlagClient client = FlagClient.builder().featureStore(this.externalStore).externalData(true).build();
		assertThatNoException().isThrownBy(client::start);
		assertThat(client.boolVariation("flag", CONTEXT, true)).isTrue();
		client.close();
	}

	@Test
	void statusesThatMeanThatTheSourceIsInTouch() {
		assertThat(ClientAssembly.isInTouch(status(DataSourceState.VALID, null))).isTrue();
		assertThat(ClientAssembly.isInTouch(status(DataSourceState.INTERRUPTED, DataSourceErrorKind.STORE_ERROR)))
			.isTrue();
		assertThat(ClientAssembly.isInTouch(status(DataSourceState.INTERRUPTED, DataSourceErrorKind.NETWORK_ERROR)))
			.isFalse();
		assertThat(ClientAssembly.isInTouch(status(DataSourceState.INITIALIZING, null))).isFalse();
		assertThat(ClientAssembly.isInTouch(status(DataSourceState.OFF, DataSourceErrorKind.STORE_ERROR))).isFalse();
	}

	private static DataSourceStatus status(DataSourceState state, DataSourceErrorKind error) {
		return new DataSourceStatus(state, Instant.EPOCH,
				(error != null) ? DataSourceErrorInfo.of(error, "message", Instant.EPOCH) : null);
	}

	/** Delivers as soon as it is started. */
	private static final class DeliveringSource {

		private final FakeSource source;

		DeliveringSource(DataSourceUpdateSink sink) {
			this.source = new FakeSource(sink, this::deliver);
		}

		private void deliver() {
			this.source.deliver(DATA);
		}

	}

	/** A database in memory, which refuses every question when a test says so. */
	private static final class Database implements FeatureStoreCore {

		private final Map<String, Map<String, SerializedItem>> kinds = new LinkedHashMap<>();

		private volatile boolean broken;

		@Override
		public synchronized void initInternal(Map<VersionedDataKind<?>, Map<String, SerializedItem>> allData) {
			requireHealth();
			allData.forEach((kind, items) -> this.kinds.put(kind.namespace(), new LinkedHashMap<>(items)));
		}

		@Override
		public synchronized SerializedItem getInternal(VersionedDataKind<?> kind, String key) {
			return getAllInternal(kind).get(key);
		}

		@Override
		public synchronized Map<String, SerializedItem> getAllInternal(VersionedDataKind<?> kind) {
			requireHealth();
			return new LinkedHashMap<>(this.kinds.getOrDefault(kind.namespace(), Map.of()));
		}

		@Override
		public synchronized SerializedItem upsertInternal(VersionedDataKind<?> kind, SerializedItem item) {
			throw new UnsupportedOperationException();
		}

		@Override
		public synchronized boolean initializedInternal() {
			requireHealth();
			return !this.kinds.isEmpty();
		}

		private void requireHealth() {
			if (this.broken) {
				throw new IllegalStateException("NOAUTH");
			}
		}

	}

}
