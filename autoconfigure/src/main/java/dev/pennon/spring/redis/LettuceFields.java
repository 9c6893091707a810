package dev.pennon.spring.redis;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.lettuce.core.LettuceFutures;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.lettuce.LettuceExceptionConverter;

/**
 * Reads one field of a hash on the connection that all threads share, and fails in the
 * words of Spring Data.
 */
final class LettuceFields {

	private static final LettuceExceptionConverter CONVERTER = new LettuceExceptionConverter();

	private LettuceFields() {
	}

	// Spring Data's connections of Lettuce have byte arrays for keys and values
	@SuppressWarnings("unchecked")
	static byte @Nullable [] read(Object nativeConnection, byte[] hash, byte[] field, Duration limit) {
		RedisClusterAsyncCommands<byte[], byte[]> commands = (RedisClusterAsyncCommands<byte[], byte[]>) nativeConnection;
		try {
			return LettuceFutures.awaitOrCancel(commands.hget(hash, field), limit.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (RuntimeException ex) {
			DataAccessException translated = CONVERTER.convert(ex);
			throw (translated != null) ? translated : ex;
		}
	}

}
