package dev.pennon.spring.redis;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.ReturnType;

/**
 * A Lua script, which the server keeps after it has seen it once.
 */
final class RedisScript {

	private final byte[] text;

	private final String digest;

	private final ReturnType returnType;

	RedisScript(String text, ReturnType returnType) {
		this.text = text.getBytes(StandardCharsets.UTF_8);
		this.digest = HexFormat.of().formatHex(sha1(this.text));
		this.returnType = returnType;
	}

	private static byte[] sha1(byte[] text) {
		try {
			return MessageDigest.getInstance("SHA-1").digest(text);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java runtime has SHA-1", ex);
		}
	}

	/** Runs the script in one round trip, or in two where the server does not know it. */
	// As Spring Data has it: the caller knows what the script returns
	@SuppressWarnings("TypeParameterUnusedInFormals")
	<T> @Nullable T run(RedisConnection connection, List<byte[]> keys, List<byte[]> arguments) {
		byte[][] parameters = parameters(keys, arguments);
		try {
			return connection.scriptingCommands().evalSha(this.digest, this.returnType, keys.size(), parameters);
		}
		catch (RuntimeException ex) {
			if (!RedisErrors.says(ex, "NOSCRIPT")) {
				throw ex;
			}
			return connection.scriptingCommands().eval(this.text, this.returnType, keys.size(), parameters);
		}
	}

	/** Runs the script with its text, so that large arguments are sent only once. */
	@SuppressWarnings("TypeParameterUnusedInFormals")
	<T> @Nullable T runWithText(RedisConnection connection, List<byte[]> keys, List<byte[]> arguments) {
		return connection.scriptingCommands()
			.eval(this.text, this.returnType, keys.size(), parameters(keys, arguments));
	}

	private static byte[][] parameters(List<byte[]> keys, List<byte[]> arguments) {
		byte[][] parameters = new byte[keys.size() + arguments.size()][];
		for (int i = 0; i < keys.size(); i++) {
			parameters[i] = keys.get(i);
		}
		for (int i = 0; i < arguments.size(); i++) {
			parameters[keys.size() + i] = arguments.get(i);
		}
		return parameters;
	}

}
