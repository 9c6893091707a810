package dev.pennon.datasource.file;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static dev.pennon.datasource.file.FlagFiles.config;
import static dev.pennon.datasource.file.FlagFiles.file;
import static dev.pennon.datasource.file.FlagFiles.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class FlagFileProblemTests {

	@TempDir
	private Path directory;

	@Test
	void missingFileIsNamedWithItsAbsolutePath() {
		Path missing = this.directory.resolve("missing.yml");
		FlagFileException problem = problem(config(FlagFile.of("my flags", missing)));
		assertThat(problem).hasMessage("my flags: the file does not exist. Create %s, or name another file.", missing)
			.hasCauseInstanceOf(IOException.class);
		assertThat(problem.file()).isEqualTo("my flags");
		assertThat(problem.line()).isZero();
		assertThat(problem.column()).isZero();
	}

	@Test
	void missingResourceIsNamed() {
		FlagFileException problem = problem(config(FlagFile.of("class path resource [flags.yml]", () -> {
			throw new FileNotFoundException("flags.yml cannot be opened because it does not exist");
		})));
		assertThat(problem).hasMessageStartingWith("class path resource [flags.yml]: the file does not exist. ");
	}

	@Test
	void directoryIsNoFile() {
		FlagFileException problem = problem(config(FlagFile.of(this.directory)));
		assertThat(problem.problem()).startsWith("the file cannot be read: ");
		assertThat(problem.remedy()).isEqualTo("Check that %s is a file", this.directory);
	}

	@Test
	void jsonSyntaxErrorHasItsPlace() {
		FlagFileException problem = problem("{'flags': {\n  'a': {'on': tru}\n}}");
		assertThat(problem.line()).isEqualTo(2);
		assertThat(problem.column()).isBetween(15, 19);
		assertThat(problem.problem()).contains("tru");
		assertThat(problem).hasMessageStartingWith("flags, line 2, column ")
			.hasMessageEndingWith(". Correct the file.");
	}

	@Test
	void cutOffJsonIsAProblemAtItsEnd() {
		FlagFileException problem = problem("{'flags': {\n  'a': {'on': true},\n");
		assertThat(problem.line()).isEqualTo(3);
		assertThat(problem.problem()).isEqualTo("Unexpected end-of-input within/between Object entries");
	}

	@Test
	void yamlSyntaxErrorHasItsPlace() {
		FlagFileException problem = problem("flags:\n  a:\n    on: true\n     salt: s\n");
		assertThat(problem)
			.hasMessage("flags, line 4, column 10: mapping values are not allowed here. Correct the file.");
	}

	@Test
	void yamlErrorOverSeveralLinesSaysWhereItBegins() {
		FlagFileException problem = problem("flagValues:\n  a: \"never closed\n  b: 1\n");
		assertThat(problem.line()).isEqualTo(4);
		assertThat(problem.problem())
			.isEqualTo("while scanning a quoted scalar that begins at line 2: found unexpected end of stream");
	}

	@Test
	void tabInYamlHasItsPlace() {
		FlagFileException problem = problem("flags:\n\ta: {}\n");
		assertThat(problem.line()).isEqualTo(2);
		assertThat(problem.problem()).contains("TAB");
	}

	@Test
	void emptyFileIsAProblem() {
		assertThat(problem("")).hasMessage("flags: the file is empty. Write {} into it if there are to be no flags.");
		assertThat(problem(" \n# nothing yet\n").problem()).isEqualTo("the file is empty");
	}

	@Test
	void fileMustHoldAnObject() {
		assertThat(problem("hello").problem())
			.isEqualTo("the file must hold an object with flags, flagValues or segments, but holds text");
		assertThat(problem("- a\n").problem()).endsWith("but holds a list");
	}

	@Test
	void onlyOneObjectIsAllowed() {
		assertThat(problem("{}\n{}")).hasMessageStartingWith("flags, line 2, column 1: something follows");
		assertThat(problem("a: 1\n---\nb: 2\n").problem()).startsWith("something follows");
	}

	@Test
	void collectionsMustBeObjects() {
		assertThat(problem("{'flags':\n ['a']}"))
			.hasMessageStartingWith("flags, line 2, column 2: \"flags\" must be an object by key, but is a list.");
		assertThat(problem("flagValues: yes\n").problem()).endsWith("but is text");
	}

	@Test
	void itemsMustBeObjects() {
		FlagFileException problem = problem("flags:\n  a: {}\n  b: true\n");
		assertThat(problem)
			.hasMessageStartingWith("flags, line 3, column 6: \"b\" in \"flags\" must be an object, but is a boolean.");
		assertThat(problem("{'segments': {'s': null}}").problem()).endsWith("but is null");
	}

	@Test
	void wrongTypeInJsonHasItsPlace() {
		FlagFileException problem = problem("""
				{'flags': {
				  'fine': {'variations': [{'rules': 5}]},
				  'bad': {
				    'key': 'bad',
				    'rules': [
				      {'clauses': []},
				      {'clauses': [{'op': 'in', 'values': [1], 'negate': 'no'}]}
				    ]
				  }}}""");
		assertThat(problem.line()).isEqualTo(7);
		assertThat(problem.column()).isEqualTo(58);
		assertThat(problem.problem()).contains("bad", "rules[1].clauses[0].negate", "a boolean");
	}

	@Test
	void wrongTypeInYamlHasItsPlace() {
		FlagFileException problem = problem("""
				segments:
				  fine: {}
				flags:
				  fine: {}
				  bad:
				    on: true
				    fallthrough:
				      rollout:
				        variations:
				          - {variation: 0, weight: 50000}
				          - {variation: one, weight: 50000}
				""");
		assertThat(problem.line()).isEqualTo(11);
		assertThat(problem.column()).isEqualTo(25);
		assertThat(problem.problem()).contains("bad", "fallthrough.rollout.variations[1].variation");
	}

	@Test
	void wrongTypeIsFoundInTheRightFile() {
		FlagFileException problem = problem(config(file("one", "flags: {a: {}, b: {}}\n"),
				file("two", "flags: {c: {}}\n"), file("three", "flags: {d: {},\n  e/f~: {on: 1}}\n")));
		assertThat(problem.file()).isEqualTo("three");
		assertThat(problem.line()).isEqualTo(2);
		assertThat(problem.column()).isEqualTo(14);
	}

	@Test
	void versionMustBeAWholeNumber() {
		FlagFileException problem = problem("{'flags': {'a': {\n'version': '1'}}}");
		assertThat(problem).hasMessageStartingWith("flags, line 2, column 12: \"version\" must be a whole number.");
		assertThat(problem("{'flags': {'a': {'version': 99999999999999999999}}}").line()).isEqualTo(1);
	}

	@Test
	void duplicateInOneFileNamesBothPlaces() {
		FlagFileException problem = problem("flags:\n  a: {}\nflagValues:\n  b: 1\n  a: 2\n");
		assertThat(problem).hasMessage("flags, line 5, column 3: the flag \"a\" is defined already in flags, line 2, "
				+ "column 3. Remove one of the two, or set duplicate-keys to first-wins to use the first.");
	}

	@Test
	void duplicateInTwoFilesNamesBoth() {
		FlagFileException problem = problem(
				config(file("one", "segments: {s: {}}\n"), file("two", "{'segments': {'s': {}}}")));
		assertThat(problem.file()).isEqualTo("two");
		assertThat(problem.problem()).isEqualTo("the segment \"s\" is defined already in one, line 1, column 12");
	}

	@Test
	void duplicatePropertyOfAnItemIsAProblem() {
		FlagFileException problem = problem("flags:\n  a:\n    on: true\n    on: false\n");
		assertThat(problem.line()).isEqualTo(4);
		assertThat(problem.problem()).contains("\"on\"");
	}

	@Test
	void duplicatePropertyIsNoticedAmongManyAndInsideOthers() {
		String many = IntStream.range(0, 100).mapToObj("'p%d': {'a': 1}"::formatted).collect(Collectors.joining(", "));
		assertThat(problem("{'flags': {'f': {%s,\n'p7': 2}}}".formatted(many)))
			.hasMessageStartingWith("flags, line 2, column 1: the property \"p7\" is there twice.");
		assertThat(
				problem("{'flags': {'f': {%s,\n'x': [{'p7': {'b': 1, 'c': 2, 'b': 3}}]}}}".formatted(many)).problem())
			.contains("\"b\"");
	}

	@Test
	void numbersThatJsonCannotHoldAreAProblem() {
		assertThat(problem("flagValues:\n  a: .inf\n"))
			.hasMessageStartingWith("flags, line 2, column 6: the number .inf cannot be written in JSON.");
	}

	@Test
	void textThatIsNotUtf8IsAProblem() throws IOException {
		Path latin = this.directory.resolve("latin.json");
		Files.write(latin, "{\"flagValues\": {\"a\": \"\u00e9\"}}".getBytes(StandardCharsets.ISO_8859_1));
		assertThat(problem(config(FlagFile.of(latin))).file()).isEqualTo(latin.toString());
		Path latinYaml = this.directory.resolve("latin.yml");
		Files.write(latinYaml, "flagValues: {a: \u00e9}\n".getBytes(StandardCharsets.ISO_8859_1));
		assertThat(problem(config(FlagFile.of(latinYaml))).file()).isEqualTo(latinYaml.toString());
	}

	@Test
	void laterProblemLeavesNothingOfEarlierFiles() {
		FileDataSourceConfig config = config(file("one", "flags: {a: {}}\n"), file("two", "{'flags'"));
		assertThat(problem(config).file()).isEqualTo("two");
	}

	@Test
	void configurationWithoutFilesIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> FileDataSourceConfig.builder().build())
			.withMessage("No flag file is given: name at least one");
	}

}
