package dev.pennon.benchmarks.evaluation;

import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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
import org.togglz.core.Feature;
import org.togglz.core.activation.GradualActivationStrategy;
import org.togglz.core.activation.UsernameActivationStrategy;
import org.togglz.core.manager.FeatureManager;
import org.togglz.core.manager.FeatureManagerBuilder;
import org.togglz.core.metadata.EmptyFeatureMetaData;
import org.togglz.core.metadata.FeatureMetaData;
import org.togglz.core.repository.FeatureState;
import org.togglz.core.repository.mem.InMemoryStateRepository;
import org.togglz.core.spi.FeatureProvider;
import org.togglz.core.user.FeatureUser;
import org.togglz.core.user.SimpleFeatureUser;
import org.togglz.core.util.NamedFeature;

/**
 * Togglz with everything in memory. Where the answer depends on the user, handing the
 * user over in a thread-local is part of the work.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TogglzBenchmark {

	@Benchmark
	@InRows({ Row.S1, Row.S2, Row.S4 })
	public boolean togglz(Manager state, Cursor cursor) {
		return state.ask(cursor.nextFlag(state.features.length), cursor.nextContext());
	}

	/** The feature manager and its users. */
	@State(Scope.Benchmark)
	public static class Manager {

		@Param("S1")
		EvaluationRow row;

		FeatureManager manager;

		Feature[] features;

		FeatureUser[] users;

		boolean dependsOnUser;

		private final ThreadLocal<FeatureUser> user = new ThreadLocal<>();

		@Setup
		public void start() {
			this.features = IntStream.range(0, FlagWriter.COUNT)
				.mapToObj((index) -> new NamedFeature(FlagWriter.key(index)))
				.toArray(Feature[]::new);
			InMemoryStateRepository repository = new InMemoryStateRepository();
			Stream.of(this.features).map(this::feature).forEach(repository::setFeatureState);
			this.manager = FeatureManagerBuilder.begin()
				.featureProvider(new Features(Set.of(this.features)))
				.stateRepository(repository)
				.userProvider(this.user::get)
				.build();
			this.users = Subjects.all((subject) -> new SimpleFeatureUser(subject.key())).toArray(FeatureUser[]::new);
			this.dependsOnUser = this.row != EvaluationRow.S1;
			Answers.check(this.row, this::ask);
		}

		private FeatureState feature(Feature feature) {
			FeatureState state = new FeatureState(feature, true);
			return switch (this.row) {
				case S1 -> state;
				case S2 -> state.setStrategyId(UsernameActivationStrategy.ID)
					.setParameter(UsernameActivationStrategy.PARAM_USERS,
							IntStream.range(0, FlagWriter.TARGETS)
								.mapToObj(Subjects::key)
								.collect(Collectors.joining(",")));
				case S4 -> state.setStrategyId(GradualActivationStrategy.ID)
					.setParameter(GradualActivationStrategy.PARAM_PERCENTAGE, "50");
				default -> throw new IllegalArgumentException("Togglz has nothing like " + this.row);
			};
		}

		boolean ask(int feature, int user) {
			if (this.dependsOnUser) {
				this.user.set(this.users[user]);
			}
			return this.manager.isActive(this.features[feature]);
		}

	}

	private record Features(Set<Feature> getFeatures) implements FeatureProvider {

		@Override
		public FeatureMetaData getMetaData(Feature feature) {
			return new EmptyFeatureMetaData(feature);
		}

	}

}
