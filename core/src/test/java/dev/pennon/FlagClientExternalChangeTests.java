package dev.pennon;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import dev.pennon.context.EvaluationContext;
import dev.pennon.datasource.FlagChange;
import dev.pennon.model.DataKinds;
import dev.pennon.store.CacheConfig;
import dev.pennon.store.CachingStoreWrapper;
import dev.pennon.store.FeatureStoreCore;
import dev.pennon.store.SerializedItem;
import dev.pennon.store.VersionedDataKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.StringNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What listeners hear when another process writes to the store.
 */
@Timeout(60)
class FlagClientExternalChangeTests {

	private static final EvaluationContext CONTEXT = EvaluationContext.of("user-key");

	private static final String DEPENDENT = """
			{"version": 1, "on": true, "variations": ["a", "b"], "offVariation": 1, "fallthrough": {"variation": 1},
			 "prerequisites": [{"key": "base", "variation": 0}],
			 "rules": [{"variation": 0, "clauses": [{"attribute": "", "op": "segmentMatch", "values": ["beta"]}]}]}""";

	private final Database database = new Database();

	private final CachingStoreWrapper store = CachingStoreWrapper.builder(this.database)
		.cache(CacheConfig.ttl(Duration.ofMillis(50)))
		.external(true)
		.build();

	private final FlagClient client = FlagClient.builder().featureStore(this.store).externalData(true).build();

	@BeforeEach
	void fill() {
		base(1, "x");
		this.database.put(DataKinds.FEATURES, "dependent", DEPENDENT);
		this.database.put(DataKinds.FEATURES, "other", FlagFixtures.flagWithValue("\"z\""));
		beta(1, "");
	}

	@AfterEach
	void close() {
		this.client.close();
		this.store.close();
	}

	private void base(int version, String value) {
		this.database.put(DataKinds.FEATURES, "base",
				FlagFixtures.flagWithValue("\"" + value + "\"").replace("\"version\": 1", "\"version\": " + version));
	}

	private void beta(int version, String key) {
		this.database.put(DataKinds.SEGMENTS, "beta",
				"{\"version\": %d, \"included\": [\"%s\"]}".formatted(version, key));
	}

	private BlockingQueue<FlagChange> listen() {
		BlockingQueue<FlagChange> changes = new LinkedBlockingQueue<>();
		this.client.flagTracker().addFlagChangeListener(changes::add);
		return changes;
	}

	private BlockingQueue<FlagValueChange> listenTo(String key) {
		BlockingQueue<FlagValueChange> changes = new LinkedBlockingQueue<>();
		this.client.flagTracker().addFlagValueChangeListener(key, CONTEXT, changes::add);
		return changes;
	}

	private static <T> T next(BlockingQueue<T> changes) throws InterruptedException {
		T change = changes.poll(20, TimeUnit.SECONDS);
		assertThat(change).isNotNull();
		return change;
	}

	private static List<String> keys(BlockingQueue<FlagChange> changes, int count) throws InterruptedException {
		FlagChange[] all = new FlagChange[count];
		for (int i = 0; i < count; i++) {
			all[i] = next(changes);
		}
		return List.of(all).stream().map(FlagChange::key).toList();
	}

	@Test
	void firstListenerHearsOfEveryFlag() throws Exception {
		this.client.start();
		assertThat(keys(listen(), 3)).containsExactlyInAnyOrder("base", "dependent", "other");
	}

	@Test
	void listenerHearsOfAFlagThatNobodyEvaluatesAndOfItsDependents() throws Exception {
		this.client.start();
		BlockingQueue<FlagChange> changes = listen();
		keys(changes, 3);
		base(2, "y");
		assertThat(keys(changes, 2)).containsExactlyInAnyOrder("base", "dependent");
		beta(2, "user-key");
		assertThat(keys(changes, 1)).containsExactly("dependent");
		assertThat(changes).isEmpty();
	}

	@Test
	void versionThatGoesBackIsAChange() throws Exception {
		base(7, "x");
		this.client.start();
		BlockingQueue<FlagChange> changes = listen();
		keys(changes, 3);
		base(3, "y");
		assertThat(keys(changes, 2)).contains("base");
	}

	@Test
	void valueListenerHearsOldAndNewValue() throws Exception {
		this.client.start();
		BlockingQueue<FlagValueChange> changes = listenTo("base");
		base(2, "y");
		assertThat(next(changes))
			.isEqualTo(new FlagValueChange("base", StringNode.valueOf("x"), StringNode.valueOf("y")));
		this.database.remove(DataKinds.FEATURES, "base");
		assertThat(next(changes))
			.isEqualTo(new FlagValueChange("base", StringNode.valueOf("y"), NullNode.getInstance()));
	}

	@Test
	void valueListenerOfANewFlagHearsOfIt() throws Exception {
		this.client.start();
		BlockingQueue<FlagValueChange> changes = listenTo("new");
		this.database.put(DataKinds.FEATURES, "new", FlagFixtures.flagWithValue("\"x\""));
		assertThat(next(changes).newValue()).isEqualTo(StringNode.valueOf("x"));
	}

	@Test
	void changeDuringAnOutageIsHeardAfterIt() throws Exception {
		this.client.start();
		BlockingQueue<FlagChange> changes = listen();
		keys(changes, 3);
		this.database.broken = true;
		assertThat(this.client.stringVariation("never-read", CONTEXT, "default")).isEqualTo("default");
		this.database.broken = false;
		base(2, "y");
		assertThat(keys(changes, 2)).containsExactlyInAnyOrder("base", "dependent");
	}

	@Test
	void stoppedClientTellsNothingUntilItIsStartedAgain() throws Exception {
		this.client.start();
		BlockingQueue<FlagChange> changes = listen();
		keys(changes, 3);
		this.client.stop();
		base(2, "y");
		assertThat(changes.poll(300, TimeUnit.MILLISECONDS)).isNull();
		this.client.start();
		assertThat(keys(changes, 2)).containsExactlyInAnyOrder("base", "dependent");
	}

	/** A database that another process writes to. */
	private static final class Database implements FeatureStoreCore {

		private final Map<VersionedDataKind<?>, Map<String, SerializedItem>> kinds = Map.of(DataKinds.FEATURES,
				new ConcurrentHashMap<>(), DataKinds.SEGMENTS, new ConcurrentHashMap<>());

		private volatile boolean broken;

		void put(VersionedDataKind<?> kind, String key, String json) {
			items(kind).put(key, SerializedItem.ofJson(key, json.getBytes(StandardCharsets.UTF_8)));
		}

		void remove(VersionedDataKind<?> kind, String key) {
			items(kind).remove(key);
		}

		private Map<String, SerializedItem> items(VersionedDataKind<?> kind) {
			if (this.broken) {
				throw new IllegalStateException("no connection");
			}
			return this.kinds.getOrDefault(kind, Map.of());
		}

		@Override
		public @Nullable SerializedItem getInternal(VersionedDataKind<?> kind, String key) {
			return items(kind).get(key);
		}

		@Override
		public Map<String, SerializedItem> getAllInternal(VersionedDataKind<?> kind) {
			return Map.copyOf(items(kind));
		}

		@Override
		public boolean initializedInternal() {
			return !items(DataKinds.FEATURES).isEmpty();
		}

		@Override
		public void initInternal(Map<VersionedDataKind<?>, Map<String, SerializedItem>> allData) {
			throw new UnsupportedOperationException();
		}

		@Override
		public SerializedItem upsertInternal(VersionedDataKind<?> kind, SerializedItem item) {
			throw new UnsupportedOperationException();
		}

	}

}
