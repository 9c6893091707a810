package dev.pennon.spring.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * A Redis Cluster of three masters, with a replica each if a test wants one to fail over.
 */
final class RedisClusterServers implements BeforeAllCallback, AfterAllCallback {

	private static final int MASTERS = 3;

	private static final int SLOTS = 16_384;

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private final int replicas;

	private final List<RedisServer> nodes = new ArrayList<>();

	private @Nullable String user;

	RedisClusterServers(boolean withReplicas) {
		this.replicas = withReplicas ? MASTERS : 0;
	}

	@Override
	public void beforeAll(ExtensionContext context) {
		if (this.user == null) {
			this.user = context.getUniqueId();
			start();
		}
	}

	@Override
	public void afterAll(ExtensionContext context) {
		if (context.getUniqueId().equals(this.user)) {
			this.nodes.forEach(RedisServer::close);
			this.nodes.clear();
			this.user = null;
		}
	}

	private void start() {
		for (int i = 0; i < MASTERS + this.replicas; i++) {
			this.nodes.add(
					RedisServer
						.with("--cluster-enabled", "yes", "--cluster-node-timeout", "1000", "--cluster-config-file",
								"nodes.conf")
						.start());
		}
		for (int i = 0; i < MASTERS; i++) {
			this.nodes.get(i)
				.admin()
				.clusterAddSlots(IntStream.range(SLOTS * i / MASTERS, SLOTS * (i + 1) / MASTERS).toArray());
		}
		for (RedisServer node : this.nodes) {
			node.admin().clusterMeet("127.0.0.1", this.nodes.get(0).port());
		}
		Awaitility.await()
			.atMost(TIMEOUT)
			.until(() -> this.nodes.stream()
				.allMatch((node) -> node.admin().clusterInfo().contains("cluster_known_nodes:" + this.nodes.size())));
		for (int i = MASTERS; i < this.nodes.size(); i++) {
			replicate(this.nodes.get(i), this.nodes.get(i - MASTERS));
		}
		Awaitility.await()
			.atMost(TIMEOUT)
			.until(() -> this.nodes.stream()
				.allMatch((node) -> node.admin().clusterInfo().contains("cluster_state:ok")));
	}

	private static void replicate(RedisServer replica, RedisServer master) {
		String id = master.admin().clusterMyId();
		Awaitility.await().atMost(TIMEOUT).ignoreExceptions().until(() -> {
			replica.admin().clusterReplicate(id);
			return true;
		});
		Awaitility.await()
			.atMost(TIMEOUT)
			.until(() -> replica.admin().info("replication").contains("master_link_status:up"));
	}

	LettuceConnectionFactory factory() {
		RedisClusterConfiguration configuration = new RedisClusterConfiguration();
		this.nodes.forEach((node) -> configuration.clusterNode("127.0.0.1", node.port()));
		return RedisStores.started(new LettuceConnectionFactory(configuration));
	}

	void clear() {
		this.nodes.subList(0, MASTERS).forEach((node) -> node.admin().flushall());
	}

}
