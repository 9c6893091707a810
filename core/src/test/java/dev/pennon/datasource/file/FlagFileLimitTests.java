package dev.pennon.datasource.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import dev.pennon.model.DataKinds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.pennon.datasource.file.FlagFiles.config;
import static dev.pennon.datasource.file.FlagFiles.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

@Timeout(60)
class FlagFileLimitTests {

	private static final int MEBIBYTE = 1024 * 1024;

	@TempDir
	private Path directory;

	@Test
	void billionLaughsAreRefused() {
		StringBuilder text = new StringBuilder("flagValues:\n  a0: &a0 [lol, lol]\n");
		for (int i = 1; i < 40; i++) {
			text.append("  a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
		}
		FlagFileException problem = problem(text.toString());
		assertThat(problem.line()).isEqualTo(3);
		assertThat(problem.problem()).isEqualTo("the alias *a0 is not supported: write the value out");
	}

	@Test
	void anchorThatContainsItselfIsRefused() {
		assertThat(problem("flagValues:\n  a: &a [*a]\n").problem()).startsWith("the alias *a ");
	}

	@Test
	void anchorAloneIsHarmless() {
		assertThat(FlagFiles.load("flagValues:\n  a: &a [1]\n").items(DataKinds.FEATURES)).containsOnlyKeys("a");
	}

	@ParameterizedTest
	@ValueSource(strings = { "!!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[]]]",
			"!!python/object/apply:os.system ['touch /tmp/x']", "!custom x", "!!binary aGk=", "!!set {a, b}",
			"!<tag:example.com,2026:x> x" })
	void foreignTagsAreRefused(String value) {
		FlagFileException problem = problem("flagValues:\n  a: " + value + "\n");
		assertThat(problem.line()).isEqualTo(2);
		assertThat(problem.problem()).startsWith("the tag ").endsWith(" is not supported");
	}

	@ParameterizedTest
	@ValueSource(strings = { "[", "{\"a\":", "{a: ", "- ", "? " })
	void endlessNestingIsRefused(String opening) {
		String start = opening.startsWith("{\"") ? "{\"flagValues\": {\"a\":" : "flagValues:\n  a:\n    ";
		assertThat(problem(start + opening.repeat(200_000)).problem()).isNotEmpty();
	}

	@Test
	void nestingAsDeepAsAllowedIsLoaded() {
		String text = "{\"flagValues\": {\"a\":" + "[".repeat(490) + "]".repeat(490) + "}}";
		assertThat(FlagFiles.load(text).items(DataKinds.FEATURES)).containsOnlyKeys("a");
	}

	@Test
	void endlessNumberIsRefused() {
		assertThat(problem("{\"flagValues\": {\"a\":" + "1".repeat(2_000_000) + "}}").problem()).contains("umber");
	}

	@Test
	void jsonOfFiftyMegabytesIsLoaded() throws IOException {
		Path file = this.directory.resolve("large.json");
		String filler = "x".repeat(MEBIBYTE);
		try (var out = Files.newBufferedWriter(file)) {
			out.write("{\"flagValues\": {");
			for (int i = 0; i < 50; i++) {
				out.write("\"f%d\": \"%s\",\n".formatted(i, filler));
			}
			out.write("\"last\": 1}}");
		}
		assertThat(Files.size(file)).isGreaterThan(50L * MEBIBYTE);
		assertThat(new FlagFileLoader(config(FlagFile.of(file)), false).load().items(DataKinds.FEATURES)).hasSize(51);
	}

	@Test
	void yamlLargerThanTheParsersOwnLimitIsLoaded() throws IOException {
		Path file = this.directory.resolve("large.yml");
		String filler = "x".repeat(MEBIBYTE / 2);
		try (var out = Files.newBufferedWriter(file)) {
			out.write("flagValues:\n");
			for (int i = 0; i < 10; i++) {
				out.write("  f%d: %s\n".formatted(i, filler));
			}
		}
		assertThat(new FlagFileLoader(config(FlagFile.of(file)), false).load().items(DataKinds.FEATURES)).hasSize(10);
	}

	@Test
	void endlessStreamIsRefusedAtTheLimit() {
		FlagFile endless = FlagFile.of("endless", () -> new InputStream() {

			@Override
			public int read() {
				return ' ';
			}

			@Override
			public int read(byte[] buffer, int offset, int length) {
				return length;
			}

		});
		assertThat(problem(config(endless)))
			.hasMessage("endless: the file is larger than 256 MiB. Split it into several files.");
	}

	@Test
	void intervalMustBePositive() {
		FileDataSourceConfig.Builder builder = FileDataSourceConfig.builder().file(this.directory);
		assertThat(builder.checkInterval(Duration.ofNanos(1)).build().checkInterval()).isPositive();
		assertThatIllegalArgumentException().isThrownBy(() -> builder.checkInterval(Duration.ZERO).build());
	}

}
