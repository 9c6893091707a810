package dev.pennon.spring.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import dev.pennon.diagnostic.DiagnosticConfiguration;
import dev.pennon.diagnostic.DiagnosticDescription;
import dev.pennon.model.DataKinds;
import dev.pennon.store.ChangeAwareFeatureStoreCore;
import dev.pennon.store.HealableFeatureStoreCore;
import dev.pennon.store.InvalidItemException;
import dev.pennon.store.SerializedItem;
import dev.pennon.store.VersionedDataKind;
import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.connection.RedisConnection;

/**
 * Keeps items in Redis where every LaunchDarkly SDK and the Relay Proxy look for them: in
 * a hash for each kind, named {@code <prefix>:features} and {@code <prefix>:segments}. A
 * read is one command, a write is one script, whoever else writes; a full data set is one
 * script too. On a Redis Cluster the prefix must be a hash tag, such as {@code {pennon}}.
 * <p>
 * Holds no state of its own but the connections; safe for use by any number of threads.
 */
public final class RedisFeatureStoreCore
		implements HealableFeatureStoreCore, ChangeAwareFeatureStoreCore, DiagnosticDescription {

	/** The prefix that LaunchDarkly's SDKs use unless told otherwise. */
	public static final String DEFAULT_PREFIX = "launchdarkly";

	private final RedisConnections connections;

	private final RedisKeys keys;

	/**
	 * Creates a core. Does not connect yet.
	 * @param connections the connections, closed with the core
	 * @param prefix the start of every key; without the colon that follows it
	 * @throws InvalidRedisPrefixException if the connections lead to a Redis Cluster and
	 * the prefix is not a hash tag
	 */
	public RedisFeatureStoreCore(RedisConnections connections, String prefix) {
		if (connections.isCluster() && !InvalidRedisPrefixException.isHashTag(prefix)) {
			connections.close();
			throw new InvalidRedisPrefixException(prefix);
		}
		this.connections = connections;
		this.keys = new RedisKeys(prefix);
	}

	@Override
	public void initInternal(Map<VersionedDataKind<?>, Map<String, SerializedItem>> allData) {
		List<byte[]> names = new ArrayList<>();
		List<byte[]> arguments = new ArrayList<>();
		allData.forEach((kind, items) -> {
			names.add(this.keys.hash(kind));
			arguments.add(number(items.size()));
			items.forEach((key, item) -> {
				arguments.add(RedisKeys.bytes(key));
				arguments.add(item.json());
			});
		});
		names.add(this.keys.initialized());
		write("all flags", this.connections.bulk(),
				(connection) -> StoreScripts.INIT.runWithText(connection, names, arguments));
	}

	@Override
	public @Nullable SerializedItem getInternal(VersionedDataKind<?> kind, String key) {
		try {
			byte[] json = readField(this.keys.hash(kind), RedisKeys.bytes(key));
			return (json != null) ? SerializedItem.ofJson(key, json) : null;
		}
		catch (RuntimeException ex) {
			throw RedisErrors.ofRead(ex, this.keys.hashName(kind));
		}
	}

	private byte @Nullable [] readField(byte[] hash, byte[] field) {
		ConnectionSource source = this.connections.single();
		return source.isKeeping()
				? source.executeNatively((connection) -> LettuceFields.read(connection, hash, field, source.timeout()))
				: source.execute((connection) -> connection.hashCommands().hGet(hash, field));
	}

	@Override
	public Map<String, SerializedItem> getAllInternal(VersionedDataKind<?> kind) {
		Map<byte[], byte[]> fields = read(this.keys.hashName(kind), this.connections.bulk(),
				(connection) -> connection.hashCommands().hGetAll(this.keys.hash(kind)));
		Map<String, SerializedItem> items = new HashMap<>();
		if (fields != null) {
			fields.forEach((field, json) -> {
				String key = new String(field, StandardCharsets.UTF_8);
				items.put(key, SerializedItem.ofJson(key, json));
			});
		}
		return items;
	}

	@Override
	public SerializedItem upsertInternal(VersionedDataKind<?> kind, SerializedItem item) {
		byte[] present = write(this.keys.hashName(kind), this.connections.single(),
				(connection) -> StoreScripts.UPSERT.run(connection, List.of(this.keys.hash(kind)),
						List.of(RedisKeys.bytes(item.key()), number(item.version()), item.json())));
		return (present != null) ? SerializedItem.ofJson(item.key(), present) : item;
	}

	@Override
	public void mergeInternal(Map<VersionedDataKind<?>, List<SerializedItem>> items) {
		List<byte[]> names = new ArrayList<>();
		List<byte[]> arguments = new ArrayList<>();
		items.forEach((kind, list) -> {
			names.add(this.keys.hash(kind));
			arguments.add(number(list.size()));
			for (SerializedItem item : list) {
				arguments.add(RedisKeys.bytes(item.key()));
				arguments.add(number(item.version()));
				arguments.add(item.json());
			}
		});
		write("flags", this.connections.single(), (connection) -> StoreScripts.MERGE.run(connection, names, arguments));
	}

	@Override
	public void markInitializedInternal() {
		write("the initialized mark", this.connections.single(),
				(connection) -> connection.stringCommands().set(this.keys.initialized(), new byte[0]));
	}

	@Override
	public boolean initializedInternal() {
		return Boolean.TRUE.equals(read("the initialized mark", this.connections.single(),
				(connection) -> connection.keyCommands().exists(this.keys.initialized())));
	}

	@Override
	public boolean isAvailable() {
		try {
			getInternal(DataKinds.FEATURES, "");
			return true;
		}
		catch (InvalidItemException ex) {
			return true;
		}
		catch (RuntimeException ex) {
			return false;
		}
	}

	@Override
	public boolean holdsInternal(Map<VersionedDataKind<?>, Expectation> expected) {
		List<byte[]> names = new ArrayList<>();
		List<byte[]> arguments = new ArrayList<>();
		expected.forEach((kind, expectation) -> {
			names.add(this.keys.hash(kind));
			arguments.add(number(expectation.count()));
			arguments.add(number(expectation.versions().size()));
			expectation.versions().forEach((key, version) -> {
				arguments.add(RedisKeys.bytes(key));
				arguments.add(number(version));
			});
		});
		names.add(this.keys.initialized());
		Long answer = write("flags", this.connections.single(),
				(connection) -> StoreScripts.HOLDS.run(connection, names, arguments));
		return answer != null && answer == 1;
	}

	@Override
	public boolean tryBeginHealing(Duration limit) {
		byte[] answer = write("the healing mark", this.connections.single(), (connection) -> StoreScripts.CLAIM
			.run(connection, List.of(this.keys.healing()), List.of(number(limit.toMillis()))));
		return answer != null;
	}

	@Override
	public void endHealing() {
		write("the healing mark", this.connections.single(),
				(connection) -> connection.keyCommands().del(this.keys.healing()));
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * Uses a connection of its own. It is possible with Lettuce only, and the user needs
	 * the rights for {@code WATCH}, {@code MULTI} and {@code EXEC}.
	 */
	@Override
	public boolean hasChangedInternal(Collection<? extends VersionedDataKind<?>> kinds) {
		return this.connections.hasChanged(kinds.stream().map(this.keys::hash).toArray(byte[][]::new));
	}

	private <T> @Nullable T read(String name, ConnectionSource source, Function<RedisConnection, @Nullable T> command) {
		try {
			return source.execute(command);
		}
		catch (RuntimeException ex) {
			throw RedisErrors.ofRead(ex, name);
		}
	}

	private <T> @Nullable T write(String name, ConnectionSource source,
			Function<RedisConnection, @Nullable T> command) {
		try {
			return source.execute(command);
		}
		catch (RuntimeException ex) {
			throw RedisErrors.ofWrite(ex, name);
		}
	}

	private static byte[] number(long number) {
		return Long.toString(number).getBytes(StandardCharsets.US_ASCII);
	}

	@Override
	public String describeConfiguration(DiagnosticConfiguration configuration) {
		return "Redis";
	}

	/**
	 * Closes the connections that belong to this core alone.
	 */
	@Override
	public void close() {
		this.connections.close();
	}

}
