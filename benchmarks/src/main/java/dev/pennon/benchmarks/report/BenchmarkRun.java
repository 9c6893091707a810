package dev.pennon.benchmarks.report;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs rows, one after the other, and leaves JMH's results in a directory: a file for
 * each row, number of threads and round.
 */
public final class BenchmarkRun {

	/** What is compared when two threads measure. */
	private static final Set<String> TWO_THREADS = Set.of(Limit.OURS, "mapLookup");

	/**
	 * A heap that the host has given to the virtual machine before anything is measured:
	 * its first touch of a page can cost microseconds, which would be charged to whoever
	 * makes the most garbage.
	 */
	private static final String[] TOUCHED_HEAP = { "-Xms2g", "-Xmx2g", "-XX:+AlwaysPreTouch" };

	private final Path results;

	private final Speed speed;

	/**
	 * Creates a run.
	 * @param results the directory for the results
	 * @param quick whether to measure briefly
	 */
	public BenchmarkRun(Path results, boolean quick) {
		this.results = results;
		this.speed = quick ? Speed.QUICK : Speed.FULL;
	}

	/**
	 * Runs rows.
	 * @param rows the rows
	 * @throws IOException if results cannot be written
	 * @throws RunnerException if a benchmark fails
	 */
	public void run(List<Row> rows) throws IOException, RunnerException {
		Files.createDirectories(this.results);
		for (Row row : rows) {
			deleteResults(row);
			List<Method> methods = methods(row);
			List<Method> limited = methods.stream().filter((method) -> isLimited(method, row)).toList();
			List<Method> others = methods.stream().filter((method) -> !limited.contains(method)).toList();
			for (int round = 1; round <= this.speed.rounds(); round++) {
				run(row, "-round-" + round, row.threads(), limited);
				if (row.isAlsoForTwoThreads()) {
					run(row, "-2-threads-round-" + round, 2,
							methods.stream().filter((method) -> TWO_THREADS.contains(method.getName())).toList());
				}
			}
			run(row, "-others", row.threads(), others);
		}
	}

	// An earlier run may have had more rounds
	private void deleteResults(Row row) throws IOException {
		try (DirectoryStream<Path> old = Files.newDirectoryStream(this.results, row.name() + "-*.json")) {
			for (Path file : old) {
				Files.delete(file);
			}
		}
	}

	private static boolean isLimited(Method method, Row row) {
		String name = method.getName();
		return name.equals(Limit.OURS) || name.equals(Limit.LAUNCH_DARKLY)
				|| row.limits().stream().anyMatch((limit) -> name.equals(limit.reference()));
	}

	private void run(Row row, String suffix, int threads, List<Method> methods) throws RunnerException {
		Path result = this.results.resolve(row.name() + suffix + ".json");
		if (methods.isEmpty()) {
			return;
		}
		ChainedOptionsBuilder options = new OptionsBuilder().param("row", row.name())
			.threads(threads)
			.forks(1)
			.addProfiler(GCProfiler.class)
			.addProfiler(Extras.class)
			.shouldFailOnError(true)
			.verbosity(VerboseMode.SILENT)
			.resultFormat(ResultFormatType.JSON)
			.result(result.toString());
		methods.forEach((method) -> options
			.include("^" + Pattern.quote(method.getDeclaringClass().getName() + "." + method.getName()) + "$"));
		if (isSingleShot(methods.get(0))) {
			this.speed.applySingleShots(options);
		}
		else {
			options.jvmArgsAppend(TOUCHED_HEAP);
			this.speed.apply(options, row.isAlsoForTwoThreads() && threads == 1);
		}
		System.err.printf("%s: %s%n", row.name() + suffix, methods.stream().map(Method::getName).toList());
		new Runner(options.build()).run();
	}

	private static boolean isSingleShot(Method method) {
		BenchmarkMode mode = method.getDeclaringClass().getAnnotation(BenchmarkMode.class);
		return mode != null && mode.value()[0] == Mode.SingleShotTime;
	}

	private static List<Method> methods(Row row) {
		Set<String> classes = new TreeSet<>();
		for (BenchmarkListEntry entry : BenchmarkList.defaultList()
			.getAll(OutputFormatFactory.createFormatInstance(System.err, VerboseMode.SILENT), List.of())) {
			classes.add(entry.getUserClassQName());
		}
		List<Method> methods = new ArrayList<>();
		for (String name : classes) {
			for (Method method : load(name).getMethods()) {
				InRows rows = method.getAnnotation(InRows.class);
				if (rows != null && Arrays.asList(rows.value()).contains(row)) {
					methods.add(method);
				}
			}
		}
		return methods;
	}

	private static Class<?> load(String name) {
		try {
			return Class.forName(name);
		}
		catch (ClassNotFoundException ex) {
			throw new IllegalStateException("JMH lists a class that is not there", ex);
		}
	}

}
