package dev.pennon.benchmarks.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import dev.pennon.FlagClient;
import dev.pennon.benchmarks.data.Subjects;
import dev.pennon.benchmarks.evaluation.Cursor;
import dev.pennon.benchmarks.peers.PennonSource;
import dev.pennon.benchmarks.report.InRows;
import dev.pennon.benchmarks.report.Row;
import dev.pennon.bigsegment.BigSegmentStore;
import dev.pennon.bigsegment.BigSegmentsConfig;
import dev.pennon.bigsegment.ContextHash;
import dev.pennon.context.EvaluationContext;
import dev.pennon.launchdarkly.LaunchDarkly;
import dev.pennon.launchdarkly.PeerClient;
import dev.pennon.launchdarkly.PeerSdk.Settings;
import dev.pennon.spring.redis.RedisBigSegmentStore;
import dev.pennon.store.CachingStoreWrapper;
import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import org.springframework.data.redis.connection.RedisConnection;

/**
 * One evaluation of a flag with a rule on a big segment, and the two commands that a
 * membership takes, which is what it must cost at least.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BigSegmentBenchmark {

	private static final Duration CACHE_TTL = Duration.ofHours(1);

	private static final Duration TIMEOUT = Duration.ofSeconds(2);

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

	@Benchmark
	@InRows(Row.S12u)
	public boolean smembers(Driver state, Cursor cursor) {
		return state.ask(0, cursor.nextContext());
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

	/** Lettuce alone, which drops the members. */
	@State(Scope.Benchmark)
	public static class Driver extends BigSegmentServer {

		@Param("S12u")
		BigSegmentRow row;

		RedisClusterAsyncCommands<byte[], byte[]> commands;

		byte[][] included;

		byte[][] excluded;

		@Setup
		@SuppressWarnings("unchecked")
		public void start() {
			startServer();
			RedisConnection connection = this.redis.factory().getConnection();
			this.commands = (RedisClusterAsyncCommands<byte[], byte[]>) connection.getNativeConnection();
			this.included = keys("include");
			this.excluded = keys("exclude");
			check(this.row);
		}

		private static byte[][] keys(String kind) {
			return IntStream.range(0, Subjects.COUNT)
				.mapToObj((i) -> "%s:big_segment_%s:%s".formatted(PennonOverRedis.PREFIX, kind,
						ContextHash.of(Subjects.key(i))))
				.map((key) -> key.getBytes(StandardCharsets.UTF_8))
				.toArray(byte[][]::new);
		}

		@Override
		boolean ask(int flag, int subject) {
			RedisFuture<Long> one = this.commands.smembers((member) -> {
			}, this.included[subject]);
			RedisFuture<Long> two = this.commands.smembers((member) -> {
			}, this.excluded[subject]);
			return LettuceFutures.awaitAll(TIMEOUT, one, two);
		}

		@TearDown
		public void close() {
			this.redis.close();
		}

	}

}
