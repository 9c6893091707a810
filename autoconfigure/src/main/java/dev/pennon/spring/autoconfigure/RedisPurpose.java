package dev.pennon.spring.autoconfigure;

import java.util.List;

import org.springframework.util.ClassUtils;

/**
 * What Redis is for, and what is wrong where it was asked for and is not to be had. Knows
 * no type of Spring Data, which may be absent.
 */
enum RedisPurpose {

	/** A store of flags. */
	FLAGS("pennon.store.type", "Flags are to be kept in Redis", "in-memory", "PennonRedisAutoConfiguration"),

	/** A store of big segments. */
	BIG_SEGMENTS("pennon.big-segments.store", "Big segments are to be read from Redis", "none",
			"PennonRedisBigSegmentsAutoConfiguration");

	private static final String SPRING_DATA = "org.springframework.data.redis.connection.RedisConnectionFactory";

	private final String property;

	private final String sentence;

	private final String otherValue;

	private final String autoConfiguration;

	RedisPurpose(String property, String sentence, String otherValue, String autoConfiguration) {
		this.property = property;
		this.sentence = sentence;
		this.otherValue = otherValue;
		this.autoConfiguration = autoConfiguration;
	}

	/** The property that asks for Redis. */
	String property() {
		return this.property;
	}

	/** What Redis is for, as the start of a sentence. */
	String sentence() {
		return this.sentence;
	}

	/** The value of the property that needs no Redis. */
	String otherValue() {
		return this.otherValue;
	}

	/** The report where nothing has made a store. */
	PennonConfigurationException withoutStore() {
		if (!ClassUtils.isPresent(SPRING_DATA, null)) {
			return report("Spring Data Redis is not on the class path",
					"Add 'spring-boot-starter-data-redis' to the class path and set 'spring.data.redis.*'");
		}
		return report("'%s' did not take part".formatted(this.autoConfiguration), "Do not exclude it");
	}

	/** The report where there is no connection factory. */
	PennonConfigurationException withoutConnectionFactory() {
		return report("there is no 'RedisConnectionFactory' bean",
				"Add Lettuce or Jedis to the class path, do not exclude 'DataRedisAutoConfiguration' and set "
						+ "'spring.data.redis.*'; or define a 'RedisConnectionFactory' bean");
	}

	/** The report where there are too many connection factories. */
	PennonConfigurationException withSeveralConnectionFactories() {
		return report("there are several 'RedisConnectionFactory' beans",
				"Mark the one to use with '@PennonRedisConnectionFactory', or one with '@Primary'");
	}

	private PennonConfigurationException report(String reason, String remedy) {
		return new PennonConfigurationException("%s, but %s.".formatted(this.sentence, reason),
				List.of(this.property, "spring.data.redis.url", "spring.data.redis.host"),
				"%s; or set '%s' to '%s'.".formatted(remedy, this.property, this.otherValue), null);
	}

}
