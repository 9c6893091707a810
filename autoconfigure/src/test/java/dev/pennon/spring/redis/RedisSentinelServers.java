package dev.pennon.spring.redis;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import org.springframework.data.redis.connection.RedisSentinelConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * A master, a replica, and a sentinel that fails over from one to the other.
 */
final class RedisSentinelServers implements BeforeAllCallback, AfterAllCallback {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private final RedisServer master = RedisServer.with();

	private @Nullable RedisServer replica;

	private @Nullable RedisServer sentinel;

	private @Nullable String user;

	@Override
	public void beforeAll(ExtensionContext context) {
		if (this.user == null) {
			this.user = context.getUniqueId();
			start();
		}
	}

	@Override
	public void afterAll(ExtensionContext context) {
		if (!context.getUniqueId().equals(this.user)) {
			return;
		}
		for (RedisServer server : new RedisServer[] { sentinel(), replica(), this.master }) {
			server.close();
		}
	}

	private void start() {
		this.master.start();
		RedisServer follower = RedisServer.with("--replicaof", "127.0.0.1", Integer.toString(this.master.port()))
			.start();
		this.replica = follower;
		Awaitility.await()
			.atMost(TIMEOUT)
			.until(() -> follower.admin().info("replication").contains("master_link_status:up"));
		RedisServer watcher = RedisServer
			.sentinel("sentinel monitor flags 127.0.0.1 %d 1".formatted(this.master.port()),
					"sentinel down-after-milliseconds flags 1000", "sentinel failover-timeout flags 3000")
			.start();
		this.sentinel = watcher;
		Awaitility.await().atMost(TIMEOUT).until(() -> watcher.admin().info("sentinel").contains("slaves=1"));
	}

	private RedisServer replica() {
		if (this.replica == null) {
			throw new IllegalStateException("Not started");
		}
		return this.replica;
	}

	private RedisServer sentinel() {
		if (this.sentinel == null) {
			throw new IllegalStateException("Not started");
		}
		return this.sentinel;
	}

	LettuceConnectionFactory factory() {
		return RedisStores.started(new LettuceConnectionFactory(
				new RedisSentinelConfiguration().master("flags").sentinel("127.0.0.1", sentinel().port())));
	}

	void clear() {
		this.master.admin().flushall();
	}

}
