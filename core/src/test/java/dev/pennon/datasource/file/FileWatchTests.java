package dev.pennon.datasource.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.pennon.internal.concurrent.ManualTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class FileWatchTests {

	private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

	@TempDir
	private Path directory;

	private Path file;

	private FileWatch watch;

	@BeforeEach
	void createFile() throws IOException {
		this.file = this.directory.resolve("flags.yml");
		Files.writeString(this.file, "{}");
		this.watch = new FileWatch(List.of(FlagFile.of(this.file)), Duration.ofMillis(250), new ManualTime());
	}

	@Test
	void firstLookSaysToLoad() {
		assertThat(this.watch.look()).isTrue();
		assertThat(this.watch.look()).isFalse();
	}

	@Test
	void tryingAgainIsForOneLook() {
		this.watch.look();
		this.watch.tryAgain();
		assertThat(this.watch.look()).isTrue();
		assertThat(this.watch.look()).isFalse();
	}

	@Test
	void changedFileIsNotTriedAgainBeforeItKeepsStill() throws IOException {
		this.watch.look();
		this.watch.tryAgain();
		Files.writeString(this.file, "{} ");
		assertThat(this.watch.look()).isFalse();
		assertThat(this.watch.look()).isTrue();
		assertThat(this.watch.look()).isFalse();
	}

	@Test
	void contentOfAnOldFileIsNotLookedAt() throws IOException {
		Files.setLastModifiedTime(this.file, FileTime.from(LONG_AGO));
		this.watch.look();
		Files.writeString(this.file, "[]");
		Files.setLastModifiedTime(this.file, FileTime.from(LONG_AGO));
		assertThat(this.watch.look()).isFalse();
		assertThat(this.watch.look()).isFalse();
	}

	@Test
	void onlyFilesCanBeWatched() {
		FlagFile stream = FlagFile.of("stream", () -> Files.newInputStream(this.file));
		assertThat(this.watch.isUseful()).isTrue();
		assertThat(new FileWatch(List.of(stream), Duration.ofMillis(250), new ManualTime()).isUseful()).isFalse();
	}

}
