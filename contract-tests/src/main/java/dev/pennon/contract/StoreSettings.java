package dev.pennon.contract;

import java.net.URI;
import java.time.Duration;

import dev.pennon.contract.wire.ClientConfiguration.PersistentDataStore;
import dev.pennon.contract.wire.ClientConfiguration.PersistentDataStore.Cache;
import dev.pennon.spring.redis.RedisConnections;
import dev.pennon.spring.redis.RedisFeatureStoreCore;
import dev.pennon.store.CacheConfig;
import dev.pennon.store.CachingStoreWrapper;
import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Creates the store of a client that shares its flags.
 */
final class StoreSettings {

	private static final Duration TIMEOUT = Duration.ofSeconds(2);

	private static final Duration BULK_TIMEOUT = Duration.ofSeconds(30);

	private final PersistentDataStore configuration;

	StoreSettings(PersistentDataStore configuration) {
		this.configuration = configuration;
	}

	/**
	 * Creates the store.
	 * @param external whether the harness fills it, and not the client
	 * @return a store, to be closed
	 * @throws IllegalArgumentException if it is in no Redis
	 */
	CachingStoreWrapper create(boolean external) {
		if (!"redis".equals(this.configuration.store().type())) {
			throw new IllegalArgumentException("No such store: " + this.configuration.store().type());
		}
		String prefix = this.configuration.store().prefix();
		RedisFeatureStoreCore core = new RedisFeatureStoreCore(
				connections(URI.create(this.configuration.store().dsn())),
				(prefix != null && !prefix.isEmpty()) ? prefix : RedisFeatureStoreCore.DEFAULT_PREFIX);
		// Connects; the harness gives a first evaluation a second, and a driver that is
		// loaded on a busy machine may take longer
		core.isAvailable();
		return CachingStoreWrapper.builder(core).cache(cache(this.configuration.cache())).external(external).build();
	}

	private static RedisConnections connections(URI server) {
		LettuceConnectionFactory factory = new LettuceConnectionFactory(server.getHost(), server.getPort());
		return RedisConnections.dedicated(factory, TIMEOUT, BULK_TIMEOUT);
	}

	private static CacheConfig cache(@Nullable Cache cache) {
		if (cache == null || cache.mode() == null) {
			return CacheConfig.defaults();
		}
		return switch (cache.mode()) {
			case "off" -> CacheConfig.off();
			case "ttl" ->
				(cache.ttl() != null) ? CacheConfig.ttl(Duration.ofSeconds(cache.ttl())) : CacheConfig.defaults();
			case "infinite" -> CacheConfig.infinite();
			default -> throw new IllegalArgumentException("No such cache mode: " + cache.mode());
		};
	}

}
