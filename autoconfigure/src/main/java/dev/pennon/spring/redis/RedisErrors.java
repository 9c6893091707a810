package dev.pennon.spring.redis;

import java.util.List;

import dev.pennon.store.InvalidItemException;
import dev.pennon.store.StoreAccessRefusedException;
import dev.pennon.store.StoreWriteRefusedException;
import org.jspecify.annotations.Nullable;

/**
 * Tells from the words of the server what has failed. Spring Data and the two drivers
 * wrap them in different exceptions; inside a script the server wraps them once more.
 */
final class RedisErrors {

	private static final int MAXIMUM_DEPTH = 10;

	private static final List<String> REFUSALS = List.of("READONLY ", "OOM command", "MISCONF ", "NOREPLICAS ",
			"NOPERM ");

	/** The last two are the words of servers before version 6. */
	private static final List<String> ACCESS_REFUSALS = List.of("WRONGPASS", "NOAUTH", "NOPERM ",
			"ERR invalid password", "ERR AUTH ");

	private RedisErrors() {
	}

	/** Whether the server's error holds some text. */
	static boolean says(RuntimeException failure, String text) {
		return messageWith(failure, text) != null;
	}

	/** Returns what a failed read means to the wrapper. */
	static RuntimeException ofRead(RuntimeException failure, String key) {
		String wrongType = messageWith(failure, "WRONGTYPE");
		if (wrongType != null) {
			return wrongType(key, wrongType, failure);
		}
		for (String refusal : ACCESS_REFUSALS) {
			String message = messageWith(failure, refusal);
			if (message != null) {
				return new StoreAccessRefusedException("Redis refused access to " + key + ": " + message, failure);
			}
		}
		return failure;
	}

	/** Returns what a failed write means to the wrapper. */
	static RuntimeException ofWrite(RuntimeException failure, String key) {
		for (String refusal : REFUSALS) {
			String message = messageWith(failure, refusal);
			if (message != null) {
				return new StoreWriteRefusedException("Redis refused to write " + key + ": " + message, failure);
			}
		}
		return ofRead(failure, key);
	}

	private static InvalidItemException wrongType(String key, String message, RuntimeException failure) {
		return new InvalidItemException("The Redis key " + key + " is not a hash: " + message, failure);
	}

	private static @Nullable String messageWith(Throwable failure, String text) {
		Throwable current = failure;
		for (int depth = 0; depth < MAXIMUM_DEPTH && current != null; depth++) {
			String message = current.getMessage();
			if (message != null && message.contains(text)) {
				return message;
			}
			current = current.getCause();
		}
		return null;
	}

}
