package dev.pennon.benchmarks.evaluation;

import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.pennon.benchmarks.data.FlagWriter;
import dev.pennon.benchmarks.data.Subjects;
import dev.pennon.benchmarks.report.InRows;
import dev.pennon.benchmarks.report.Row;
import org.ff4j.FF4j;
import org.ff4j.core.Feature;
import org.ff4j.core.FlippingExecutionContext;
import org.ff4j.strategy.ClientFilterStrategy;
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
 * FF4J with its store in memory. Its percentages are random and not the user's, so that it
 * has no row for rollouts.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Ff4jBenchmark {

	@Benchmark
	@InRows({ Row.S1, Row.S2 })
	public boolean ff4j(Features state, Cursor cursor) {
		return state.ask(cursor.nextFlag(state.keys.length), cursor.nextContext());
	}

	/** FF4J and its contexts. */
	@State(Scope.Benchmark)
	public static class Features {

		@Param("S1")
		EvaluationRow row;

		FF4j ff4j;

		String[] keys;

		FlippingExecutionContext[] contexts;

		boolean dependsOnContext;

		@Setup
		public void start() {
			this.ff4j = new FF4j();
			this.dependsOnContext = this.row != EvaluationRow.S1;
			for (int i = 0; i < FlagWriter.COUNT; i++) {
				Feature feature = new Feature(FlagWriter.key(i), true);
				if (this.dependsOnContext) {
					feature.setFlippingStrategy(new ClientFilterStrategy(IntStream.range(0, FlagWriter.TARGETS)
						.mapToObj(Subjects::key)
						.collect(Collectors.joining(","))));
				}
				this.ff4j.createFeature(feature);
			}
			this.keys = this.row.flags().keys();
			this.contexts = Subjects.all((subject) -> {
				FlippingExecutionContext context = new FlippingExecutionContext();
				context.putString(ClientFilterStrategy.CLIENT_HOSTNAME, subject.key());
				return context;
			}).toArray(FlippingExecutionContext[]::new);
			Answers.check(this.row, this::ask);
		}

		boolean ask(int flag, int subject) {
			return this.dependsOnContext ? this.ff4j.check(this.keys[flag], this.contexts[subject])
					: this.ff4j.check(this.keys[flag]);
		}

		@TearDown
		public void close() {
			this.ff4j.stop();
		}

	}

}
