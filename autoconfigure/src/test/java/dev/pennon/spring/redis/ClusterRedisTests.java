package dev.pennon.spring.redis;

import java.time.Instant;
import java.util.Set;

import dev.pennon.bigsegment.BigSegmentStore;
import dev.pennon.bigsegment.BigSegmentStoreContract;
import dev.pennon.spring.redis.RedisContract.Setting;
import dev.pennon.store.CacheMode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The contracts over a Redis Cluster, which needs a prefix that is a hash tag.
 */
class ClusterRedisTests {

	static final RedisClusterServers servers = new RedisClusterServers(false);

	private static LettuceConnectionFactory factory;

	private static final Setting SETTING = new Setting(() -> factory, servers::clear, "{pennon}", "{other}");

	@BeforeAll
	static void connect() {
		factory = servers.factory();
	}

	@AfterAll
	static void disconnect() {
		factory.destroy();
	}

	@Nested
	class Core extends RedisContract.Core {

		Core() {
			super(SETTING);
		}

	}

	@Nested
	class BigSegmentsWithAnyPrefix extends BigSegmentStoreContract {

		@Override
		protected BigSegmentStore createStore() {
			servers.clear();
			return store("no-hash-tag");
		}

		@Override
		protected BigSegmentStore createIndependentStore() {
			return store("independent");
		}

		private static BigSegmentStore store(String prefix) {
			return new RedisBigSegmentStore(
					RedisConnections.dedicated(factory, RedisStores.TIMEOUT, RedisStores.TIMEOUT), prefix);
		}

		@Override
		protected void writeMetadata(Instant lastUpToDate) {
			try (RedisConnection connection = factory.getConnection()) {
				connection.stringCommands()
					.set(RedisKeys.bytes("no-hash-tag:big_segments_synchronized_on"),
							RedisKeys.bytes(Long.toString(lastUpToDate.toEpochMilli())));
			}
		}

		@Override
		protected void writeMembership(String contextHash, Set<String> included, Set<String> excluded) {
			write("no-hash-tag:big_segment_include:" + contextHash, included);
			write("no-hash-tag:big_segment_exclude:" + contextHash, excluded);
		}

		private static void write(String name, Set<String> references) {
			try (RedisConnection connection = factory.getConnection()) {
				byte[] key = RedisKeys.bytes(name);
				connection.keyCommands().del(key);
				references.forEach((reference) -> connection.setCommands().sAdd(key, RedisKeys.bytes(reference)));
			}
		}

	}

	@Nested
	class Off extends RedisContract.Store {

		Off() {
			super(SETTING, CacheMode.OFF);
		}

	}

	@Nested
	class Ttl extends RedisContract.Store {

		Ttl() {
			super(SETTING, CacheMode.TTL);
		}

	}

	@Nested
	class Infinite extends RedisContract.Store {

		Infinite() {
			super(SETTING, CacheMode.INFINITE);
		}

	}

	@Test
	void prefixThatIsNoHashTagIsRefused() {
		assertThatThrownBy(() -> RedisStores.core(factory, "launchdarkly"))
			.isInstanceOf(InvalidRedisPrefixException.class)
			.hasMessageContaining("use the prefix '{launchdarkly}'");
	}

}
