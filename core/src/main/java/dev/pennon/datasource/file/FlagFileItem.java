package dev.pennon.datasource.file;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A flag or segment as a file defines it, before it gets its version.
 */
final class FlagFileItem {

	private final String key;

	private final byte[] head;

	private final long givenVersion;

	private final FlagFileContent content;

	private final Place place;

	private final byte[] digest;

	/**
	 * Creates an item.
	 * @param key the key of the map in the file
	 * @param head the item as UTF-8 JSON with its key, without a version and without the
	 * closing brace
	 * @param givenVersion the version that the file gives, or 0 if it gives none
	 * @param content the file
	 * @param place where the key stands in the file
	 */
	FlagFileItem(String key, byte[] head, long givenVersion, FlagFileContent content, Place place) {
		this.key = key;
		this.head = head;
		this.givenVersion = givenVersion;
		this.content = content;
		this.place = place;
		this.digest = digest(head, givenVersion);
	}

	private static byte[] digest(byte[] head, long givenVersion) {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			digest.update(head);
			return digest.digest(ByteBuffer.allocate(Long.BYTES).putLong(givenVersion).array());
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java runtime has SHA-256", ex);
		}
	}

	String key() {
		return this.key;
	}

	long givenVersion() {
		return this.givenVersion;
	}

	FlagFileContent content() {
		return this.content;
	}

	Place place() {
		return this.place;
	}

	/**
	 * Returns what tells this content from any other; space between tokens does not
	 * count.
	 * @return a digest, not to be modified
	 */
	byte[] digest() {
		return this.digest;
	}

	/**
	 * Returns the item as UTF-8 JSON.
	 * @param version the version to give it
	 * @return the whole item
	 */
	byte[] json(long version) {
		byte[] tail = ",\"version\":%d}".formatted(version).getBytes(StandardCharsets.US_ASCII);
		byte[] json = new byte[this.head.length + tail.length];
		System.arraycopy(this.head, 0, json, 0, this.head.length);
		System.arraycopy(tail, 0, json, this.head.length, tail.length);
		return json;
	}

}
