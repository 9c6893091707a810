package dev.pennon.benchmarks.redis;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import dev.pennon.FlagClient;
import dev.pennon.benchmarks.data.FlagData;
import dev.pennon.benchmarks.data.Subjects;
import dev.pennon.benchmarks.evaluation.Cursor;
import dev.pennon.benchmarks.peers.PennonSource;
import dev.pennon.benchmarks.report.InRows;
import dev.pennon.benchmarks.report.Row;
import dev.pennon.context.EvaluationContext;
import dev.pennon.launchdarkly.LaunchDarkly;
import dev.pennon.launchdarkly.PeerClient;
import dev.pennon.launchdarkly.PeerSdk.Settings;
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

import org.springframework.data.redis.core.RedisTemplate;
import org.springframework.data.redis.serializer.RedisSerializer;

/**
 * One evaluation of a flag that is kept in Redis, and one {@code HGET} of it through a
 * {@link RedisTemplate}, which is what it must cost at least.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RedisBenchmark {

	@Benchmark
	@InRows({ Row.S9h, Row.S9u, Row.S9s })
	public boolean pennon(Pennon state, Cursor cursor) {
		return state.ask(cursor.nextFlag(state.keys.length), cursor.nextContext());
	}

	@Benchmark
	@InRows({ Row.S9h, Row.S9u, Row.S9s })
	public boolean launchDarkly(Peer state, Cursor cursor) {
		return state.ask(cursor.nextFlag(state.keys.length), cursor.nextContext());
	}

	@Benchmark
	@InRows(Row.S9u)
	public Object hget(Template state, Cursor cursor) {
		return state.template.opsForHash().get(state.hash, state.keys[cursor.nextFlag(state.keys.length)]);
	}

	/** A server with the flags of a row. */
	abstract static class Server {

		RedisProcess redis;

		String[] keys;

		void start(RedisRow row) {
			this.redis = RedisProcess.start();
			FlagData data = row.flags();
			PennonOverRedis.write(this.redis.factory(), data);
			this.keys = data.keys();
		}

		/** Asks for everything, and counts what that costs the server. */
		void check(RedisRow row) {
			askAll();
			long before = this.redis.commands("hget", "hgetall", "exists");
			int asked = askAll();
			long commands = this.redis.commands("hget", "hgetall", "exists") - before;
			if (commands != (long) asked * row.commands()) {
				throw new IllegalStateException("%d commands for %d evaluations".formatted(commands, asked));
			}
		}

		private int askAll() {
			int asked = 0;
			for (int flag = 0; flag < this.keys.length; flag++) {
				for (int subject = 0; subject < Subjects.COUNT; subject += Subjects.COUNT / 10) {
					if (!ask(flag, subject)) {
						throw new IllegalStateException("Wrong answer for " + this.keys[flag]);
					}
					asked++;
				}
			}
			return asked;
		}

		abstract boolean ask(int flag, int subject);

	}

	/** Pennon's client and its contexts. */
	@State(Scope.Benchmark)
	public static class Pennon extends Server {

		@Param("S9h")
		RedisRow row;

		CachingStoreWrapper store;

		FlagClient client;

		EvaluationContext[] contexts;

		@Setup
		public void start() {
			start(this.row);
			this.store = PennonOverRedis.store(this.redis.factory(), this.row.cacheTtl());
			this.client = FlagClient.builder().featureStore(this.store).externalData(true).build();
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
			this.store.close();
			this.redis.close();
		}

	}

	/** LaunchDarkly's client and its users. */
	@State(Scope.Benchmark)
	public static class Peer extends Server {

		@Param("S9h")
		RedisRow row;

		LaunchDarkly launchDarkly;

		PeerClient client;

		Object[] users;

		@Setup
		public void start() {
			start(this.row);
			this.launchDarkly = LaunchDarkly.load();
			this.client = this.launchDarkly.sdk()
				.client(new Settings(this.redis.port(), PennonOverRedis.PREFIX, false, this.row.cacheTtl(), null));
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

	/** A template over the application's factory. */
	@State(Scope.Benchmark)
	public static class Template extends Server {

		@Param("S9u")
		RedisRow row;

		RedisTemplate<String, Object> template;

		final String hash = PennonOverRedis.PREFIX + ":features";

		@Setup
		public void start() {
			start(this.row);
			this.template = new RedisTemplate<>();
			this.template.setConnectionFactory(this.redis.factory());
			this.template.setKeySerializer(RedisSerializer.string());
			this.template.setHashKeySerializer(RedisSerializer.string());
			this.template.setHashValueSerializer(RedisSerializer.byteArray());
			this.template.afterPropertiesSet();
		}

		@Override
		boolean ask(int flag, int subject) {
			byte[] json = (byte[]) this.template.opsForHash().get(this.hash, this.keys[flag]);
			return json != null && new String(json, StandardCharsets.UTF_8).contains(this.keys[flag]);
		}

		@TearDown
		public void close() {
			this.redis.close();
		}

	}

}
