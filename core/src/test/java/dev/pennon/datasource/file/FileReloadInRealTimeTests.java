package dev.pennon.datasource.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

import dev.pennon.datasource.DataSourceState;
import dev.pennon.datasource.RecordingSink;
import dev.pennon.model.DataKinds;
import dev.pennon.model.FeatureFlag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The file source as an application has it: real files, real time, its own thread. The
 * limits are wider than the promise, for machines that are busy.
 */
class FileReloadInRealTimeTests {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	@TempDir
	private Path directory;

	private final RecordingSink sink = new RecordingSink();

	private FileUpdateProcessor processor;

	@AfterEach
	void stop() {
		if (this.processor != null) {
			this.processor.stop();
		}
	}

	@Test
	void savedFileIsLoadedHoweverItIsSaved() throws IOException {
		Path file = start("flagValues: {a: 1}\n");
		awaitValue(1);
		Files.writeString(file, "flagValues: {a: 2}\n");
		awaitValue(2);
		Path draft = this.directory.resolve("draft");
		Files.writeString(draft, "flagValues: {a: 3}\n");
		Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
		awaitValue(3);
		Files.writeString(file, "flagValues: {a: \n");
		await().atMost(PATIENCE).until(() -> this.sink.states().contains(DataSourceState.INTERRUPTED));
		awaitValue(3);
		Files.delete(file);
		Files.writeString(file, "flagValues: {a: 4}\n");
		awaitValue(4);
	}

	@Test
	void fileThatDoesNotExistYetIsLoadedOnceItDoes() throws IOException {
		Path file = this.directory.resolve("later").resolve("flags.yml");
		start(file);
		await().atMost(PATIENCE).until(() -> this.processor.statistics().failures() == 1);
		Files.createDirectory(file.getParent());
		Files.writeString(file, "flagValues: {a: 1}\n");
		awaitValue(1);
	}

	@Test
	void stopLeavesNoThreadBehind() throws IOException {
		start("flagValues: {a: 1}\n");
		awaitValue(1);
		assertThat(ownThreads()).hasSize(1).allMatch(Thread::isDaemon);
		this.processor.stop();
		await().atMost(PATIENCE).untilAsserted(() -> assertThat(ownThreads()).isEmpty());
		this.processor.start();
		await().atMost(PATIENCE).until(() -> this.sink.inits().size() == 2);
		this.processor.stop();
		await().atMost(PATIENCE).untilAsserted(() -> assertThat(ownThreads()).isEmpty());
	}

	@Test
	void processorThatWasNeverStartedHasNoThread() {
		this.processor = new FileUpdateProcessor(this.sink,
				FileDataSourceConfig.builder().file(this.directory.resolve("x")).build());
		assertThat(ownThreads()).isEmpty();
		this.processor.stop();
		assertThat(this.sink.states()).isEmpty();
	}

	private Path start(String text) throws IOException {
		Path file = this.directory.resolve("flags.yml");
		Files.writeString(file, text);
		start(file);
		return file;
	}

	private void start(Path file) {
		this.processor = new FileUpdateProcessor(this.sink,
				FileDataSourceConfig.builder().file(file).autoReload(true).build());
		this.processor.start();
	}

	private void awaitValue(int value) {
		await().atMost(PATIENCE).untilAsserted(() -> {
			FeatureFlag flag = this.sink.store().get(DataKinds.FEATURES, "a");
			assertThat(flag).isNotNull();
			assertThat(flag.variations().get(0).intValue()).isEqualTo(value);
		});
	}

	private static Set<Thread> ownThreads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("pennon-flag-files-"))
			.collect(Collectors.toSet());
	}

}
