package dev.pennon.datasource.testdata;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import dev.pennon.datasource.DataSourceErrorInfo;
import dev.pennon.datasource.DataSourceErrorKind;
import dev.pennon.datasource.DataSourceState;
import dev.pennon.datasource.RecordingSink;
import dev.pennon.datasource.UpdateProcessor;
import dev.pennon.model.DataKinds;
import dev.pennon.model.FeatureFlag;
import dev.pennon.model.Segment;
import dev.pennon.store.InvalidItemException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TestDataTests {

	private final TestData data = TestData.create();

	private final RecordingSink sink = new RecordingSink();

	private final UpdateProcessor processor = this.data.updateProcessor(this.sink);

	@Test
	void startGivesTheClientEverything() {
		this.data.update(this.data.flag("a")).updateJson(DataKinds.SEGMENTS, "{\"key\": \"s\"}");
		assertThat(this.processor.isAlive()).isFalse();
		this.processor.start();
		assertThat(this.processor.isAlive()).isTrue();
		assertThat(this.processor.isInitialized()).isTrue();
		assertThat(this.sink.store().all(DataKinds.FEATURES)).containsOnlyKeys("a");
		assertThat(this.sink.store().all(DataKinds.SEGMENTS)).containsOnlyKeys("s");
		assertThat(this.sink.states()).containsExactly(DataSourceState.VALID);
	}

	@Test
	void startWithoutFlagsInitializesToo() {
		this.processor.start();
		assertThat(this.sink.store().isInitialized()).isTrue();
		assertThat(this.sink.inits().get(0).kinds()).contains(DataKinds.FEATURES, DataKinds.SEGMENTS);
	}

	@Test
	void updateReachesEveryClientThatRuns() {
		RecordingSink other = new RecordingSink();
		this.processor.start();
		this.data.updateProcessor(other).start();
		this.data.update(this.data.flag("a"));
		assertThat(flag("a").version()).isEqualTo(1);
		assertThat(other.store().all(DataKinds.FEATURES)).containsOnlyKeys("a");
	}

	@Test
	void eachUpdateHasAHigherVersion() {
		this.processor.start();
		this.data.update(this.data.flag("a")).update(this.data.flag("a").on(false));
		assertThat(flag("a").version()).isEqualTo(2);
		assertThat(flag("a").isOn()).isFalse();
	}

	@Test
	void flagContinuesWhatWasUpdatedLast() {
		FlagBuilder builder = this.data.flag("a").on(false);
		assertThat(this.data.flag("a").json()).as("not updated yet").isEqualTo(new FlagBuilder("a").json());
		this.data.update(builder);
		builder.on(true);
		assertThat(this.data.flag("a").json().path("on").booleanValue()).isFalse();
		this.data.flag("a").on(true);
		assertThat(this.data.flag("a").json().path("on").booleanValue()).isFalse();
	}

	@Test
	void deletedFlagIsGoneAndComesBackWithAHigherVersion() {
		this.processor.start();
		this.data.update(this.data.flag("a").on(false)).delete("a");
		assertThat(this.sink.store().all(DataKinds.FEATURES)).isEmpty();
		this.data.update(this.data.flag("a"));
		assertThat(flag("a").version()).isEqualTo(3);
		assertThat(flag("a").isOn()).as("a new flag").isTrue();
	}

	@Test
	void clientThatStartsLaterDoesNotSeeDeletedFlags() {
		this.data.update(this.data.flag("a")).delete("a");
		this.processor.start();
		assertThat(this.sink.inits().get(0).items(DataKinds.FEATURES)).isEmpty();
	}

	@Test
	void jsonGetsTheNextVersionWhateverItSays() {
		this.processor.start();
		this.data.updateJson(DataKinds.FEATURES, "{\"key\": \"a\", \"version\": 100}");
		assertThat(flag("a").version()).isEqualTo(1);
		this.data.updateJson(DataKinds.FEATURES, "{\"key\": \"a\", \"version\": 0, \"on\": true}");
		assertThat(flag("a").version()).isEqualTo(2);
		this.data.update(this.data.flag("a"));
		assertThat(flag("a").version()).isEqualTo(3);
	}

	@Test
	void wrongJsonChangesNothing() {
		this.data.update(this.data.flag("a"));
		assertThatIllegalArgumentException().isThrownBy(() -> this.data.updateJson(DataKinds.FEATURES, "{"))
			.withMessageStartingWith("The item is not JSON: ");
		assertThatIllegalArgumentException().isThrownBy(() -> this.data.updateJson(DataKinds.FEATURES, "[]"))
			.withMessage("The item is not a JSON object");
		assertThatIllegalArgumentException().isThrownBy(() -> this.data.updateJson(DataKinds.FEATURES, "{\"on\":true}"))
			.withMessageStartingWith("The item has no \"key\"");
		assertThatExceptionOfType(InvalidItemException.class)
			.isThrownBy(() -> this.data.updateJson(DataKinds.FEATURES, "{\"key\":\"a\",\"on\":1}"));
		this.processor.start();
		assertThat(flag("a").version()).isEqualTo(1);
	}

	@Test
	void itemKeepsItsVersion() {
		this.processor.start();
		this.data.update(DataKinds.SEGMENTS, segment(7)).update(DataKinds.SEGMENTS, segment(6));
		assertThat(this.sink.store().get(DataKinds.SEGMENTS, "s").version()).isEqualTo(7);
		this.data.delete(DataKinds.SEGMENTS, "s");
		assertThat(this.sink.store().all(DataKinds.SEGMENTS)).isEmpty();
		this.data.update(DataKinds.SEGMENTS, segment(8));
		assertThat(this.sink.store().all(DataKinds.SEGMENTS)).as("the deletion had version 8").isEmpty();
	}

	@Test
	void statusIsPassedOn() {
		DataSourceErrorInfo error = DataSourceErrorInfo.of(DataSourceErrorKind.NETWORK_ERROR, "no route",
				Instant.EPOCH);
		this.data.updateStatus(DataSourceState.INTERRUPTED, error);
		this.processor.start();
		this.data.updateStatus(DataSourceState.INTERRUPTED, error);
		assertThat(this.sink.states()).containsExactly(DataSourceState.VALID, DataSourceState.INTERRUPTED);
		assertThat(this.sink.lastError()).isSameAs(error);
	}

	@Test
	void stoppedClientGetsNothingUntilItStartsAgain() {
		this.processor.start();
		this.processor.start();
		this.processor.stop();
		this.processor.stop();
		this.data.update(this.data.flag("a"));
		assertThat(this.processor.isAlive()).isFalse();
		assertThat(this.sink.store().all(DataKinds.FEATURES)).isEmpty();
		this.processor.start();
		assertThat(this.sink.store().all(DataKinds.FEATURES)).containsOnlyKeys("a");
		assertThat(this.sink.states()).containsExactly(DataSourceState.VALID, DataSourceState.OFF,
				DataSourceState.VALID);
	}

	@Test
	void clientWhoseStoreFailsIsNotInitialized() {
		this.sink.setRefusing(true);
		this.processor.start();
		assertThat(this.processor.isInitialized()).isFalse();
		assertThat(this.sink.states()).isEmpty();
	}

	@Test
	void changesFromManyThreadsReachClientsThatStartMeanwhile() throws Exception {
		int threads = 4;
		int updates = 200;
		ExecutorService executor = Executors.newFixedThreadPool(threads);
		try {
			List<Future<?>> writers = new ArrayList<>();
			for (int i = 0; i < threads; i++) {
				writers.add(executor.submit(() -> {
					for (int update = 0; update < updates; update++) {
						this.data.update(this.data.flag("shared").on(update % 2 == 0));
					}
				}));
			}
			List<RecordingSink> sinks = new ArrayList<>();
			for (int i = 0; i < 50; i++) {
				RecordingSink later = new RecordingSink();
				this.data.updateProcessor(later).start();
				sinks.add(later);
			}
			for (Future<?> writer : writers) {
				writer.get(30, TimeUnit.SECONDS);
			}
			assertThat(sinks).allSatisfy((each) -> assertThat(each.store().get(DataKinds.FEATURES, "shared").version())
				.isEqualTo(threads * updates));
		}
		finally {
			executor.shutdownNow();
		}
	}

	private FeatureFlag flag(String key) {
		return this.sink.store().get(DataKinds.FEATURES, key);
	}

	private static Segment segment(long version) {
		return DataKinds.SEGMENTS.decode("s",
				"{\"key\":\"s\",\"version\":%d}".formatted(version).getBytes(StandardCharsets.UTF_8));
	}

}
