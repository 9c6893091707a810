package dev.pennon.spring.redis;

import java.io.IOException;
import java.time.Duration;

import dev.pennon.bigsegment.BigSegmentMembership;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Both questions about a membership are asked before the first is answered.
 */
@Timeout(60)
class BigSegmentRoundTripTests {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private final PatientRedis server = new PatientRedis();

	@AfterEach
	void close() throws IOException {
		this.server.close();
	}

	private RedisStandaloneConfiguration address() {
		return new RedisStandaloneConfiguration("127.0.0.1", this.server.port());
	}

	private static void assertThatItTakesOneRoundTrip(RedisConnectionFactory factory) {
		try (RedisBigSegmentStore store = new RedisBigSegmentStore(RedisConnections.dedicated(factory, LIMIT, LIMIT),
				"p")) {
			BigSegmentMembership membership = store.getMembership("hash");
			assertThat(membership).isNotNull();
			assertThat(membership.checkMembership("a.g1")).isTrue();
		}
	}

	@Test
	void membershipIsOneRoundTripThroughLettuce() {
		LettuceConnectionFactory factory = RedisStores.started(new LettuceConnectionFactory(address()));
		try {
			assertThatItTakesOneRoundTrip(factory);
		}
		finally {
			factory.destroy();
		}
	}

	@Test
	void membershipIsOneRoundTripThroughJedis() {
		JedisConnectionFactory factory = new JedisConnectionFactory(address());
		factory.afterPropertiesSet();
		factory.start();
		try {
			assertThatItTakesOneRoundTrip(factory);
		}
		finally {
			factory.destroy();
		}
	}

}
