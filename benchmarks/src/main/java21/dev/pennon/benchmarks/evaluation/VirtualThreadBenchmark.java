package dev.pennon.benchmarks.evaluation;

import java.util.concurrent.TimeUnit;

import dev.pennon.benchmarks.report.InRows;
import dev.pennon.benchmarks.report.Row;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/**
 * The rollout, each call on a virtual thread of its own. What a thread costs that does
 * nothing is measured beside it.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class VirtualThreadBenchmark {

	@Benchmark
	@InRows(Row.S4v)
	public void pennon(EvaluationBenchmark.Pennon state, Cursor cursor) throws InterruptedException {
		Thread.startVirtualThread(() -> cursor.answer = state.ask(cursor)).join();
	}

	@Benchmark
	@InRows(Row.S4v)
	public void launchDarkly(EvaluationBenchmark.LaunchDarkly state, Cursor cursor) throws InterruptedException {
		Thread.startVirtualThread(() -> cursor.answer = state.ask(cursor)).join();
	}

	@Benchmark
	@InRows(Row.S4v)
	public void emptyThread(FloorBenchmark.Flags state, Cursor cursor) throws InterruptedException {
		Thread.startVirtualThread(() -> cursor.answer = state.keys == null).join();
	}

}
