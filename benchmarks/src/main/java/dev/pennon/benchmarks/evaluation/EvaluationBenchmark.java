package dev.pennon.benchmarks.evaluation;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

import com.launchdarkly.sdk.LDContext;
import com.launchdarkly.sdk.server.LDClient;
import dev.pennon.FlagClient;
import dev.pennon.benchmarks.data.FlagData;
import dev.pennon.benchmarks.data.Subjects;
import dev.pennon.benchmarks.peers.LaunchDarklySource;
import dev.pennon.benchmarks.peers.PennonSource;
import dev.pennon.benchmarks.report.InRows;
import dev.pennon.benchmarks.report.Row;
import dev.pennon.context.EvaluationContext;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * One boolean flag for one context. The name of a method is that of a peer.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EvaluationBenchmark {

	@Benchmark
	@InRows({ Row.S1, Row.S2, Row.S3a, Row.S3b, Row.S4, Row.S5, Row.S6, Row.S13 })
	public boolean pennon(Pennon state, Cursor cursor) {
		return state.ask(cursor);
	}

	@Benchmark
	@InRows({ Row.S1, Row.S2, Row.S3a, Row.S3b, Row.S4, Row.S5, Row.S6, Row.S13 })
	public boolean launchDarkly(LaunchDarkly state, Cursor cursor) {
		return state.ask(cursor);
	}

	/** Pennon's client and its contexts. */
	@State(Scope.Benchmark)
	public static class Pennon {

		@Param("S1")
		EvaluationRow row;

		FlagClient client;

		String[] keys;

		EvaluationContext[] contexts;

		@Setup
		public void start() {
			FlagData data = this.row.flags();
			this.client = PennonSource.client(data);
			this.keys = data.keys();
			this.contexts = Subjects.all(PennonSource::context).toArray(EvaluationContext[]::new);
			Answers.check(this.row,
					(flag, subject) -> this.client.boolVariation(this.keys[flag], this.contexts[subject], false));
		}

		boolean ask(Cursor cursor) {
			return this.client.boolVariation(this.keys[cursor.nextFlag(this.keys.length)],
					this.contexts[cursor.nextContext()], false);
		}

		@TearDown
		public void close() {
			this.client.close();
		}

	}

	/** LaunchDarkly's client and its contexts. */
	@State(Scope.Benchmark)
	public static class LaunchDarkly {

		@Param("S1")
		EvaluationRow row;

		LDClient client;

		String[] keys;

		LDContext[] contexts;

		@Setup
		public void start() {
			FlagData data = this.row.flags();
			this.client = LaunchDarklySource.client(data);
			this.keys = data.keys();
			this.contexts = Subjects.all(LaunchDarklySource::context).toArray(LDContext[]::new);
			Answers.check(this.row,
					(flag, subject) -> this.client.boolVariation(this.keys[flag], this.contexts[subject], false));
		}

		boolean ask(Cursor cursor) {
			return this.client.boolVariation(this.keys[cursor.nextFlag(this.keys.length)],
					this.contexts[cursor.nextContext()], false);
		}

		@TearDown
		public void close() throws IOException {
			this.client.close();
		}

	}

}
