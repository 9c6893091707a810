package dev.pennon.sample.seed;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import dev.pennon.bigsegment.ContextHash;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Puts readers of the newsletter into Redis, as the Relay Proxy does: the shoppers Ada
 * and Emi, and as many others as wanted.
 */
final class NewsletterSeeder {

	private static final Logger logger = LoggerFactory.getLogger(NewsletterSeeder.class);

	private static final int BATCH = 10_000;

	private static final byte[] REFERENCE = bytes("newsletter-readers.g1");

	private final StringRedisTemplate redis;

	private final String prefix;

	NewsletterSeeder(StringRedisTemplate redis, String prefix) {
		this.redis = redis;
		this.prefix = prefix;
	}

	/**
	 * Adds readers, and says that the data is up to date. Adding one again does no harm.
	 */
	void seed(int members) {
		add("ada");
		add("emi");
		for (int first = 0; first < members; first += BATCH) {
			addReaders(first, Math.min(first + BATCH, members));
		}
		this.redis.opsForValue()
			.set(this.prefix + ":big_segments_synchronized_on", Long.toString(Instant.now().toEpochMilli()));
		logger.info("The newsletter has {} readers", members + 2);
	}

	// NullAway reads a type argument's nullness in the newer JDK's build only
	@SuppressWarnings("NullAway")
	private void add(String contextKey) {
		this.redis.execute((RedisCallback<@Nullable Object>) (connection) -> add(connection, contextKey));
	}

	// NullAway reads a type argument's nullness in the newer JDK's build only
	@SuppressWarnings("NullAway")
	private void addReaders(int from, int to) {
		this.redis.executePipelined((RedisCallback<@Nullable Object>) (connection) -> {
			for (int reader = from; reader < to; reader++) {
				add(connection, "reader-" + reader);
			}
			return null;
		});
	}

	private @Nullable Long add(RedisConnection connection, String contextKey) {
		byte[] key = bytes(this.prefix + ":big_segment_include:" + ContextHash.of(contextKey));
		return connection.setCommands().sAdd(key, REFERENCE);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
