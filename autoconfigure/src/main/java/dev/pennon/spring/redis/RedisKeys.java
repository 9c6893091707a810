package dev.pennon.spring.redis;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.pennon.store.VersionedDataKind;

/**
 * The names under which the items of one environment lie in Redis: a hash for each kind,
 * and a mark that somebody has filled them.
 * <p>
 * Safe for use by any number of threads; the cache of names is concurrent.
 */
final class RedisKeys {

	private static final char LAST_OF_ASCII = 0x7F;

	private final String prefix;

	private final byte[] initialized;

	private final byte[] healing;

	private final Map<String, byte[]> hashes = new ConcurrentHashMap<>();

	RedisKeys(String prefix) {
		this.prefix = prefix;
		this.initialized = bytes(prefix + ":$inited");
		this.healing = bytes(prefix + ":$healing");
	}

	byte[] hash(VersionedDataKind<?> kind) {
		byte[] known = this.hashes.get(kind.namespace());
		return (known != null) ? known : this.hashes.computeIfAbsent(kind.namespace(), (name) -> bytes(hashName(name)));
	}

	String hashName(VersionedDataKind<?> kind) {
		return hashName(kind.namespace());
	}

	private String hashName(String namespace) {
		return this.prefix + ":" + namespace;
	}

	/** Exists if somebody has filled the hashes; others write other values to it. */
	byte[] initialized() {
		return this.initialized;
	}

	/** Exists while a process writes back what was lost. Pennon's own. */
	byte[] healing() {
		return this.healing;
	}

	static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.UTF_8);
	}

	/** The bytes of a key whose end is a text, as a rule ASCII. */
	static byte[] join(byte[] start, String end) {
		byte[] joined = Arrays.copyOf(start, start.length + end.length());
		for (int i = 0; i < end.length(); i++) {
			char character = end.charAt(i);
			if (character > LAST_OF_ASCII) {
				return join(start, bytes(end));
			}
			joined[start.length + i] = (byte) character;
		}
		return joined;
	}

	private static byte[] join(byte[] start, byte[] end) {
		byte[] joined = Arrays.copyOf(start, start.length + end.length);
		System.arraycopy(end, 0, joined, start.length, end.length);
		return joined;
	}

}
