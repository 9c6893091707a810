package dev.pennon.benchmarks.redis;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

import dev.pennon.benchmarks.data.FlagData;
import dev.pennon.model.FlagDataReader;
import dev.pennon.spring.redis.RedisConnections;
import dev.pennon.spring.redis.RedisFeatureStoreCore;
import dev.pennon.store.CacheConfig;
import dev.pennon.store.CacheMode;
import dev.pennon.store.CacheRefresh;
import dev.pennon.store.CachingStoreWrapper;
import dev.pennon.store.FullDataSet;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Makes stores as the auto-configuration does.
 */
final class PennonOverRedis {

	static final String PREFIX = "benchmark";

	private static final Duration TIMEOUT = Duration.ofSeconds(2);

	private static final Duration BULK_TIMEOUT = Duration.ofSeconds(30);

	private PennonOverRedis() {
	}

	static CachingStoreWrapper store(LettuceConnectionFactory factory, Duration cacheTtl) {
		CacheMode mode = cacheTtl.isZero() ? CacheMode.OFF : CacheMode.TTL;
		return CachingStoreWrapper.builder(core(factory))
			.cache(new CacheConfig(mode, cacheTtl.isZero() ? CacheConfig.DEFAULT_TTL : cacheTtl, null,
					CacheRefresh.ON_EXPIRY, null))
			.build();
	}

	private static RedisFeatureStoreCore core(LettuceConnectionFactory factory) {
		return new RedisFeatureStoreCore(connections(factory), PREFIX);
	}

	static RedisConnections connections(LettuceConnectionFactory factory) {
		return RedisConnections.dedicated(factory, TIMEOUT, BULK_TIMEOUT);
	}

	/** Parses flags as a source does for a store that needs their text. */
	static FullDataSet parse(FlagData data) {
		try {
			return new FlagDataReader(true).read(new ByteArrayInputStream(data.toJson()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Writes flags once, for others to read. */
	static void write(LettuceConnectionFactory factory, FlagData data) {
		try (CachingStoreWrapper store = store(factory, Duration.ZERO)) {
			store.init(parse(data));
		}
	}

}
