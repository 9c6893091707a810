package dev.pennon.benchmarks.evaluation;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import dev.pennon.benchmarks.data.Subjects;
import dev.pennon.benchmarks.data.UnleashWriter;
import dev.pennon.benchmarks.report.InRows;
import dev.pennon.benchmarks.report.Row;
import io.getunleash.DefaultUnleash;
import io.getunleash.Unleash;
import io.getunleash.UnleashContext;
import io.getunleash.util.UnleashConfig;
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
 * Unleash with the toggles of its bootstrap, without polling and metrics.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class UnleashBenchmark {

	@Benchmark
	@InRows({ Row.S1, Row.S2, Row.S3a, Row.S3b, Row.S4, Row.S5 })
	public boolean unleash(Client state, Cursor cursor) {
		return state.unleash.isEnabled(state.keys[cursor.nextFlag(state.keys.length)],
				state.contexts[cursor.nextContext()]);
	}

	/** Unleash and its contexts. */
	@State(Scope.Benchmark)
	public static class Client {

		@Param("S1")
		EvaluationRow row;

		Unleash unleash;

		String[] keys;

		UnleashContext[] contexts;

		@Setup
		public void start() {
			String bootstrap = UnleashWriter.write(this.row.kinds().get(0));
			// Nobody listens there, and nobody asks
			this.unleash = new DefaultUnleash(UnleashConfig.builder()
				.appName("benchmark")
				.unleashAPI("http://127.0.0.1:9/api")
				.backupFile(Path.of(System.getProperty("java.io.tmpdir"), "none", "pennon-benchmark").toString())
				.toggleBootstrapProvider(() -> Optional.of(bootstrap))
				.disablePolling()
				.disableMetrics()
				.build());
			this.keys = this.row.flags().keys();
			this.contexts = Subjects
				.all((subject) -> UnleashContext.builder()
					.userId(subject.key())
					.addProperty("name", subject.name())
					.addProperty("email", subject.email())
					.addProperty("country", subject.country())
					.addProperty("plan", subject.plan())
					.addProperty("age", Integer.toString(subject.age()))
					.build())
				.toArray(UnleashContext[]::new);
			Answers.check(this.row, (flag, subject) -> this.unleash.isEnabled(this.keys[flag], this.contexts[subject]));
		}

		@TearDown
		public void close() {
			this.unleash.shutdown();
		}

	}

}
