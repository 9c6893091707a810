package dev.pennon.bigsegment;

import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * Makes {@linkplain ContextHash hashes} with tools that it keeps, which spares the search
 * for a digest and 480 bytes each time. A thread that finds them in use makes others.
 * <p>
 * Safe for use by any number of threads: an atomic exchange gives the tools to one of
 * them at a time.
 */
final class ContextHasher {

	private final AtomicReference<@Nullable Tools> spare = new AtomicReference<>();

	String hash(String contextKey) {
		Tools kept = this.spare.getAndSet(null);
		Tools tools = (kept != null) ? kept : new Tools();
		String hash = tools.hash(contextKey);
		this.spare.set(tools);
		return hash;
	}

	/** For one thread at a time. */
	private static final class Tools {

		private static final int SHA_256_LENGTH = 32;

		private static final int BASE64_LENGTH = 44;

		/**
		 * Longer keys, and those beyond ASCII, are encoded into an array of their own.
		 */
		private static final int LONGEST_KEPT = 64;

		private static final char LAST_OF_ASCII = 0x7F;

		private final MessageDigest digest = ContextHash.newDigest();

		private final byte[] key = new byte[LONGEST_KEPT];

		private final byte[] hash = new byte[SHA_256_LENGTH];

		private final byte[] text = new byte[BASE64_LENGTH];

		String hash(String contextKey) {
			if (isKept(contextKey)) {
				this.digest.update(this.key, 0, contextKey.length());
			}
			else {
				this.digest.update(contextKey.getBytes(StandardCharsets.UTF_8));
			}
			try {
				this.digest.digest(this.hash, 0, SHA_256_LENGTH);
			}
			catch (DigestException ex) {
				throw new IllegalStateException("The hash has a fixed length", ex);
			}
			Base64.getEncoder().encode(this.hash, this.text);
			return new String(this.text, StandardCharsets.ISO_8859_1);
		}

		private boolean isKept(String contextKey) {
			int length = contextKey.length();
			if (length > LONGEST_KEPT) {
				return false;
			}
			for (int i = 0; i < length; i++) {
				char character = contextKey.charAt(i);
				if (character > LAST_OF_ASCII) {
					return false;
				}
				this.key[i] = (byte) character;
			}
			return true;
		}

	}

}
