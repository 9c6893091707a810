package dev.pennon.benchmarks.loading;

import java.util.concurrent.TimeUnit;

import dev.pennon.benchmarks.report.InRows;
import dev.pennon.benchmarks.report.Row;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/**
 * What the start from a file allocates. The young generation takes all of it, so that the
 * use of the heap before and after tells how much that is.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(jvmArgsAppend = { "-Xms4g", "-Xmx4g", "-Xmn3g", "-XX:+UseSerialGC" })
public class LoadAllocationBenchmark {

	@Benchmark
	@InRows(Row.S10a)
	public Object pennon(Source source) {
		return source.keep(PennonStart.of(Row.S10f, source.file, source.uri()));
	}

	@Benchmark
	@InRows(Row.S10a)
	public Object launchDarkly(Source source) {
		return source.keep(LaunchDarklyStart.of(Row.S10f, source.file, source.uri()));
	}

}
