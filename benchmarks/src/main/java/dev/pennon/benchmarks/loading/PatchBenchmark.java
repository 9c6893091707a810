package dev.pennon.benchmarks.loading;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

import com.launchdarkly.sdk.LDContext;
import com.launchdarkly.sdk.server.Components;
import com.launchdarkly.sdk.server.LDClient;
import com.launchdarkly.sdk.server.LDConfig;
import dev.pennon.FlagClient;
import dev.pennon.benchmarks.data.FlagData;
import dev.pennon.benchmarks.data.FlagKind;
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
 * One flag of 5 rules, from its bytes until an evaluation sees it, while a listener for
 * changes is there. Each patch takes turns with the value.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PatchBenchmark {

	private static final int FEW = 100;

	private static final int MANY = 10_000;

	@Benchmark
	@InRows({ Row.S11a, Row.S11b })
	public boolean pennon(Pennon state, Patches patches) {
		state.source.patch(patches.key, patches.next());
		return patches.check(state.client.boolVariation(patches.key, state.context, false));
	}

	@Benchmark
	@InRows({ Row.S11a, Row.S11b })
	public boolean launchDarkly(LaunchDarkly state, Patches patches) {
		state.source.patch(patches.key, patches.next());
		return patches.check(state.client.boolVariation(patches.key, state.context, false));
	}

	private static FlagData data(Row row) {
		return FlagWriter.write((row == Row.S11a) ? FEW : MANY, List.of(FlagKind.RULES_ALL_CLAUSES));
	}

	/** The patches. */
	@State(Scope.Thread)
	public static class Patches {

		private static final String VERSION = "\"version\":";

		private static final int FIRST_VERSION = 1_000_000_000;

		final String key = FlagWriter.key(FEW / 2);

		private final byte[][] templates = { template("[true,false]"), template("[false,true]") };

		private int count;

		private byte[] template(String variations) {
			return FlagWriter.rules(this.key, FIRST_VERSION, FlagKind.RULES_ALL_CLAUSES)
				.replace("[true,false]", variations)
				.getBytes(StandardCharsets.US_ASCII);
		}

		/** The next patch, whose version is one more than that of the last one. */
		byte[] next() {
			byte[] json = this.templates[this.count++ & 1].clone();
			int version = FIRST_VERSION + this.count;
			int end = new String(json, 0, 100, StandardCharsets.US_ASCII).indexOf(VERSION) + VERSION.length() + 10;
			for (int i = 1; i <= 10; i++) {
				json[end - i] = (byte) ('0' + version % 10);
				version /= 10;
			}
			return json;
		}

		boolean check(boolean answer) {
			if (answer == ((this.count & 1) == 0)) {
				throw new IllegalStateException("Patch %d is not visible".formatted(this.count));
			}
			return answer;
		}

	}

	/** Pennon's client and its source. */
	@State(Scope.Benchmark)
	public static class Pennon {

		@Param("S11b")
		Row row;

		FlagClient client;

		PennonSource source;

		EvaluationContext context;

		final LongAdder changes = new LongAdder();

		@Setup
		public void start() {
			FlagData data = data(this.row);
			this.client = FlagClient.builder()
				.updateProcessor((sink) -> this.source = new PennonSource(sink, data))
				.build();
			this.client.start();
			this.client.flagTracker().addFlagChangeListener((change) -> this.changes.increment());
			this.context = Subjects.all(PennonSource::context).get(0);
		}

		@TearDown
		public void close() {
			this.client.close();
			if (this.changes.sum() == 0) {
				throw new IllegalStateException("The listener heard of nothing");
			}
		}

	}

	/** LaunchDarkly's client and its source. */
	@State(Scope.Benchmark)
	public static class LaunchDarkly {

		@Param("S11b")
		Row row;

		LDClient client;

		LaunchDarklySource source;

		LDContext context;

		final LongAdder changes = new LongAdder();

		@Setup
		public void start() {
			this.source = new LaunchDarklySource(data(this.row));
			this.client = LaunchDarklySource
				.client(new LDConfig.Builder().dataSource(this.source).events(Components.noEvents()));
			this.client.getFlagTracker().addFlagChangeListener((change) -> this.changes.increment());
			this.context = Subjects.all(LaunchDarklySource::context).get(0);
		}

		@TearDown
		public void close() throws IOException {
			this.client.close();
			if (this.changes.sum() == 0) {
				throw new IllegalStateException("The listener heard of nothing");
			}
		}

	}

}
