package dev.pennon.spring.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;

/**
 * Adds members to sets of Redis in batches, of which each is one round trip.
 */
final class RedisBatch implements AutoCloseable {

	private static final int SIZE = 10_000;

	private final RedisClient client;

	private final StatefulRedisConnection<String, String> connection;

	private final List<RedisFuture<Long>> pending = new ArrayList<>();

	RedisBatch(RedisServer server) {
		this.client = RedisClient.create(RedisURI.builder().withHost("127.0.0.1").withPort(server.port()).build());
		this.connection = this.client.connect();
		this.connection.setAutoFlushCommands(false);
	}

	void add(String key, String member) {
		this.pending.add(this.connection.async().sadd(key, member));
		if (this.pending.size() == SIZE) {
			send();
		}
	}

	private void send() {
		this.connection.flushCommands();
		this.pending.forEach((added) -> added.toCompletableFuture().join());
		this.pending.clear();
	}

	@Override
	public void close() {
		send();
		this.client.shutdown(Duration.ZERO, Duration.ofMillis(100));
	}

}
