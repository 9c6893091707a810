package dev.pennon.spring.redis;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntSupplier;

import dev.pennon.bigsegment.BigSegmentManager;
import dev.pennon.bigsegment.BigSegmentMembership;
import dev.pennon.bigsegment.BigSegmentQuery.Result;
import dev.pennon.bigsegment.BigSegmentsConfig;
import dev.pennon.bigsegment.ContextHash;
import dev.pennon.evaluation.BigSegmentsStatus;
import dev.pennon.internal.concurrent.ListenerDispatcher;
import dev.pennon.internal.concurrent.ThreadScheduler;
import dev.pennon.internal.concurrent.Ticker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fills Redis with the members of a big segment and logs how many lookups of memberships
 * a second there are, and what one costs Redis.
 */
@EnabledIfSystemProperty(named = "pennon.lookup.members", matches = "\\d+")
class BigSegmentMeasurementTests {

	@RegisterExtension
	static final RedisServer server = RedisServer.with();

	private static final Logger logger = LoggerFactory.getLogger(BigSegmentMeasurementTests.class);

	private static final int MEMBERS = Integer.getInteger("pennon.lookup.members", 0);

	private static final int CACHED_CONTEXTS = 1000;

	private static final int REFERENCES = 100_000;

	private static final int READS = 51;

	private static final int KEPT = 20;

	private static final String REFERENCE = "segment.g1";

	private static final Duration WARM_UP = Duration.ofSeconds(2);

	private static final Duration MEASURED = Duration.ofSeconds(5);

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private final LettuceConnectionFactory factory = RedisStores.factory(server);

	private final RedisBigSegmentStore store = new RedisBigSegmentStore(
			RedisConnections.dedicated(this.factory, LIMIT, LIMIT), "p");

	@BeforeEach
	void clear() {
		server.reset();
	}

	@AfterEach
	void close() {
		this.store.close();
		this.factory.destroy();
	}

	@Test
	void lookupsOfMemberships() throws Exception {
		fill();
		BigSegmentsConfig uncached = BigSegmentsConfig.defaults().withContextCache(0, Duration.ZERO);
		BigSegmentsConfig cached = BigSegmentsConfig.defaults().withContextCache(CACHED_CONTEXTS, Duration.ofHours(1));
		for (int threads : new int[] { 1, 2, 16 }) {
			measure("uncached", uncached, threads, () -> ThreadLocalRandom.current().nextInt(MEMBERS));
			measure("cached", cached, threads, () -> ThreadLocalRandom.current().nextInt(CACHED_CONTEXTS));
		}
	}

	private static void fill() {
		try (RedisBatch batch = new RedisBatch(server)) {
			for (int i = 0; i < MEMBERS; i++) {
				batch.add("p:big_segment_include:" + ContextHash.of(key(i)), REFERENCE);
			}
		}
		server.admin().set("p:big_segments_synchronized_on", Long.toString(System.currentTimeMillis()));
		logger.info("{} keys, {} MB in Redis", server.admin().dbsize(), info("memory", "used_memory:") / 1_000_000);
	}

	private static String key(int member) {
		return "member-" + member;
	}

	private void measure(String name, BigSegmentsConfig config, int threads, IntSupplier members) throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(threads);
		try (ThreadScheduler scheduler = new ThreadScheduler("measurement");
				ListenerDispatcher dispatcher = new ListenerDispatcher();
				BigSegmentManager manager = new BigSegmentManager(this.store, config, scheduler, Ticker.system(),
						InstantSource.system(), dispatcher)) {
			run(executor, threads, WARM_UP, manager, members);
			long commands = commands();
			long reads = info("stats", "total_reads_processed:");
			long writes = info("stats", "total_writes_processed:");
			long lookups = run(executor, threads, MEASURED, manager, members);
			double all = lookups;
			logger.info("{}, {} threads: {} lookups/s; per lookup {} SMEMBERS, {} reads and {} writes by Redis", name,
					threads, Math.round(all / MEASURED.toSeconds()), hundredths((commands() - commands) / all),
					hundredths((info("stats", "total_reads_processed:") - reads) / all),
					hundredths((info("stats", "total_writes_processed:") - writes) / all));
		}
		finally {
			executor.shutdownNow();
		}
	}

	private static double hundredths(double number) {
		return Math.round(number * 100) / 100.0;
	}

	private static long run(ExecutorService executor, int threads, Duration time, BigSegmentManager manager,
			IntSupplier members) throws Exception {
		long end = System.nanoTime() + time.toNanos();
		List<Future<Long>> counts = new ArrayList<>();
		for (int i = 0; i < threads; i++) {
			counts.add(executor.submit(() -> lookUpUntil(end, manager, members)));
		}
		long sum = 0;
		for (Future<Long> count : counts) {
			sum += count.get();
		}
		return sum;
	}

	private static long lookUpUntil(long end, BigSegmentManager manager, IntSupplier members) {
		long count = 0;
		while (System.nanoTime() - end < 0) {
			Result result = manager.query(key(members.getAsInt()));
			assertThatIsMember(result);
			count++;
		}
		return count;
	}

	// Thousands of times cheaper than an assertion that prepares its message
	private static void assertThatIsMember(Result result) {
		BigSegmentMembership membership = result.membership();
		if (result.status() != BigSegmentsStatus.HEALTHY || membership == null
				|| !Boolean.TRUE.equals(membership.checkMembership(REFERENCE))) {
			throw new AssertionError("Not a member: " + result);
		}
	}

	private static long commands() {
		return info("commandstats", "cmdstat_smembers:calls=");
	}

	private static long info(String section, String start) {
		return server.admin()
			.info(section)
			.lines()
			.filter((line) -> line.startsWith(start))
			.map((line) -> line.substring(start.length()).split("[,\r]", 2)[0])
			.mapToLong(Long::parseLong)
			.findAny()
			.orElse(0);
	}

	@Test
	void membershipOfAHundredThousandReferences() {
		String hash = ContextHash.of("user");
		try (RedisBatch batch = new RedisBatch(server)) {
			for (int i = 0; i < REFERENCES; i++) {
				batch.add("p:big_segment_include:" + hash, "segment-" + i + ".g1");
			}
		}
		this.store.getMetadata();
		long[] nanos = new long[READS];
		long first = read(hash);
		for (int i = 0; i < READS; i++) {
			nanos[i] = read(hash);
		}
		Arrays.sort(nanos);
		logger.info("{} references: {} ms the first time, then {} ms (median of {}; {} to {}); {} kB retained",
				REFERENCES, millis(first), millis(nanos[READS / 2]), READS, millis(nanos[0]), millis(nanos[READS - 1]),
				retained(hash) / 1000);
	}

	private static double millis(long nanos) {
		return hundredths(nanos / 1_000_000.0);
	}

	private long read(String hash) {
		long begun = System.nanoTime();
		BigSegmentMembership membership = this.store.getMembership(hash);
		long nanos = System.nanoTime() - begun;
		assertThat(membership).isNotNull();
		assertThat(membership.checkMembership("segment-" + (REFERENCES - 1) + ".g1")).isTrue();
		assertThat(membership.checkMembership("segment-" + REFERENCES + ".g1")).isNull();
		return nanos;
	}

	private long retained(String hash) {
		long before = usedHeap();
		List<BigSegmentMembership> memberships = new ArrayList<>();
		for (int i = 0; i < KEPT; i++) {
			memberships.add(this.store.getMembership(hash));
		}
		long retained = usedHeap() - before;
		assertThat(memberships).doesNotContainNull();
		return retained / KEPT;
	}

	private static long usedHeap() {
		for (int i = 0; i < 3; i++) {
			System.gc();
		}
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
	}

}
