package dev.pennon.bigsegment;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The name under which a store knows a context, so that it holds no keys.
 */
public final class ContextHash {

	private ContextHash() {
	}

	/**
	 * Returns the hash of a context's key: SHA-256 of its UTF-8 bytes in standard Base64
	 * with padding.
	 * @param contextKey the key, whatever the context's kind
	 * @return 44 characters, {@code +} and {@code /} among them
	 */
	public static String of(String contextKey) {
		return Base64.getEncoder().encodeToString(newDigest().digest(contextKey.getBytes(StandardCharsets.UTF_8)));
	}

	static MessageDigest newDigest() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java runtime has SHA-256", ex);
		}
	}

}
