package dev.pennon.spring.redis;

import java.time.Duration;
import java.util.Set;

import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;

import org.springframework.dao.QueryTimeoutException;

/**
 * Reads two sets in one round trip on the connection that all threads share. Spring
 * Data's pipelines would open a connection for each.
 */
final class LettuceMembers {

	private LettuceMembers() {
	}

	@SuppressWarnings("unchecked")
	static TwoSets read(Object nativeConnection, byte[] first, byte[] second, Duration limit) {
		RedisClusterAsyncCommands<byte[], byte[]> commands = (RedisClusterAsyncCommands<byte[], byte[]>) nativeConnection;
		RedisFuture<Set<byte[]>> one = commands.smembers(first);
		RedisFuture<Set<byte[]>> two = commands.smembers(second);
		if (!LettuceFutures.awaitAll(limit, one, two)) {
			one.cancel(true);
			two.cancel(true);
			throw new QueryTimeoutException("Redis has not answered within " + limit);
		}
		return new TwoSets(one.toCompletableFuture().join(), two.toCompletableFuture().join());
	}

	/**
	 * The members of two sets.
	 */
	record TwoSets(Set<byte[]> first, Set<byte[]> second) {
	}

}
