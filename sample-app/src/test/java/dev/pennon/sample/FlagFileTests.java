package dev.pennon.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FlagFile}.
 */
class FlagFileTests {

	@TempDir
	private Path directory;

	@Test
	void fileInTheWorkingDirectoryIsFound() throws IOException {
		Path file = Files.writeString(this.directory.resolve("flags.yml"), "flagValues: {}");
		assertThat(FlagFile.find(this.directory)).isEqualTo(file.toAbsolutePath());
	}

	@Test
	void fileInTheModuleIsFoundFromTheProjectsRoot() throws IOException {
		Path module = Files.createDirectory(this.directory.resolve("sample-app"));
		Path file = Files.writeString(module.resolve("flags.yml"), "flagValues: {}");
		assertThat(FlagFile.find(this.directory)).isEqualTo(file.toAbsolutePath());
	}

	@Test
	void packedFileIsUnpackedWhereThereIsNone() {
		Path file = FlagFile.find(this.directory);
		assertThat(file).isEqualTo(this.directory.resolve("flags.yml").toAbsolutePath())
			.content()
			.contains("new-product-cards");
	}

}
