package dev.pennon.benchmarks.redis;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import dev.pennon.FlagClient;
import dev.pennon.benchmarks.data.Subjects;
import dev.pennon.benchmarks.evaluation.Cursor;
import dev.pennon.benchmarks.peers.PennonSource;
import dev.pennon.benchmarks.report.InRows;
import dev.pennon.benchmarks.report.Row;
import dev.pennon.bigsegment.BigSegmentStore;
import dev.pennon.bigsegment.BigSegmentsConfig;
import dev.pennon.context.EvaluationContext;
import dev.pennon.launchdarkly.LaunchDarkly;
import dev.pennon.launchdarkly.PeerClient;
import dev.pennon.launchdarkly.PeerSdk.Settings;
import dev.pennon.spring.redis.RedisBigSegmentStore;
import dev.pennon.store.CachingStoreWrapper;
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
 * One evaluation of a flag with a rule on a big segment.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BigSegmentBenchmark {

	private static final Duration CACHE_TTL = Duration.ofHours(1);

	@Benchmark
	@InRows({ Row.S12c, Row.S12u })
	public boolean pennon(Pennon state, Cursor cursor) {
		return state.ask(cursor.nextFlag(state.keys.length), cursor.nextContext());
	}

	@Benchmark
	@InRows({ Row.S12c, Row.S12u })
	public boolean launchDarkly(Peer state, Cursor cursor) {
		return state.ask(cursor.nextFlag(state.keys.length), cursor.nextContext());
	}

	/** Pennon's client and its contexts. */
	@State(Scope.Benchmark)
	public static class Pennon extends BigSegmentServer {

		@Param("S12c")
		BigSegmentRow row;

		CachingStoreWrapper store;

		BigSegmentStore bigSegments;

		FlagClient client;

		EvaluationContext[] contexts;

		@Setup
		public void start() {
			startServer();
			this.store = PennonOverRedis.store(this.redis.factory(), CACHE_TTL);
			this.bigSegments = new RedisBigSegmentStore(PennonOverRedis.connections(this.redis.factory()),
					PennonOverRedis.PREFIX);
			this.client = FlagClient.builder()
				.featureStore(this.store)
				.externalData(true)
				.bigSegmentStore(this.bigSegments,
						BigSegmentsConfig.defaults().withContextCache(this.row.cacheSize(), CACHE_TTL))
				.build();
			this.client.start();
			this.contexts = Subjects.all(PennonSource::context).toArray(EvaluationContext[]::new);
			check(this.row);
		}

		@Override
		boolean ask(int flag, int subject) {
			return this.client.boolVariation(this.keys[flag], this.contexts[subject], false);
		}

		@TearDown
		public void close() {
			this.client.close();
			this.bigSegments.close();
			this.store.close();
			this.redis.close();
		}

	}

	/** LaunchDarkly's client and its users. */
	@State(Scope.Benchmark)
	public static class Peer extends BigSegmentServer {

		@Param("S12c")
		BigSegmentRow row;

		LaunchDarkly launchDarkly;

		PeerClient client;

		Object[] users;

		@Setup
		public void start() {
			startServer();
			this.launchDarkly = LaunchDarkly.load();
			this.client = this.launchDarkly.sdk()
				.client(new Settings(this.redis.port(), PennonOverRedis.PREFIX, false, CACHE_TTL,
						this.row.cacheSize()));
			this.users = PeerUsers.all(this.client);
			check(this.row);
		}

		@Override
		boolean ask(int flag, int subject) {
			return this.client.boolVariation(this.keys[flag], this.users[subject], false);
		}

		@TearDown
		public void close() {
			this.client.close();
			this.launchDarkly.close();
			this.redis.close();
		}

	}

}
