package dev.pennon.spring.redis;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

import io.lettuce.core.KillArgs;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.sentinel.api.StatefulRedisSentinelConnection;
import io.lettuce.core.sentinel.api.sync.RedisSentinelCommands;
import org.awaitility.Awaitility;

import org.springframework.data.redis.connection.RedisSentinelConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * A master, a replica, and a sentinel that fails over from one to the other.
 */
final class RedisSentinelServers implements ReplicatedRedis {

	private static final String NAME = "flags";

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	private static final Duration NEVER = Duration.ofHours(1);

	private static final Duration AT_ONCE = Duration.ofMillis(200);

	private final RedisServer first = RedisServer.with();

	private final RedisServer second = RedisServer.with();

	private final RedisServer sentinel = RedisServer.sentinel();

	RedisSentinelServers() {
		this.sentinel.start();
		reset();
	}

	@Override
	public LettuceConnectionFactory factory() {
		return RedisStores.started(new LettuceConnectionFactory(
				new RedisSentinelConfiguration().master(NAME).sentinel("127.0.0.1", this.sentinel.port()),
				RedisStores.client().build()));
	}

	@Override
	public void reset() {
		forgetMaster();
		this.first.reset();
		this.second.reset();
		this.second.follow(this.first);
		sentinel((commands) -> commands.monitor(NAME, "127.0.0.1", this.first.port(), 1));
		suspectAfter(NEVER);
		awaitSentinel("slaves=1");
	}

	private void forgetMaster() {
		if (this.sentinel.admin().info("sentinel").contains("name=" + NAME)) {
			sentinel((commands) -> commands.remove(NAME));
		}
	}

	private void suspectAfter(Duration silence) {
		sentinel((commands) -> commands.set(NAME, "down-after-milliseconds", Long.toString(silence.toMillis())));
	}

	private void awaitSentinel(String words) {
		Awaitility.await().atMost(TIMEOUT).until(() -> this.sentinel.admin().info("sentinel").contains(words));
	}

	private <T> T sentinel(Function<RedisSentinelCommands<String, String>, T> command) {
		RedisURI uri = RedisURI.builder().withHost("127.0.0.1").withPort(this.sentinel.port()).build();
		try (RedisClient client = RedisClient.create(uri);
				StatefulRedisSentinelConnection<String, String> connection = client.connectSentinel()) {
			return command.apply(connection.sync());
		}
	}

	@Override
	public RedisServer master() {
		InetSocketAddress address = (InetSocketAddress) sentinel((commands) -> commands.getMasterAddrByName(NAME));
		return (address.getPort() == this.first.port()) ? this.first : this.second;
	}

	@Override
	public RedisServer replica() {
		return (master() == this.first) ? this.second : this.first;
	}

	@Override
	public void promoteReplica() {
		RedisServer promoted = replica();
		suspectAfter(AT_ONCE);
		awaitMaster(promoted);
	}

	@Override
	public void switchOver() {
		RedisServer old = master();
		RedisServer promoted = replica();
		sentinel((commands) -> commands.failover(NAME));
		awaitMaster(promoted);
		// The sentinel does the same, but only after ten seconds
		old.follow(promoted);
		old.admin().clientKill(KillArgs.Builder.typeNormal().skipme());
	}

	private void awaitMaster(RedisServer promoted) {
		Awaitility.await().atMost(TIMEOUT).until(() -> master() == promoted);
	}

	@Override
	public void close() {
		this.sentinel.close();
		this.second.close();
		this.first.close();
	}

}
