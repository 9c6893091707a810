package dev.pennon.spring.redis;

import java.time.Duration;

import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.QueryTimeoutException;

/**
 * Reads the two sets of a context in one round trip on the connection that all threads
 * share. Spring Data's pipelines would open a connection for each. Immutable.
 */
final class LettuceMembers {

	private final PrefixedKeyCodec include;

	private final PrefixedKeyCodec exclude;

	private final Duration limit;

	/**
	 * Creates a reader.
	 * @param include how the names of the sets of included segments begin
	 * @param exclude how those of excluded segments begin
	 * @param limit how long to wait
	 */
	LettuceMembers(byte[] include, byte[] exclude, Duration limit) {
		this.include = new PrefixedKeyCodec(include);
		this.exclude = new PrefixedKeyCodec(exclude);
		this.limit = limit;
	}

	// A command brings its own codec, so that the types of the connection's do not matter
	@SuppressWarnings("unchecked")
	@Nullable ReferenceMembership read(Object nativeConnection, String contextHash) {
		RedisClusterAsyncCommands<String, byte[]> commands = (RedisClusterAsyncCommands<String, byte[]>) nativeConnection;
		RedisFuture<ReferenceSet.Builder> included = ask(commands, this.include, contextHash);
		RedisFuture<ReferenceSet.Builder> excluded = ask(commands, this.exclude, contextHash);
		// Whoever waits for the later answer first is woken once
		if (!LettuceFutures.awaitAll(this.limit, excluded, included)) {
			included.cancel(true);
			excluded.cancel(true);
			throw new QueryTimeoutException("Redis has not answered within " + this.limit);
		}
		return ReferenceMembership.of(included.toCompletableFuture().join().build(),
				excluded.toCompletableFuture().join().build());
	}

	private static RedisFuture<ReferenceSet.Builder> ask(RedisClusterAsyncCommands<String, byte[]> commands,
			PrefixedKeyCodec sets, String contextHash) {
		return commands.dispatch(CommandType.SMEMBERS, new MembersOutput(sets),
				new CommandArgs<>(sets).addKey(contextHash));
	}

}
