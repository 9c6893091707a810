package dev.pennon.benchmarks.redis;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import dev.pennon.benchmarks.data.FlagData;
import dev.pennon.benchmarks.data.LargeData;
import dev.pennon.benchmarks.report.InRows;
import dev.pennon.benchmarks.report.Row;
import dev.pennon.launchdarkly.LaunchDarkly;
import dev.pennon.launchdarkly.PeerClient;
import dev.pennon.launchdarkly.PeerSdk.Settings;
import dev.pennon.store.CachingStoreWrapper;
import dev.pennon.store.FullDataSet;
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
 * Putting a full data set of 10,000 flags and 1,000 segments, which is parsed already,
 * into Redis.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class RedisInitBenchmark {

	private static final Duration CACHE_TTL = Duration.ofSeconds(15);

	@Benchmark
	@InRows(Row.S9i)
	public void pennon(Pennon state) {
		state.store.init(state.data);
	}

	@Benchmark
	@InRows(Row.S9i)
	public void launchDarkly(Peer state) {
		state.client.store().init(state.data);
	}

	/** Pennon's store and its data. */
	@State(Scope.Benchmark)
	public static class Pennon {

		@Param("S9i")
		String row;

		RedisProcess redis;

		CachingStoreWrapper store;

		FullDataSet data;

		@Setup
		public void start() {
			this.redis = RedisProcess.start();
			this.store = PennonOverRedis.store(this.redis.factory(), CACHE_TTL);
			this.data = PennonOverRedis.parse(LargeData.write());
		}

		@TearDown
		public void close() {
			this.store.close();
			this.redis.close();
		}

	}

	/** LaunchDarkly's store and its data. */
	@State(Scope.Benchmark)
	public static class Peer {

		@Param("S9i")
		String row;

		RedisProcess redis;

		LaunchDarkly launchDarkly;

		PeerClient client;

		Object data;

		@Setup
		public void start() {
			this.redis = RedisProcess.start();
			this.launchDarkly = LaunchDarkly.load();
			this.client = this.launchDarkly.sdk()
				.client(new Settings(this.redis.port(), PennonOverRedis.PREFIX, true, CACHE_TTL, null));
			FlagData flags = LargeData.write();
			this.data = this.client.store().parse(flags.flags(), flags.segments());
		}

		@TearDown
		public void close() {
			this.client.close();
			this.launchDarkly.close();
			this.redis.close();
		}

	}

}
