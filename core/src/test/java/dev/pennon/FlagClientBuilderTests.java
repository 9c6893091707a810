package dev.pennon;

import java.time.Duration;
import java.time.InstantSource;

import dev.pennon.datasource.DataSourceUpdates;
import dev.pennon.internal.concurrent.ListenerDispatcher;
import dev.pennon.store.InMemoryFeatureStore;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class FlagClientBuilderTests {

	private final InMemoryFeatureStore store = new InMemoryFeatureStore();

	private final DataSourceUpdates updates = new DataSourceUpdates(this.store, new ListenerDispatcher(),
			InstantSource.system());

	@Test
	void negativeTimeoutIsRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> FlagClient.builder().startup(StartupPolicy.WAIT, Duration.ofSeconds(-1)))
			.withMessageContaining("'timeout'")
			.withMessageContaining("PT-1S")
			.withMessageContaining("use zero");
	}

	@Test
	void externalDataAndASourceExcludeEachOther() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> FlagClient.builder()
				.featureStore(this.store)
				.externalData(true)
				.updateProcessor(FakeSource::new)
				.build())
			.withMessageContaining("'externalData'")
			.withMessageContaining("'updateProcessor'");
	}

	@Test
	void externalDataNeedsAStore() {
		assertThatIllegalArgumentException().isThrownBy(() -> FlagClient.builder().externalData(true).build())
			.withMessageContaining("set 'featureStore'");
	}

	@Test
	void sinkNeedsItsStore() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> FlagClient.builder().dataSourceUpdates(this.updates).build())
			.withMessageContaining("'dataSourceUpdates'")
			.withMessageContaining("set 'featureStore'");
	}

	@Test
	void sourceNeedsItsSink() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> FlagClient.builder().updateProcessor(new FakeSource(this.updates)).build())
			.withMessageContaining("set 'dataSourceUpdates'");
	}

	@Test
	void everythingHasADefaultAndNothingStartsYet() {
		FlagClient client = FlagClient.builder().build();
		assertThat(client.isInitialized()).isFalse();
		assertThat(client.isOffline()).isFalse();
		client.close();
	}

	@Test
	void sdkKeyIsNeverShown() {
		String sdkKey = "sdk-secret";
		FlagClientBuilder builder = FlagClient.builder().sdkKey(sdkKey);
		assertThat(builder.toString()).doesNotContain(sdkKey);
		assertThat(builder.build().toString()).doesNotContain(sdkKey);
	}

}
