package dev.pennon.sample.seed;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.pennon.bigsegment.ContextHash;
import dev.pennon.sample.HarborRoastApplication;
import dev.pennon.sample.JavaProcess;
import dev.pennon.spring.redis.RedisServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The command {@code seed}, and what Redis holds afterwards.
 */
@Timeout(300)
class SeedCommandTests {

	@RegisterExtension
	static final RedisServer server = RedisServer.with();

	private static final String TIME = "launchdarkly:big_segments_synchronized_on";

	@TempDir
	private Path directory;

	@BeforeEach
	void clear() {
		server.reset();
	}

	private static int seed(String... arguments) {
		return SeedCommand
			.run(Stream.concat(Stream.of("--spring.data.redis.port=" + server.port()), Stream.of(arguments))
				.toArray(String[]::new));
	}

	private static String key(String prefix, String reader) {
		return prefix + ":big_segment_include:" + ContextHash.of(reader);
	}

	private static List<String> readers(String prefix, int members) {
		return Stream
			.concat(Stream.of("ada", "emi"), IntStream.range(0, members).mapToObj((number) -> "reader-" + number))
			.map((reader) -> key(prefix, reader))
			.toList();
	}

	private static List<String> readerKeys() {
		return server.admin().keys("*:big_segment_include:*");
	}

	@Test
	void readersAreWrittenAsTheRelayProxyWritesThem() {
		assertThat(seed("--members=25")).isZero();
		assertThat(readerKeys()).containsExactlyInAnyOrderElementsOf(readers("launchdarkly", 25));
		assertThat(readerKeys()).allSatisfy((key) -> {
			assertThat(server.admin().type(key)).isEqualTo("set");
			assertThat(server.admin().smembers(key)).containsExactly("newsletter-readers.g1");
		});
		assertThat(server.admin().keys("*")).hasSize(28).contains(TIME);
	}

	@Test
	void timeOfSynchronizationIsWrittenInMilliseconds() {
		Instant before = Instant.now().minusMillis(1);
		seed("--members=0");
		assertThat(server.admin().type(TIME)).isEqualTo("string");
		assertThat(Instant.ofEpochMilli(Long.parseLong(server.admin().get(TIME)))).isBetween(before, Instant.now());
	}

	@Test
	void moreReadersThanFitIntoABatchAreAllWritten() {
		seed("--members=10001");
		assertThat(server.admin().dbsize()).isEqualTo(10_001 + 3);
	}

	@Test
	void seedingOnceMoreRenewsTheTimeAndKeepsTheReaders() {
		seed("--members=3");
		server.admin().set(TIME, "1");
		assertThat(seed("--members=0")).isZero();
		assertThat(readerKeys()).hasSize(5);
		assertThat(server.admin().get(TIME)).isNotEqualTo("1");
	}

	@Test
	void prefixIsTheOneThatTheShopReadsWith() {
		seed("--members=0", "--pennon.store.prefix=flags");
		seed("--members=0", "--pennon.store.prefix=flags", "--pennon.big-segments.prefix=segments");
		assertThat(readerKeys()).containsExactlyInAnyOrderElementsOf(
				Stream.concat(readers("flags", 0).stream(), readers("segments", 0).stream()).toList());
		assertThat(server.admin().exists("flags:big_segments_synchronized_on", "segments:big_segments_synchronized_on"))
			.isEqualTo(2);
	}

	@Test
	void commandLineFillsRedis() throws Exception {
		try (JavaProcess shop = shop("seed", "--members=2", "--spring.data.redis.port=" + server.port())) {
			assertThat(shop.awaitEnd()).isZero();
			assertThat(shop.output()).contains("The newsletter has 4 readers");
		}
		assertThat(readerKeys()).hasSize(4);
	}

	@Test
	void badInputEndsWithASentenceAndAStatus() throws Exception {
		try (JavaProcess shop = shop("seed", "--members=many", "--spring.data.redis.port=" + server.port())) {
			assertThat(shop.awaitEnd()).isEqualTo(2);
			assertThat(shop.output()).contains("'--members=many' is not a number of readers: give a whole number")
				.doesNotContain("Exception");
		}
		assertThat(server.admin().dbsize()).isZero();
	}

	@Test
	void redisThatIsNotThereEndsWithASentenceAndAStatus() throws Exception {
		try (JavaProcess shop = shop("seed", "--members=2", "--spring.data.redis.port=1")) {
			assertThat(shop.awaitEnd()).isOne();
			assertThat(shop.output())
				.contains("Redis could not be filled", "Connection refused",
						"Say with --spring.data.redis.host and --spring.data.redis.port where it is")
				.doesNotContain("\tat ");
		}
	}

	private JavaProcess shop(String... arguments) {
		return JavaProcess.start(this.directory,
				Stream.concat(Stream.of(HarborRoastApplication.class.getName()), Stream.of(arguments))
					.toArray(String[]::new));
	}

}
