package dev.pennon.benchmarks.loading;

import java.util.concurrent.TimeUnit;

import dev.pennon.benchmarks.report.InRows;
import dev.pennon.benchmarks.report.Row;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/**
 * The start of a client until its first answer, on a heap as the virtual machine sizes
 * it.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class LoadBenchmark {

	@Benchmark
	@InRows({ Row.S10f, Row.S10p, Row.S10s })
	public Object pennon(Source source) {
		return source.keep(PennonStart.of(source.row, source.file, source.uri()));
	}

	@Benchmark
	@InRows({ Row.S10f, Row.S10p, Row.S10s })
	public Object launchDarkly(Source source) {
		return source.keep(LaunchDarklyStart.of(source.row, source.file, source.uri()));
	}

	/** The tokens of the data, read by Jackson: what parsing costs at the least. */
	@Benchmark
	@InRows(Row.S10f)
	public Object jacksonTokens(Source source) {
		return source.countTokens();
	}

}
