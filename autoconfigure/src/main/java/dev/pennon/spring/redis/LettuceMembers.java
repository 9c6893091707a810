package dev.pennon.spring.redis;

import java.time.Duration;

import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.QueryTimeoutException;

/**
 * Reads two sets in one round trip on the connection that all threads share. Spring
 * Data's pipelines would open a connection for each.
 */
final class LettuceMembers {

	private LettuceMembers() {
	}

	// Spring Data's connections of Lettuce have byte arrays for keys and values
	@SuppressWarnings("unchecked")
	static @Nullable ReferenceMembership read(Object nativeConnection, byte[] includeKey, byte[] excludeKey,
			Duration limit) {
		RedisClusterAsyncCommands<byte[], byte[]> commands = (RedisClusterAsyncCommands<byte[], byte[]>) nativeConnection;
		RedisFuture<ReferenceSet.Builder> included = ask(commands, includeKey);
		RedisFuture<ReferenceSet.Builder> excluded = ask(commands, excludeKey);
		// Whoever waits for the later answer first is woken once
		if (!LettuceFutures.awaitAll(limit, excluded, included)) {
			included.cancel(true);
			excluded.cancel(true);
			throw new QueryTimeoutException("Redis has not answered within " + limit);
		}
		return ReferenceMembership.of(included.toCompletableFuture().join().build(),
				excluded.toCompletableFuture().join().build());
	}

	private static RedisFuture<ReferenceSet.Builder> ask(RedisClusterAsyncCommands<byte[], byte[]> commands,
			byte[] key) {
		return commands.dispatch(CommandType.SMEMBERS, new MembersOutput(),
				new CommandArgs<>(ByteArrayCodec.INSTANCE).addKey(key));
	}

}
