package dev.pennon.spring.autoconfigure;

import java.time.Duration;

import dev.pennon.bigsegment.BigSegmentStore;
import dev.pennon.spring.redis.PennonRedisConnectionFactory;
import dev.pennon.spring.redis.RedisBigSegmentStore;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.util.StringUtils;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for big segments in the
 * application's Redis, wherever {@code spring.data.redis.*} points. Connections that it
 * makes are not beans, so that the application's own Redis stays as it is.
 */
@AutoConfiguration(before = PennonAutoConfiguration.class,
		afterName = "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration")
@ConditionalOnClass(RedisConnectionFactory.class)
@ConditionalOnBooleanProperty(name = "pennon.enabled", matchIfMissing = true)
@ConditionalOnProperty(name = "pennon.big-segments.store", havingValue = "redis")
@EnableConfigurationProperties(PennonProperties.class)
public final class PennonRedisBigSegmentsAutoConfiguration {

	PennonRedisBigSegmentsAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean(BigSegmentStore.class)
	RedisBigSegmentStore pennonRedisBigSegmentStore(
			@PennonRedisConnectionFactory ObjectProvider<RedisConnectionFactory> chosen,
			ObjectProvider<RedisConnectionFactory> application, PennonProperties properties) {
		PennonProperties.BigSegments bigSegments = properties.bigSegments();
		if (bigSegments.store() != BigSegmentStoreType.REDIS) {
			throw FrozenConditions.BIG_SEGMENTS_STORE.withRedis();
		}
		ApplicationRedis redis = new ApplicationRedis(RedisPurpose.BIG_SEGMENTS);
		Duration timeout = CachingStoreFactory.positive("pennon.big-segments.timeout", bigSegments.timeout());
		return new RedisBigSegmentStore(redis.connections(chosen.getIfAvailable(), application, timeout, timeout),
				prefix(bigSegments.prefix(), properties.store().prefix()));
	}

	// The Relay Proxy uses one prefix for the flags and the big segments of an
	// environment
	private static String prefix(@Nullable String... candidates) {
		for (String candidate : candidates) {
			if (StringUtils.hasText(candidate)) {
				return candidate;
			}
		}
		return RedisBigSegmentStore.DEFAULT_PREFIX;
	}

}
