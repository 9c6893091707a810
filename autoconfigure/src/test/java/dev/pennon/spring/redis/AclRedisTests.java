package dev.pennon.spring.redis;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.pennon.store.FeatureStoreCore;
import dev.pennon.store.SerializedItem;
import dev.pennon.store.StoreWriteRefusedException;
import dev.pennon.store.TestItem;
import dev.pennon.store.TestKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What users are refused who may do no more than the documentation says.
 */
class AclRedisTests {

	static List<RedisTopology> topologies() {
		return List.of(RedisTopology.ACL, RedisTopology.CLUSTER_ACL);
	}

	private static LettuceConnectionFactory reader(RedisTopology topology) {
		return topology.isCluster() ? RedisUser.READER.factory(RedisTopology.cluster())
				: RedisUser.READER.factory(RedisTopology.standalone());
	}

	@ParameterizedTest
	@MethodSource("topologies")
	void readerReadsAndIsRefusedToWrite(RedisTopology topology) {
		topology.clear();
		String prefix = topology.prefixes().get(0).prefix();
		TestItem item = TestItem.of("foo", 1);
		SerializedItem serialized = new SerializedItem("foo", 1, false, TestKind.THINGS.encode(item));
		LettuceConnectionFactory reading = reader(topology);
		try (FeatureStoreCore writer = RedisStores.core(topology.factory(), prefix);
				FeatureStoreCore reader = RedisStores.core(reading, prefix)) {
			writer.initInternal(Map.of(TestKind.THINGS, Map.of("foo", serialized)));
			assertThat(reader.initializedInternal()).isTrue();
			assertThat(reader.getInternal(TestKind.THINGS, "foo")).isNotNull();
			assertThat(reader.getAllInternal(TestKind.THINGS)).hasSize(1);
			assertThatThrownBy(() -> reader.upsertInternal(TestKind.THINGS, serialized))
				.isInstanceOf(StoreWriteRefusedException.class)
				.hasMessageContaining("NOPERM");
		}
		finally {
			reading.destroy();
		}
	}

	@ParameterizedTest
	@MethodSource("topologies")
	void readerOfSegmentsReadsNoFlags(RedisTopology topology) {
		RedisConnections connections = RedisConnections.dedicated(topology.segmentFactory(), RedisStores.TIMEOUT,
				Duration.ofSeconds(2));
		String prefix = topology.prefixes().get(0).prefix();
		try (FeatureStoreCore core = new RedisFeatureStoreCore(connections, prefix)) {
			assertThatThrownBy(() -> core.getInternal(TestKind.THINGS, "foo")).hasStackTraceContaining("NOPERM");
		}
	}

}
