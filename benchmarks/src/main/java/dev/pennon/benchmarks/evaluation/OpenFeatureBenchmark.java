package dev.pennon.benchmarks.evaluation;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.EvaluationContext;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.Value;
import dev.openfeature.sdk.providers.memory.Flag;
import dev.openfeature.sdk.providers.memory.InMemoryProvider;
import dev.pennon.benchmarks.data.FlagWriter;
import dev.pennon.benchmarks.data.Subjects;
import dev.pennon.benchmarks.report.InRows;
import dev.pennon.benchmarks.report.Row;
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
 * OpenFeature's SDK with its provider in memory, which has no rules of its own.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class OpenFeatureBenchmark {

	@Benchmark
	@InRows(Row.S1)
	public boolean openFeature(Provider state, Cursor cursor) {
		return state.client.getBooleanValue(state.keys[cursor.nextFlag(state.keys.length)], false,
				state.contexts[cursor.nextContext()]);
	}

	/** A client and its contexts. */
	@State(Scope.Benchmark)
	public static class Provider {

		@Param("S1")
		EvaluationRow row;

		Client client;

		String[] keys;

		EvaluationContext[] contexts;

		@Setup
		public void start() {
			Map<String, Flag<?>> flags = IntStream.range(0, FlagWriter.COUNT)
				.mapToObj(FlagWriter::key)
				.collect(Collectors.toMap(Function.identity(), (key) -> flag()));
			OpenFeatureAPI.getInstance().setProviderAndWait(new InMemoryProvider(flags));
			this.client = OpenFeatureAPI.getInstance().getClient();
			this.keys = this.row.flags().keys();
			this.contexts = Subjects.all((subject) -> new ImmutableContext(subject.key(),
					Map.of("name", new Value(subject.name()), "email", new Value(subject.email()), "country",
							new Value(subject.country()), "plan", new Value(subject.plan()), "age",
							new Value(subject.age()))))
				.toArray(EvaluationContext[]::new);
			Answers.check(this.row,
					(flag, subject) -> this.client.getBooleanValue(this.keys[flag], false, this.contexts[subject]));
		}

		private static Flag<?> flag() {
			return Flag.<Boolean>builder().variant("on", true).variant("off", false).defaultVariant("on").build();
		}

		@TearDown
		public void close() {
			OpenFeatureAPI.getInstance().shutdown();
		}

	}

}
