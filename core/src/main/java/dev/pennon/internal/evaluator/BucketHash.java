package dev.pennon.internal.evaluator;

import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Hashes texts into buckets. Allocates nothing. For one thread at a time.
 */
final class BucketHash {

	private static final int BUFFER_LENGTH = 256;

	private static final int LONGEST_CHARACTER = 4;

	private static final int SHA1_LENGTH = 20;

	/** The greatest number of 15 hexadecimal digits. */
	private static final double SCALE = 0xFFF_FFFF_FFFF_FFFFL;

	private static final int BITS_BEYOND_15_DIGITS = 4;

	private final MessageDigest digest;

	private final byte[] buffer = new byte[BUFFER_LENGTH];

	private final ByteBuffer hash = ByteBuffer.allocate(SHA1_LENGTH);

	private int length;

	BucketHash() {
		try {
			this.digest = MessageDigest.getInstance("SHA-1");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-1", ex);
		}
	}

	/**
	 * Returns the bucket.
	 * @param prefix what is hashed before the text
	 * @param text what is hashed as UTF-8
	 * @return the bucket, from 0 to 1
	 */
	double bucket(byte[] prefix, String text) {
		if (prefix.length <= BUFFER_LENGTH) {
			System.arraycopy(prefix, 0, this.buffer, 0, prefix.length);
			this.length = prefix.length;
		}
		else {
			this.digest.update(prefix);
			this.length = 0;
		}
		appendUtf8(text);
		flush();
		try {
			this.digest.digest(this.hash.array(), 0, SHA1_LENGTH);
		}
		catch (DigestException ex) {
			throw new IllegalStateException("The hash has a fixed length", ex);
		}
		return (this.hash.getLong(0) >>> BITS_BEYOND_15_DIGITS) / SCALE;
	}

	private void appendUtf8(String text) {
		int characters = text.length();
		for (int i = 0; i < characters; i++) {
			if (this.length > BUFFER_LENGTH - LONGEST_CHARACTER) {
				flush();
			}
			char character = text.charAt(i);
			if (character < 0x80) {
				this.buffer[this.length++] = (byte) character;
			}
			else if (isPair(text, i)) {
				append(text.codePointAt(i));
				i++;
			}
			else {
				append(Character.isSurrogate(character) ? '?' : character);
			}
		}
	}

	private static boolean isPair(String text, int index) {
		return Character.isHighSurrogate(text.charAt(index)) && index + 1 < text.length()
				&& Character.isLowSurrogate(text.charAt(index + 1));
	}

	private void append(int codePoint) {
		if (codePoint < 0x80) {
			put(codePoint);
		}
		else if (codePoint < 0x800) {
			put(0xC0 | (codePoint >> 6));
			put(0x80 | (codePoint & 0x3F));
		}
		else if (codePoint < 0x10000) {
			put(0xE0 | (codePoint >> 12));
			put(0x80 | ((codePoint >> 6) & 0x3F));
			put(0x80 | (codePoint & 0x3F));
		}
		else {
			put(0xF0 | (codePoint >> 18));
			put(0x80 | ((codePoint >> 12) & 0x3F));
			put(0x80 | ((codePoint >> 6) & 0x3F));
			put(0x80 | (codePoint & 0x3F));
		}
	}

	private void put(int octet) {
		this.buffer[this.length++] = (byte) octet;
	}

	private void flush() {
		this.digest.update(this.buffer, 0, this.length);
		this.length = 0;
	}

}
