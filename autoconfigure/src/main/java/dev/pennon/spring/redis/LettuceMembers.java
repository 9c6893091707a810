package dev.pennon.spring.redis;

import java.time.Duration;

import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.QueryTimeoutException;

/**
 * Reads two sets in one round trip on the connection that all threads share. Spring
 * Data's pipelines would open a connection for each. The members go from the wire into
 * the sets, which the futures hand over to the thread that waits.
 */
final class LettuceMembers {

	private LettuceMembers() {
	}

	@SuppressWarnings("unchecked")
	static @Nullable ReferenceMembership read(Object nativeConnection, byte[] includeKey, byte[] excludeKey,
			Duration limit) {
		RedisClusterAsyncCommands<byte[], byte[]> commands = (RedisClusterAsyncCommands<byte[], byte[]>) nativeConnection;
		ReferenceSet.Builder included = new ReferenceSet.Builder();
		ReferenceSet.Builder excluded = new ReferenceSet.Builder();
		RedisFuture<Long> one = commands.smembers(included::add, includeKey);
		RedisFuture<Long> two = commands.smembers(excluded::add, excludeKey);
		if (!LettuceFutures.awaitAll(limit, one, two)) {
			one.cancel(true);
			two.cancel(true);
			throw new QueryTimeoutException("Redis has not answered within " + limit);
		}
		one.toCompletableFuture().join();
		two.toCompletableFuture().join();
		return ReferenceMembership.of(included.build(), excluded.build());
	}

}
