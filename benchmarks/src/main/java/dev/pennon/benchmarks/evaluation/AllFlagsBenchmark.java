package dev.pennon.benchmarks.evaluation;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

import com.launchdarkly.sdk.LDContext;
import com.launchdarkly.sdk.json.JsonSerialization;
import com.launchdarkly.sdk.server.LDClient;
import dev.pennon.FlagClient;
import dev.pennon.benchmarks.data.FlagWriter;
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
 * The values of all flags, of every kind, for one context as JSON for a browser.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class AllFlagsBenchmark {

	private static final int FLAGS = 1000;

	@Benchmark
	@InRows(Row.S7)
	public String pennon(Pennon state, Cursor cursor) {
		return state.client.allFlagsState(state.contexts[cursor.nextContext()]).toJson();
	}

	@Benchmark
	@InRows(Row.S7)
	public String launchDarkly(LaunchDarkly state, Cursor cursor) {
		return JsonSerialization.serialize(state.client.allFlagsState(state.contexts[cursor.nextContext()]));
	}

	/** Pennon's client and its contexts. */
	@State(Scope.Benchmark)
	public static class Pennon {

		@Param("S7")
		Row row;

		FlagClient client;

		EvaluationContext[] contexts;

		@Setup
		public void start() {
			this.client = PennonSource.client(FlagWriter.write(FLAGS, EvaluationRow.S13.kinds()));
			this.contexts = Subjects.all(PennonSource::context).toArray(EvaluationContext[]::new);
		}

		@TearDown
		public void close() {
			this.client.close();
		}

	}

	/** LaunchDarkly's client and its contexts. */
	@State(Scope.Benchmark)
	public static class LaunchDarkly {

		@Param("S7")
		Row row;

		LDClient client;

		LDContext[] contexts;

		@Setup
		public void start() {
			this.client = LaunchDarklySource.client(FlagWriter.write(FLAGS, EvaluationRow.S13.kinds()));
			this.contexts = Subjects.all(LaunchDarklySource::context).toArray(LDContext[]::new);
		}

		@TearDown
		public void close() throws IOException {
			this.client.close();
		}

	}

}
