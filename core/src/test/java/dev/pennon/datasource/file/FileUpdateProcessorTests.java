package dev.pennon.datasource.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import ch.qos.logback.classic.Level;
import dev.pennon.CapturedLog;
import dev.pennon.datasource.DataSourceErrorKind;
import dev.pennon.datasource.DataSourceState;
import dev.pennon.datasource.RecordingSink;
import dev.pennon.internal.concurrent.ManualTime;
import dev.pennon.model.DataKinds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

class FileUpdateProcessorTests {

	private final RecordingSink sink = new RecordingSink();

	private final List<ManualTime> times = new ArrayList<>();

	@RegisterExtension
	private final CapturedLog log = new CapturedLog(FileUpdateProcessor.class);

	private final AtomicReference<String> text = new AtomicReference<>(
			"{\"flags\": {\"a\": {}}, \"segments\": {\"s\": {}}}");

	private final FlagFile file = FlagFile.of("flags", () -> {
		String present = this.text.get();
		if (present == null) {
			throw new IOException("out of order");
		}
		return new ByteArrayInputStream(present.getBytes(StandardCharsets.UTF_8));
	});

	private final FileUpdateProcessor processor = processor(false);

	@AfterEach
	void stop() {
		this.processor.stop();
	}

	@Test
	void doesNothingBeforeItIsStarted() {
		assertThat(this.processor.isAlive()).isFalse();
		assertThat(this.processor.isInitialized()).isFalse();
		assertThat(this.times).isEmpty();
		assertThat(this.sink.states()).isEmpty();
		assertThat(this.processor.statistics()).isEqualTo(new FileLoadStatistics(0, 0, null, null));
	}

	@Test
	void startOnlyPlansTheLoad() {
		this.processor.start();
		assertThat(this.processor.isAlive()).isTrue();
		assertThat(this.processor.isInitialized()).isFalse();
		assertThat(this.sink.inits()).isEmpty();
	}

	@Test
	void loadsIntoTheSink() {
		this.processor.start();
		run();
		assertThat(this.processor.isInitialized()).isTrue();
		assertThat(this.sink.store().all(DataKinds.FEATURES)).containsOnlyKeys("a");
		assertThat(this.sink.store().all(DataKinds.SEGMENTS)).containsOnlyKeys("s");
		assertThat(this.sink.states()).containsExactly(DataSourceState.VALID);
		assertThat(this.sink.lastError()).isNull();
		assertThat(this.processor.statistics())
			.isEqualTo(new FileLoadStatistics(1, 0, this.times.get(0).instant(), null));
		assertThat(this.log.messages(Level.INFO)).containsExactly("Loaded 1 flags and 1 segments from [flags]");
	}

	@Test
	void startingTwiceIsStartingOnce() {
		this.processor.start();
		this.processor.start();
		this.times.forEach((time) -> time.advance(Duration.ofMinutes(1)));
		assertThat(this.sink.inits()).hasSize(1);
	}

	@Test
	void problemIsReportedCountedAndLogged() {
		this.text.set("{");
		this.processor.start();
		run();
		assertThat(this.processor.isInitialized()).isFalse();
		assertThat(this.processor.isAlive()).isTrue();
		assertThat(this.sink.inits()).isEmpty();
		assertThat(this.sink.states()).containsExactly(DataSourceState.INTERRUPTED);
		assertThat(this.sink.lastError()).isNotNull().satisfies((error) -> {
			assertThat(error.kind()).isEqualTo(DataSourceErrorKind.INVALID_DATA);
			assertThat(error.message()).startsWith("flags, line 1, column 2: ");
			assertThat(error.time()).isEqualTo(this.times.get(0).instant());
			assertThat(this.processor.statistics()).isEqualTo(new FileLoadStatistics(0, 1, null, error.message()));
			assertThat(this.log.messages(Level.ERROR)).containsExactly(error.message() + " There are no flags yet.");
		});
	}

	@Test
	void withoutReloadNothingHappensAfterTheLoad() {
		this.processor.start();
		run();
		assertThat(this.times.get(0).waitingTasks()).isZero();
	}

	@Test
	void whatCannotBeWatchedIsNotReloaded() {
		FileUpdateProcessor reloading = processor(true);
		reloading.start();
		run();
		assertThat(this.times.get(0).waitingTasks()).isZero();
		reloading.stop();
	}

	@Test
	void stopEndsTheSchedulerAndTurnsTheSourceOff() {
		this.processor.start();
		run();
		this.processor.stop();
		assertThat(this.processor.isAlive()).isFalse();
		assertThat(this.processor.isInitialized()).isTrue();
		assertThat(this.sink.states()).containsExactly(DataSourceState.VALID, DataSourceState.OFF);
		assertThat(this.times.get(0).schedule(Duration.ZERO, () -> {
		})).isNotNull();
		assertThat(this.times.get(0).waitingTasks()).as("tasks taken after the end").isZero();
		this.processor.stop();
		assertThat(this.sink.states()).hasSize(2);
	}

	@Test
	void stopBeforeTheLoadCallsItOff() {
		this.processor.start();
		this.processor.stop();
		run();
		assertThat(this.sink.inits()).isEmpty();
		assertThat(this.sink.states()).containsExactly(DataSourceState.OFF);
	}

	@Test
	void stopDuringTheLoadKeepsItsResultOut() {
		FileUpdateProcessor[] stopped = new FileUpdateProcessor[1];
		stopped[0] = processor(FileDataSourceConfig.builder().file(FlagFile.of("flags", () -> {
			stopped[0].stop();
			return this.file.open();
		})).build());
		stopped[0].start();
		run();
		assertThat(this.sink.inits()).isEmpty();
		assertThat(this.sink.states()).containsExactly(DataSourceState.OFF);
	}

	@Test
	void startAgainLoadsAgain() {
		this.processor.start();
		run();
		this.processor.stop();
		this.text.set("{\"flags\": {\"a\": {\"on\": true}}}");
		this.processor.start();
		assertThat(this.sink.states()).as("nobody takes the source for ended")
			.endsWith(DataSourceState.OFF, DataSourceState.INITIALIZING);
		run();
		assertThat(this.sink.store().get(DataKinds.FEATURES, "a").version()).isEqualTo(2);
		assertThat(this.sink.states()).endsWith(DataSourceState.VALID);
	}

	@Test
	void startAgainGivesTheStoreWhatHasNotChanged() {
		this.processor.start();
		run();
		this.processor.stop();
		this.processor.start();
		run();
		assertThat(this.sink.inits()).hasSize(2);
		assertThat(this.sink.inits().get(1)).isSameAs(this.sink.inits().get(0));
		assertThat(this.sink.states()).endsWith(DataSourceState.VALID);
	}

	@Test
	void storeThatFailedIsGivenTheDataAgain() {
		this.sink.setRefusing(true);
		this.processor.start();
		run();
		assertThat(this.processor.isInitialized()).isFalse();
		assertThat(this.sink.states()).as("the sink reports the store itself").isEmpty();
		this.times.get(0).advance(Duration.ofSeconds(1));
		assertThat(this.sink.inits()).hasSize(2);
		this.sink.setRefusing(false);
		this.times.get(0).advance(Duration.ofSeconds(1));
		assertThat(this.processor.isInitialized()).isTrue();
		assertThat(this.sink.states()).containsExactly(DataSourceState.VALID);
		assertThat(this.times.get(0).waitingTasks()).isZero();
		assertThat(this.processor.statistics().loads()).isEqualTo(1);
	}

	private FileUpdateProcessor processor(boolean autoReload) {
		return processor(FileDataSourceConfig.builder().file(this.file).autoReload(autoReload).build());
	}

	private FileUpdateProcessor processor(FileDataSourceConfig config) {
		return new FileUpdateProcessor(this.sink, config, () -> {
			ManualTime time = new ManualTime();
			this.times.add(time);
			return time;
		}, () -> this.times.get(this.times.size() - 1).instant());
	}

	private void run() {
		this.times.get(this.times.size() - 1).advance(Duration.ZERO);
	}

}
