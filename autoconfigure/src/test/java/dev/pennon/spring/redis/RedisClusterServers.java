package dev.pennon.spring.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import io.lettuce.core.cluster.SlotHash;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * A Redis Cluster of three masters, of which one has a replica if a test wants it to fail
 * over: the one that holds the slot of {@code {flags}}.
 */
final class RedisClusterServers implements ReplicatedRedis {

	private static final int MASTERS = 3;

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	private static final int SLOT = SlotHash.getSlot("{flags}");

	private final List<RedisServer> nodes = new ArrayList<>();

	private RedisServer master;

	private @Nullable RedisServer replica;

	RedisClusterServers(boolean withReplica) {
		for (int i = 0; i < MASTERS; i++) {
			this.nodes.add(node());
		}
		this.master = this.nodes.get(SLOT * MASTERS / SlotHash.SLOT_COUNT);
		if (withReplica) {
			this.replica = node();
			this.nodes.add(this.replica);
		}
		for (int i = 0; i < MASTERS; i++) {
			int from = SlotHash.SLOT_COUNT * i / MASTERS;
			int to = SlotHash.SLOT_COUNT * (i + 1) / MASTERS;
			this.nodes.get(i).admin().clusterAddSlots(IntStream.range(from, to).toArray());
		}
		this.nodes.forEach((node) -> node.admin().clusterMeet("127.0.0.1", this.nodes.get(0).port()));
		this.nodes.forEach((node) -> awaitCluster(node, "cluster_known_nodes:" + this.nodes.size()));
		if (this.replica != null) {
			replicate(this.replica, this.master);
		}
		this.nodes.forEach((node) -> awaitCluster(node, "cluster_state:ok"));
	}

	private static RedisServer node() {
		List<String> arguments = new ArrayList<>(List.of(RedisUser.argumentsOnCluster()));
		Collections.addAll(arguments, "--cluster-enabled", "yes", "--cluster-node-timeout", "1000",
				"--cluster-config-file", "nodes.conf", "--cluster-replica-no-failover", "yes",
				"--cluster-replica-validity-factor", "0");
		return RedisServer.with(arguments.toArray(new String[0])).start();
	}

	private static void awaitCluster(RedisServer node, String words) {
		Awaitility.await().atMost(TIMEOUT).until(() -> node.admin().clusterInfo().contains(words));
	}

	private static void replicate(RedisServer replica, RedisServer master) {
		String id = master.admin().clusterMyId();
		Awaitility.await().atMost(TIMEOUT).ignoreExceptions().until(() -> {
			replica.admin().clusterReplicate(id);
			return true;
		});
		replica.awaitMaster();
	}

	RedisClusterConfiguration configuration() {
		RedisClusterConfiguration configuration = new RedisClusterConfiguration();
		this.nodes.forEach((node) -> configuration.clusterNode("127.0.0.1", node.port()));
		return configuration;
	}

	@Override
	public LettuceConnectionFactory factory() {
		return RedisStores.started(new LettuceConnectionFactory(configuration(), RedisStores.client().build()));
	}

	/** Empties every master. */
	void clear() {
		this.nodes.stream().filter(RedisServer::isMaster).forEach((node) -> node.admin().flushall());
	}

	@Override
	public void reset() {
		this.nodes.forEach(RedisServer::revive);
		this.nodes.forEach((node) -> awaitCluster(node, "cluster_state:ok"));
		Awaitility.await().atMost(TIMEOUT).until(() -> this.master.isMaster() && !replica().isMaster());
		replica().awaitMaster();
		mayPromote(false);
		this.master.admin().flushall();
	}

	private void mayPromote(boolean allowed) {
		replica().admin().configSet("cluster-replica-no-failover", allowed ? "no" : "yes");
	}

	@Override
	public RedisServer master() {
		return this.master;
	}

	@Override
	public RedisServer replica() {
		if (this.replica == null) {
			throw new IllegalStateException("This cluster has no replica");
		}
		return this.replica;
	}

	@Override
	public void promoteReplica() {
		mayPromote(true);
		awaitPromotion();
	}

	@Override
	public void switchOver() {
		replica().admin().clusterFailover(false);
		awaitPromotion();
	}

	private void awaitPromotion() {
		RedisServer promoted = replica();
		Awaitility.await().atMost(TIMEOUT).until(promoted::isMaster);
		this.replica = this.master;
		this.master = promoted;
	}

	@Override
	public void close() {
		this.nodes.forEach(RedisServer::close);
	}

}
