package dev.pennon.spring.redis;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.pennon.bigsegment.BigSegmentMembership;
import dev.pennon.bigsegment.BigSegmentStore;
import dev.pennon.bigsegment.BigSegmentStoreMetadata;
import dev.pennon.bigsegment.InvalidMembershipException;
import dev.pennon.diagnostic.DiagnosticConfiguration;
import dev.pennon.diagnostic.DiagnosticDescription;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.data.redis.connection.RedisConnection;

/**
 * Reads big segments from Redis, where the Relay Proxy writes them: for each context two
 * sets, named {@code <prefix>:big_segment_include:<hash>} and
 * {@code <prefix>:big_segment_exclude:<hash>}, and the time of the last synchronization
 * in {@code <prefix>:big_segments_synchronized_on}. Each command is on a single key, so
 * that any prefix works on a Redis Cluster. A membership takes two commands in one round
 * trip, except through Jedis on a Redis Cluster, which does not pipeline: there it takes
 * two.
 * <p>
 * Holds no state of its own but the connections; safe for use by any number of threads.
 */
public final class RedisBigSegmentStore implements BigSegmentStore, DiagnosticDescription {

	/** The prefix that the Relay Proxy uses unless told otherwise. */
	public static final String DEFAULT_PREFIX = RedisFeatureStoreCore.DEFAULT_PREFIX;

	private static final Logger logger = LoggerFactory.getLogger(RedisBigSegmentStore.class);

	private final RedisConnections connections;

	private final byte[] synchronizedOn;

	private final byte[] include;

	private final byte[] exclude;

	/** Null where another driver is used, or the classes of Lettuce are not there. */
	private final @Nullable LettuceMembers lettuce;

	private final AtomicBoolean malformed = new AtomicBoolean();

	/**
	 * Creates a store. Does not connect yet.
	 * @param connections the connections, closed with the store
	 * @param prefix the start of every key; without the colon that follows it
	 */
	public RedisBigSegmentStore(RedisConnections connections, String prefix) {
		this.connections = connections;
		this.synchronizedOn = RedisKeys.bytes(prefix + ":big_segments_synchronized_on");
		this.include = RedisKeys.bytes(prefix + ":big_segment_include:");
		this.exclude = RedisKeys.bytes(prefix + ":big_segment_exclude:");
		this.lettuce = connections.isLettuce()
				? new LettuceMembers(this.include, this.exclude, connections.single().timeout()) : null;
	}

	@Override
	public @Nullable BigSegmentMembership getMembership(String contextHash) {
		try {
			return read(contextHash);
		}
		catch (RuntimeException ex) {
			if (RedisErrors.says(ex, "WRONGTYPE")) {
				throw new InvalidMembershipException("The Redis keys %s and %s are not both sets".formatted(
						RedisKeys.text(RedisKeys.join(this.include, contextHash)),
						RedisKeys.text(RedisKeys.join(this.exclude, contextHash))), ex);
			}
			throw ex;
		}
	}

	private @Nullable BigSegmentMembership read(String contextHash) {
		ConnectionSource source = this.connections.single();
		LettuceMembers lettuce = this.lettuce;
		return (lettuce != null) ? source.executeNatively((connection) -> lettuce.read(connection, contextHash))
				: source.execute((connection) -> read(connection, RedisKeys.join(this.include, contextHash),
						RedisKeys.join(this.exclude, contextHash)));
	}

	private @Nullable BigSegmentMembership read(RedisConnection connection, byte[] includeKey, byte[] excludeKey) {
		if (this.connections.isPipelining()) {
			connection.openPipeline();
			connection.setCommands().sMembers(includeKey);
			connection.setCommands().sMembers(excludeKey);
			List<?> answers = connection.closePipeline();
			return ReferenceMembership.of(references((Set<?>) answers.get(0)), references((Set<?>) answers.get(1)));
		}
		return ReferenceMembership.of(references(connection.setCommands().sMembers(includeKey)),
				references(connection.setCommands().sMembers(excludeKey)));
	}

	private static ReferenceSet references(@Nullable Set<?> members) {
		ReferenceSet.Builder references = new ReferenceSet.Builder();
		if (members != null) {
			members.forEach((member) -> references.add((byte[]) member));
		}
		return references.build();
	}

	@Override
	public BigSegmentStoreMetadata getMetadata() {
		byte[] time = this.connections.single()
			.execute((connection) -> connection.stringCommands().get(this.synchronizedOn));
		return new BigSegmentStoreMetadata((time != null && time.length > 0) ? parse(time) : null);
	}

	private @Nullable Instant parse(byte[] time) {
		String text = RedisKeys.text(time);
		try {
			Instant parsed = Instant.ofEpochMilli(Long.parseLong(text.strip()));
			this.malformed.set(false);
			return parsed;
		}
		catch (NumberFormatException ex) {
			if (this.malformed.compareAndSet(false, true)) {
				logger.warn(
						"The Redis key {} must hold milliseconds, but holds '{}'; "
								+ "big segments count as never synchronized",
						RedisKeys.text(this.synchronizedOn), text);
			}
			return null;
		}
	}

	@Override
	public String describeConfiguration(DiagnosticConfiguration configuration) {
		return "Redis";
	}

	/**
	 * Closes the connections that belong to this store alone.
	 */
	@Override
	public void close() {
		this.connections.close();
	}

}
