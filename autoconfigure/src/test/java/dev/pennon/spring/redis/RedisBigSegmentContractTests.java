package dev.pennon.spring.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.pennon.bigsegment.BigSegmentStore;
import dev.pennon.bigsegment.BigSegmentStoreContract;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * The contract of {@link RedisBigSegmentStore}, wherever Redis is. On a cluster it works
 * with any prefix.
 */
@ParameterizedClass(name = "{0} with prefix {1}")
@MethodSource("cells")
class RedisBigSegmentContractTests extends BigSegmentStoreContract {

	private static final Duration TIMEOUT = Duration.ofSeconds(2);

	private final RedisTopology topology;

	private final String prefix;

	RedisBigSegmentContractTests(RedisTopology topology, String prefix) {
		this.topology = topology;
		this.prefix = prefix;
	}

	static List<Arguments> cells() {
		List<Arguments> cells = new ArrayList<>();
		for (RedisTopology topology : RedisTopology.values()) {
			cells.add(Arguments.of(topology, RedisBigSegmentStore.DEFAULT_PREFIX));
			cells.add(Arguments.of(topology, "custom-prefix"));
		}
		return cells;
	}

	@Override
	protected BigSegmentStore createStore() {
		this.topology.clear();
		return store(this.prefix);
	}

	@Override
	protected BigSegmentStore createIndependentStore() {
		return store("independent");
	}

	private BigSegmentStore store(String name) {
		RedisConnectionFactory factory = this.topology.segmentFactory();
		return new RedisBigSegmentStore(RedisConnections.dedicated(factory, TIMEOUT, TIMEOUT), name);
	}

	@Override
	protected void writeMetadata(Instant lastUpToDate) {
		try (RedisConnection connection = connect()) {
			connection.stringCommands()
				.set(RedisKeys.bytes(this.prefix + ":big_segments_synchronized_on"),
						RedisKeys.bytes(Long.toString(lastUpToDate.toEpochMilli())));
		}
	}

	@Override
	protected void writeMembership(String contextHash, Set<String> included, Set<String> excluded) {
		write(this.prefix + ":big_segment_include:" + contextHash, included);
		write(this.prefix + ":big_segment_exclude:" + contextHash, excluded);
	}

	private void write(String name, Set<String> references) {
		try (RedisConnection connection = connect()) {
			byte[] key = RedisKeys.bytes(name);
			connection.keyCommands().del(key);
			references.forEach((reference) -> connection.setCommands().sAdd(key, RedisKeys.bytes(reference)));
		}
	}

	private RedisConnection connect() {
		return this.topology.withAllRights().factory().getConnection();
	}

}
