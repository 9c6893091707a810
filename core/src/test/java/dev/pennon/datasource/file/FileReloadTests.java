package dev.pennon.datasource.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;

import ch.qos.logback.classic.Level;
import dev.pennon.CapturedLog;
import dev.pennon.datasource.DataSourceState;
import dev.pennon.datasource.RecordingSink;
import dev.pennon.internal.concurrent.ManualTime;
import dev.pennon.model.DataKinds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reloads, with real files and time that moves only when a test says so. Files are old
 * unless a test writes a recent one, so that what can be seen from outside decides, not
 * their content.
 */
class FileReloadTests {

	private static final Duration INTERVAL = Duration.ofMillis(250);

	private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

	@TempDir
	private Path directory;

	private int writes;

	private Path file;

	private ManualTime time = new ManualTime();

	private final RecordingSink sink = new RecordingSink();

	@RegisterExtension
	private final CapturedLog log = new CapturedLog(FileUpdateProcessor.class);

	private FileUpdateProcessor processor;

	@BeforeEach
	void load() throws IOException {
		this.file = this.directory.resolve("flags.yml");
		write(this.file, "flagValues: {a: 1}\n");
		loadInstead(this.file);
		assertThat(value("a")).isEqualTo(1);
	}

	@AfterEach
	void stop() {
		this.processor.stop();
	}

	@Test
	void changeIsLoadedOnceTheFileHasKeptStill() throws IOException {
		write(this.file, "flagValues: {a: 22}\n");
		check();
		assertThat(value("a")).isEqualTo(1);
		check();
		assertThat(value("a")).isEqualTo(22);
	}

	@Test
	void changeIsSeenWithinASecond() throws IOException {
		write(this.file, "flagValues: {a: 22}\n");
		this.time.advance(Duration.ofSeconds(1));
		assertThat(value("a")).isEqualTo(22);
	}

	@Test
	void filesThatKeepStillAreNotReadAgain() {
		this.time.advance(Duration.ofHours(1));
		assertThat(this.processor.statistics().loads()).isEqualTo(1);
	}

	@Test
	void manyChangesInARowMakeOneLoad() throws IOException {
		for (int i = 0; i < 10; i++) {
			write(this.file, "flagValues: {a: " + "1".repeat(i + 1) + "}\n");
			check();
		}
		assertThat(this.sink.inits()).hasSize(1);
		settle();
		assertThat(this.sink.inits()).hasSize(2);
		assertThat(value("a")).isEqualTo(1111111111);
	}

	@Test
	void halfWrittenFileIsLeftAlone() throws IOException {
		write(this.file, "flagValues:\n");
		check();
		write(this.file, "flagValues:\n  a: 5\n");
		check();
		write(this.file, "flagValues:\n  a: 5\n  b: 6\n");
		settle();
		assertThat(this.sink.inits()).hasSize(2);
		assertThat(this.sink.states()).containsExactly(DataSourceState.VALID, DataSourceState.VALID);
		assertThat(value("b")).isEqualTo(6);
	}

	@Test
	void fileThatNeverKeepsStillIsLoadedAfterTenSeconds() throws IOException {
		for (int i = 0; i <= 40; i++) {
			assertThat(this.processor.statistics().loads()).isEqualTo(1);
			write(this.file, "flagValues: {a: 7} # " + "x".repeat(i) + "\n");
			check();
		}
		assertThat(this.processor.statistics().loads()).isEqualTo(2);
		assertThat(value("a")).isEqualTo(7);
	}

	@Test
	void changeThatIsTakenBackInTimeIsNoChange() throws IOException {
		FileTime modified = Files.getLastModifiedTime(this.file);
		Files.setLastModifiedTime(this.file, FileTime.from(modified.toInstant().plusSeconds(1)));
		check();
		Files.setLastModifiedTime(this.file, modified);
		settle();
		assertThat(this.processor.statistics().loads()).isEqualTo(1);
	}

	@Test
	void sameContentDoesNotTouchTheStore() throws IOException {
		write(this.file, "# only a comment is new\nflagValues: {a: 1}\n");
		settle();
		assertThat(this.processor.statistics().loads()).isEqualTo(2);
		assertThat(this.sink.inits()).hasSize(1);
		assertThat(this.sink.states()).containsExactly(DataSourceState.VALID);
	}

	@Test
	void onlyChangedFlagsGetANewVersion() throws IOException {
		write(this.file, "flagValues: {a: 1, b: 1}\n");
		settle();
		write(this.file, "flagValues: {a: 1, b: 2}\n");
		settle();
		assertThat(this.sink.store().get(DataKinds.FEATURES, "a").version()).isEqualTo(1);
		assertThat(this.sink.store().get(DataKinds.FEATURES, "b").version()).isEqualTo(2);
	}

	@Test
	void changeOfTheSameSizeWithinOneTickOfTheFileSystemIsSeen() throws IOException {
		writeAt(this.time.instant(), "flagValues: {a: 2}\n");
		settle();
		assertThat(value("a")).isEqualTo(2);
		writeAt(this.time.instant().minus(INTERVAL.multipliedBy(2)), "flagValues: {a: 3}\n");
		settle();
		assertThat(value("a")).isEqualTo(3);
	}

	@Test
	void editorThatSavesByRenamingIsFollowed() throws IOException {
		Path draft = this.directory.resolve(".flags.yml.swp");
		for (int i = 2; i < 5; i++) {
			write(draft, "flagValues: {a: %d}\n".formatted(i));
			Files.move(draft, this.file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
			settle();
			assertThat(value("a")).isEqualTo(i);
		}
	}

	@Test
	void editorThatMovesTheFileAwayFirstIsFollowed() throws IOException {
		Files.move(this.file, this.directory.resolve("flags.yml~"));
		check();
		write(this.file, "flagValues: {a: 2}\n");
		settle();
		assertThat(value("a")).isEqualTo(2);
		assertThat(this.processor.statistics().failures()).isZero();
	}

	@Test
	void deletedFileKeepsItsFlagsUntilItIsBack() throws IOException {
		Files.delete(this.file);
		settle();
		assertThat(value("a")).isEqualTo(1);
		assertThat(this.sink.states()).endsWith(DataSourceState.INTERRUPTED);
		write(this.file, "flagValues: {a: 2}\n");
		settle();
		assertThat(value("a")).isEqualTo(2);
		assertThat(this.sink.states()).endsWith(DataSourceState.VALID);
	}

	@Test
	void fileThatComesBackAsItWasMakesTheSourceValidAgain() throws IOException {
		Path away = this.directory.resolve("away");
		Files.move(this.file, away);
		settle();
		Files.move(away, this.file);
		settle();
		assertThat(this.sink.states()).containsExactly(DataSourceState.VALID, DataSourceState.INTERRUPTED,
				DataSourceState.VALID);
		assertThat(this.sink.inits()).hasSize(1);
	}

	@Test
	void missingFileIsReportedOnce() throws IOException {
		Files.delete(this.file);
		this.time.advance(Duration.ofMinutes(10));
		assertThat(this.processor.statistics().failures()).isEqualTo(1);
		assertThat(this.sink.states()).containsExactly(DataSourceState.VALID, DataSourceState.INTERRUPTED);
		assertThat(this.log.messages(Level.ERROR)).singleElement()
			.asString()
			.startsWith(this.file + ": the file does not exist. ")
			.endsWith("The flags that were loaded before stay in use.");
	}

	@Test
	void deletedDirectoryMayComeBack() throws IOException {
		Path nested = Files.createDirectory(this.directory.resolve("nested"));
		Path inside = nested.resolve("flags.yml");
		write(inside, "flagValues: {a: 2}\n");
		loadInstead(inside);
		assertThat(value("a")).isEqualTo(2);
		Files.delete(inside);
		Files.delete(nested);
		settle();
		assertThat(value("a")).isEqualTo(2);
		Files.createDirectory(nested);
		settle();
		write(inside, "flagValues: {a: 3}\n");
		settle();
		assertThat(value("a")).isEqualTo(3);
	}

	@Test
	void brokenFileKeepsTheLastGoodFlags() throws IOException {
		write(this.file, "flagValues: {a: 2\n");
		settle();
		assertThat(value("a")).isEqualTo(1);
		assertThat(this.processor.isInitialized()).isTrue();
		assertThat(this.sink.states()).endsWith(DataSourceState.INTERRUPTED);
		assertThat(this.processor.statistics().failures()).isEqualTo(1);
		this.time.advance(Duration.ofMinutes(10));
		assertThat(this.processor.statistics().failures()).as("nothing new to try").isEqualTo(1);
		write(this.file, "flagValues: {a: 22}\n");
		settle();
		assertThat(value("a")).isEqualTo(22);
		assertThat(this.sink.states()).endsWith(DataSourceState.VALID);
		assertThat(this.processor.statistics().lastError()).as("stays on record").contains("flags.yml, line 2");
	}

	@Test
	void sameProblemIsLoggedOnceAndANewOneAgain() throws IOException {
		write(this.file, "flagValues: 1\n");
		settle();
		write(this.file, "flagValues: 1 # tried again\n");
		settle();
		assertThat(this.processor.statistics().failures()).isEqualTo(2);
		assertThat(this.log.messages(Level.ERROR)).hasSize(1);
		write(this.file, "flags: 1\n");
		settle();
		assertThat(this.processor.statistics().failures()).isEqualTo(3);
		assertThat(this.log.messages(Level.ERROR)).hasSize(2);
	}

	@Test
	void oneBrokenFileOfSeveralKeepsAllFlags() throws IOException {
		Path second = this.directory.resolve("second.yml");
		write(second, "flagValues: {b: 1}\n");
		loadInstead(this.file, second);
		write(this.file, "flagValues: {a: 222}\n");
		write(second, "flagValues: {b: 222\n");
		settle();
		assertThat(value("a")).isEqualTo(1);
		assertThat(value("b")).isEqualTo(1);
		write(second, "flagValues: {b: 222}\n");
		settle();
		assertThat(value("a")).isEqualTo(222);
		assertThat(value("b")).isEqualTo(222);
	}

	@Test
	void fileThatCannotBeReadIsTriedAgainQuietlyUntilItCan() throws IOException {
		Files.delete(this.file);
		Files.createDirectory(this.file);
		this.time.advance(Duration.ofMinutes(1));
		assertThat(this.processor.statistics().failures()).isEqualTo(1);
		assertThat(this.log.messages(Level.ERROR)).singleElement().asString().contains("the file cannot be read");
		Files.delete(this.file);
		write(this.file, "flagValues: {a: 2}\n");
		settle();
		assertThat(value("a")).isEqualTo(2);
	}

	@Test
	void kubernetesConfigMapIsFollowedThroughItsLinks() throws IOException {
		Path volume = Files.createDirectory(this.directory.resolve("volume"));
		writeRevision(volume, "..2026_01", "flagValues: {a: 10}\n");
		Files.createSymbolicLink(volume.resolve("..data"), Path.of("..2026_01"));
		Files.createSymbolicLink(volume.resolve("flags.yml"), Path.of("..data/flags.yml"));
		loadInstead(volume.resolve("flags.yml"));
		assertThat(value("a")).isEqualTo(10);
		for (int i = 11; i < 14; i++) {
			// The same size and age, so that only the links tell
			writeRevision(volume, "..2026_" + i, "flagValues: {a: %d}\n".formatted(i));
			Files.createSymbolicLink(volume.resolve("..data_tmp"), Path.of("..2026_" + i));
			Path before = volume.resolve(Files.readSymbolicLink(volume.resolve("..data")));
			Files.move(volume.resolve("..data_tmp"), volume.resolve("..data"), StandardCopyOption.ATOMIC_MOVE,
					StandardCopyOption.REPLACE_EXISTING);
			Files.delete(before.resolve("flags.yml"));
			Files.delete(before);
			settle();
			assertThat(value("a")).isEqualTo(i);
		}
		assertThat(this.processor.statistics().failures()).isZero();
	}

	private static void writeRevision(Path volume, String name, String text) throws IOException {
		Path revision = Files.createDirectory(volume.resolve(name));
		Path inside = revision.resolve("flags.yml");
		Files.writeString(inside, text);
		Files.setLastModifiedTime(inside, FileTime.from(LONG_AGO));
	}

	private void loadInstead(Path... paths) {
		if (this.processor != null) {
			this.processor.stop();
		}
		this.time = new ManualTime();
		this.processor = new FileUpdateProcessor(this.sink, config(paths), () -> this.time, () -> this.time.instant());
		this.processor.start();
		this.time.advance(Duration.ZERO);
	}

	private static FileDataSourceConfig config(Path... paths) {
		FileDataSourceConfig.Builder config = FileDataSourceConfig.builder().autoReload(true).checkInterval(INTERVAL);
		for (Path path : paths) {
			config.file(path);
		}
		return config.build();
	}

	private void check() {
		this.time.advance(INTERVAL);
	}

	private void settle() {
		this.time.advance(INTERVAL.multipliedBy(3));
	}

	private int value(String key) {
		return this.sink.store().get(DataKinds.FEATURES, key).variations().get(0).intValue();
	}

	private void write(Path path, String text) throws IOException {
		Files.writeString(path, text);
		Files.setLastModifiedTime(path, FileTime.from(LONG_AGO.plusSeconds(this.writes++)));
	}

	private void writeAt(Instant modified, String text) throws IOException {
		Files.writeString(this.file, text);
		Files.setLastModifiedTime(this.file, FileTime.from(modified));
	}

}
