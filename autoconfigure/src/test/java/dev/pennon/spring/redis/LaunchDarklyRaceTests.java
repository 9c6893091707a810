package dev.pennon.spring.redis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionService;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

import dev.pennon.launchdarkly.LaunchDarkly;
import dev.pennon.launchdarkly.PeerAnswer;
import dev.pennon.launchdarkly.PeerClient;
import dev.pennon.launchdarkly.PeerKind;
import dev.pennon.launchdarkly.PeerSdk.Settings;
import dev.pennon.model.DataKinds;
import dev.pennon.model.FeatureFlag;
import dev.pennon.store.CacheMode;
import dev.pennon.store.CachingStoreWrapper;
import dev.pennon.store.SerializedItem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Four processes write the versions of many flags into one Redis in random order,
 * deletions among them: Pennon in each cache mode, which compares versions in a script,
 * and the LaunchDarkly Java SDK, which watches, reads, compares and writes.
 */
@Tag("race")
@Timeout(300)
class LaunchDarklyRaceTests {

	@RegisterExtension
	static final RedisServer server = RedisServer.with();

	private static final int KEYS = 200;

	private static final int WRITERS = 4;

	private static final int READERS = 2;

	/** So many keys are written at a time, so that the writers meet. */
	private static final int KEYS_PER_ROUND = 4;

	private static final int ROUNDS = KEYS / KEYS_PER_ROUND;

	private static final long SEED = 20261123;

	private final LaunchDarkly launchDarkly = LaunchDarkly.load();

	private final CyclicBarrier round = new CyclicBarrier(WRITERS);

	private final CountDownLatch writing = new CountDownLatch(WRITERS);

	private LettuceConnectionFactory factory;

	private PeerClient peer;

	private List<CachingStoreWrapper> stores;

	private Object user;

	@BeforeEach
	void connect() {
		this.factory = RedisStores.factory(server);
		this.peer = this.launchDarkly.sdk().client(Settings.writer(server.port(), "launchdarkly"));
		this.user = this.peer.user("{\"key\":\"user\"}");
		this.stores = List.of(store(CacheMode.OFF), store(CacheMode.TTL), store(CacheMode.INFINITE));
	}

	private CachingStoreWrapper store(CacheMode mode) {
		return RedisStores.store(this.factory, "launchdarkly", mode);
	}

	@AfterEach
	void disconnect() {
		this.stores.forEach(CachingStoreWrapper::close);
		this.peer.close();
		this.factory.destroy();
		this.launchDarkly.close();
	}

	@Test
	void highestVersionWinsEverywhereAndNoReaderSeesOneGoBack() throws Exception {
		List<List<List<Update>>> updates = updates();
		ExecutorService threads = Executors.newFixedThreadPool(WRITERS + READERS);
		try (RedisFeatureStoreCore core = RedisStores.core(this.factory, "launchdarkly")) {
			CompletionService<Void> results = new ExecutorCompletionService<>(threads);
			results.submit(() -> write(updates.get(0), this::writeByPeer));
			for (int i = 0; i < this.stores.size(); i++) {
				CachingStoreWrapper store = this.stores.get(i);
				List<List<Update>> own = updates.get(i + 1);
				results.submit(() -> write(own, (update) -> write(store, update)));
			}
			results.submit(() -> read((key) -> versionIn(core, key)));
			results.submit(() -> read(this::versionSeenByPeer));
			for (int i = 0; i < WRITERS + READERS; i++) {
				// The first to fail comes first
				results.take().get();
			}
			for (int key = 0; key < KEYS; key++) {
				assertHighestVersionIsEverywhere(core, key);
			}
		}
		finally {
			threads.shutdownNow();
		}
	}

	// For each writer, what to write in each round. Each version comes from two writers
	private static List<List<List<Update>>> updates() {
		Random random = new Random(SEED);
		List<List<List<Update>>> updates = new ArrayList<>();
		for (int writer = 0; writer < WRITERS; writer++) {
			updates.add(Stream.generate(() -> (List<Update>) new ArrayList<Update>()).limit(ROUNDS).toList());
		}
		for (int key = 0; key < KEYS; key++) {
			int round = key / KEYS_PER_ROUND;
			for (int version = 1; version <= highestVersion(key); version++) {
				int writer = random.nextInt(WRITERS);
				updates.get(writer).get(round).add(new Update(key, version));
				updates.get((writer + 1 + random.nextInt(WRITERS - 1)) % WRITERS)
					.get(round)
					.add(new Update(key, version));
			}
		}
		updates.forEach((own) -> own.forEach((round) -> shuffle(round, random)));
		return updates;
	}

	// Roughly upwards, since else the highest comes early and all others lose at once
	private static void shuffle(List<Update> updates, Random random) {
		Collections.shuffle(updates, random);
		updates.sort(Comparator.comparingInt((update) -> update.version() / 5));
	}

	private static int highestVersion(int key) {
		return 30 + key % 10;
	}

	private Void write(List<List<Update>> rounds, Writer writer) throws Exception {
		try {
			for (List<Update> updates : rounds) {
				this.round.await();
				updates.forEach(writer::write);
			}
			return null;
		}
		catch (AssertionError | RuntimeException ex) {
			this.round.reset();
			throw ex;
		}
		finally {
			this.writing.countDown();
		}
	}

	private void writeByPeer(Update update) {
		if (update.isDeletion()) {
			this.peer.store().delete(PeerKind.FLAG, update.name(), update.version());
		}
		else {
			this.peer.store().upsert(PeerKind.FLAG, update.name(), update.json());
		}
	}

	private static void write(CachingStoreWrapper store, Update update) {
		store.upsert(DataKinds.FEATURES, update.flag());
		FeatureFlag seen = store.get(DataKinds.FEATURES, update.name());
		assertThat(seen == null || seen.version() >= update.version()).as("%s after %s", seen, update).isTrue();
	}

	private Void read(ToLongFunction<String> version) {
		long[] seen = new long[KEYS];
		boolean last;
		do {
			last = this.writing.getCount() == 0;
			for (int key = 0; key < KEYS; key++) {
				long now = version.applyAsLong(name(key));
				assertThat(now == -1 || now >= seen[key]).as("%s: %d after %d", name(key), now, seen[key]).isTrue();
				seen[key] = Math.max(seen[key], now);
			}
		}
		while (!last);
		return null;
	}

	private static long versionIn(RedisFeatureStoreCore core, String key) {
		SerializedItem item = core.getInternal(DataKinds.FEATURES, key);
		return (item != null) ? DataKinds.FEATURES.decode(key, item.json()).version() : -1;
	}

	// A tombstone's version is not visible there
	private long versionSeenByPeer(String key) {
		PeerAnswer answer = this.peer.answer(key, this.user);
		return (answer.errorKind() == null) ? Long.parseLong(answer.value()) : -1;
	}

	private void assertHighestVersionIsEverywhere(RedisFeatureStoreCore core, int key) {
		Update last = new Update(key, highestVersion(key));
		assertThat(versionIn(core, last.name())).as(last.name()).isEqualTo(last.version());
		assertThat(versionSeenByPeer(last.name())).as(last.name()).isEqualTo(last.isDeletion() ? -1 : last.version());
		for (CachingStoreWrapper store : this.stores) {
			store.expireCache();
			FeatureFlag flag = store.get(DataKinds.FEATURES, last.name());
			if (last.isDeletion()) {
				assertThat(flag).as(last.name()).isNull();
			}
			else {
				assertThat(flag).as(last.name()).isNotNull();
				assertThat(flag.version()).as(last.name()).isEqualTo(last.version());
			}
		}
	}

	private static String name(int key) {
		return "flag-" + key;
	}

	/** Writes a version of a flag. */
	private interface Writer {

		void write(Update update);

	}

	private record Update(int key, int version) {

		String name() {
			return LaunchDarklyRaceTests.name(this.key);
		}

		boolean isDeletion() {
			return this.version % 5 == 0;
		}

		FeatureFlag flag() {
			return isDeletion() ? DataKinds.FEATURES.tombstone(name(), this.version)
					: DataKinds.FEATURES.decode(name(), json().getBytes(StandardCharsets.UTF_8));
		}

		String json() {
			return """
					{"key":"%s","version":%d,"on":true,"variations":[%2$d],"offVariation":0,"fallthrough":{"variation":0},"salt":"s"}"""
				.formatted(name(), this.version);
		}

	}

}
