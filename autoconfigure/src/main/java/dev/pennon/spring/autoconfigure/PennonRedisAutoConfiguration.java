package dev.pennon.spring.autoconfigure;

import dev.pennon.spring.redis.PennonRedisConnectionFactory;
import dev.pennon.spring.redis.RedisFeatureStoreCore;
import dev.pennon.store.FeatureStore;
import dev.pennon.store.FeatureStoreCore;

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

/**
 * {@link EnableAutoConfiguration Auto-configuration} for flags in the application's
 * Redis, wherever {@code spring.data.redis.*} points. Connections that it makes are not
 * beans, so that the application's own Redis stays as it is.
 */
@AutoConfiguration(before = PennonAutoConfiguration.class,
		afterName = "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration")
@ConditionalOnClass(RedisConnectionFactory.class)
@ConditionalOnBooleanProperty(name = "pennon.enabled", matchIfMissing = true)
@ConditionalOnProperty(name = "pennon.store.type", havingValue = "redis")
@EnableConfigurationProperties(PennonProperties.class)
public final class PennonRedisAutoConfiguration {

	PennonRedisAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean({ FeatureStoreCore.class, FeatureStore.class })
	RedisFeatureStoreCore pennonRedisFeatureStoreCore(
			@PennonRedisConnectionFactory ObjectProvider<RedisConnectionFactory> chosen,
			ObjectProvider<RedisConnectionFactory> application, PennonProperties properties) {
		if (properties.store().type() != StoreType.REDIS) {
			throw FrozenConditions.STORE_TYPE.withRedis();
		}
		return new RedisCoreFactory(properties.store()).create(chosen.getIfAvailable(), application);
	}

}
