package dev.pennon.benchmarks;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.pennon.benchmarks.report.BenchmarkRun;
import dev.pennon.benchmarks.report.Report;
import dev.pennon.benchmarks.report.Row;

/**
 * Runs rows of the table and writes it. The arguments are names of rows, such as
 * {@code S1}, or the beginnings of names; none means all of them. {@code --quick}
 * measures briefly, {@code --render} only writes the table of the results that there are,
 * {@code --results=<directory>} is where these are.
 */
public final class Benchmarks {

	private static final String RESULTS = "--results=";

	private Benchmarks() {
	}

	/**
	 * Runs benchmarks.
	 * @param arguments rows and options
	 * @throws Exception if a benchmark fails
	 */
	public static void main(String[] arguments) throws Exception {
		List<String> names = new ArrayList<>(List.of(arguments));
		Path results = names.stream()
			.filter((name) -> name.startsWith(RESULTS))
			.map((name) -> Path.of(name.substring(RESULTS.length())))
			.findFirst()
			.orElse(Path.of("benchmarks", "target", "results-" + Runtime.version().feature()));
		boolean quick = names.remove("--quick");
		boolean renderOnly = names.remove("--render");
		names.removeIf((name) -> name.startsWith(RESULTS));
		PrintStream table = System.out;
		// JMH passes on there what the processes print that it measures
		System.setOut(System.err);
		if (!renderOnly) {
			new BenchmarkRun(results, quick).run(rows(names));
		}
		table.println(new Report(results).toMarkdown());
	}

	private static List<Row> rows(List<String> names) {
		for (String name : names) {
			if (Arrays.stream(Row.values()).noneMatch((row) -> row.name().startsWith(name))) {
				throw new IllegalArgumentException(
						"No row begins with '%s'; there are %s".formatted(name, Arrays.toString(Row.values())));
			}
		}
		return Arrays.stream(Row.values())
			.filter((row) -> names.isEmpty() || names.stream().anyMatch((name) -> matches(row, name)))
			.toList();
	}

	// S1 means S1, not S10 to S13
	private static boolean matches(Row row, String name) {
		String rest = row.name().startsWith(name) ? row.name().substring(name.length()) : "0";
		return rest.isEmpty() || Character.isLetter(rest.charAt(0));
	}

}
