package dev.pennon.spring.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

import dev.pennon.bigsegment.BigSegmentMembership;
import dev.pennon.bigsegment.BigSegmentStore;
import dev.pennon.bigsegment.BigSegmentStoreContract;
import dev.pennon.bigsegment.ContextHash;
import dev.pennon.bigsegment.InvalidMembershipException;
import io.lettuce.core.api.sync.RedisCommands;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link RedisBigSegmentStore} over one server.
 */
@Timeout(60)
class RedisBigSegmentStoreTests {

	@RegisterExtension
	static final RedisServer server = RedisServer.with();

	private static final Duration TIMEOUT = Duration.ofMillis(500);

	private static final String HASH = ContextHash.of("user-key");

	private static LettuceConnectionFactory lettuce;

	private static JedisConnectionFactory jedis;

	@BeforeAll
	static void connect() {
		lettuce = RedisStores.factory(server);
		jedis = new JedisConnectionFactory(new RedisStandaloneConfiguration("127.0.0.1", server.port()));
		jedis.afterPropertiesSet();
		jedis.start();
	}

	@AfterAll
	static void disconnect() {
		lettuce.destroy();
		jedis.destroy();
	}

	@BeforeEach
	void clear() {
		server.reset();
	}

	private static RedisBigSegmentStore store(RedisConnectionFactory factory, String prefix) {
		return new RedisBigSegmentStore(RedisConnections.dedicated(factory, TIMEOUT, TIMEOUT), prefix);
	}

	private static long commandCount(String command) {
		String line = server.admin()
			.info("commandstats")
			.lines()
			.filter((candidate) -> candidate.startsWith("cmdstat_" + command + ":calls="))
			.findAny()
			.orElse("=0,");
		return Long.parseLong(line.substring(line.indexOf('=') + 1, line.indexOf(',')));
	}

	private static long connections() {
		String line = server.admin()
			.info("stats")
			.lines()
			.filter((candidate) -> candidate.startsWith("total_connections_received:"))
			.findAny()
			.orElseThrow();
		return Long.parseLong(line.substring(line.indexOf(':') + 1).strip());
	}

	@Test
	void membershipsTakeTwoCommandsEachOnOneConnection() {
		try (RedisBigSegmentStore store = store(lettuce, "p")) {
			store.getMembership(HASH);
			long connections = connections();
			long commands = commandCount("smembers");
			for (int i = 0; i < 50; i++) {
				store.getMembership(ContextHash.of("user-" + i));
			}
			assertThat(commandCount("smembers") - commands).isEqualTo(100);
			assertThat(connections()).isEqualTo(connections);
		}
	}

	@Test
	void keyOfAnotherTypeHarmsOneContextOnly() {
		try (RedisBigSegmentStore store = store(lettuce, "p")) {
			server.admin().set("p:big_segment_include:" + HASH, "text");
			assertThatExceptionOfType(InvalidMembershipException.class).isThrownBy(() -> store.getMembership(HASH))
				.withMessageContaining("p:big_segment_include:" + HASH);
			assertThat(store.getMembership(ContextHash.of("other"))).isNull();
		}
	}

	@Test
	void timeThatIsNoNumberCountsAsNever() {
		try (RedisBigSegmentStore store = store(lettuce, "p")) {
			for (String text : new String[] { "", "yesterday", "12.5" }) {
				server.admin().set("p:big_segments_synchronized_on", text);
				assertThat(store.getMetadata().lastUpToDate()).isNull();
			}
		}
	}

	@Test
	void frozenServerCostsOneLimit() {
		try (RedisBigSegmentStore store = store(lettuce, "p")) {
			store.getMetadata();
			server.freeze();
			long begun = System.nanoTime();
			assertThatException().isThrownBy(() -> store.getMembership(HASH));
			assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(TIMEOUT.plusMillis(400));
			begun = System.nanoTime();
			assertThatException().isThrownBy(store::getMetadata);
			assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(TIMEOUT.plusMillis(400));
		}
		finally {
			server.thaw();
		}
	}

	@Test
	void membershipOfAHundredThousandReferencesIsRead() {
		try (RedisBigSegmentStore store = store(lettuce, "p")) {
			for (int i = 0; i < 100; i++) {
				String[] references = new String[1000];
				for (int j = 0; j < 1000; j++) {
					references[j] = "segment-" + (i * 1000 + j) + ".g1";
				}
				server.admin().sadd("p:big_segment_include:" + HASH, references);
			}
			BigSegmentMembership membership = store.getMembership(HASH);
			assertThat(membership).isNotNull();
			assertThat(membership.checkMembership("segment-99999.g1")).isTrue();
			assertThat(membership.checkMembership("segment-100000.g1")).isNull();
		}
	}

}
