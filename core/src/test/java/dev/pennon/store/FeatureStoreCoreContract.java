package dev.pennon.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.pennon.store.TestKind.OTHER_THINGS;
import static dev.pennon.store.TestKind.THINGS;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every {@link FeatureStoreCore} must do, whatever database it speaks to.
 */
public abstract class FeatureStoreCoreContract {

	private static final TestItem FOO = TestItem.of("foo", 10).named("foo content");

	private static final TestItem BAR = TestItem.of("bar", 10);

	private final List<FeatureStoreCore> cores = new ArrayList<>();

	private FeatureStoreCore core;

	/**
	 * Empties the database and connects to it.
	 * @return a new core, which this class closes
	 */
	protected abstract FeatureStoreCore createCore();

	/**
	 * Connects to the data of the others, as another process does.
	 * @return a new core, which this class closes
	 */
	protected abstract FeatureStoreCore createCoreOnSameData();

	/**
	 * Connects to data beside that of the others, such as under another prefix.
	 * @return a new core, which this class closes
	 */
	protected abstract FeatureStoreCore createIndependentCore();

	@BeforeEach
	void open() {
		this.core = closing(createCore());
	}

	@AfterEach
	void closeAll() {
		this.cores.forEach(FeatureStoreCore::close);
	}

	private FeatureStoreCore closing(FeatureStoreCore core) {
		this.cores.add(core);
		return core;
	}

	/**
	 * Returns an item as a core takes it.
	 * @param kind the kind
	 * @param item the item
	 * @return the serialized item
	 */
	protected static SerializedItem serialized(TestKind kind, TestItem item) {
		return new SerializedItem(item.key(), item.version(), item.isDeleted(), kind.encode(item));
	}

	/**
	 * Reads an item as the wrapper does.
	 * @param core the core
	 * @param kind the kind
	 * @param key the storage key
	 * @return the item, or null
	 */
	protected static @Nullable TestItem read(FeatureStoreCore core, TestKind kind, String key) {
		SerializedItem item = core.getInternal(kind, key);
		return (item != null) ? decode(kind, item) : null;
	}

	private static TestItem decode(TestKind kind, SerializedItem item) {
		return item.isDeleted() ? kind.tombstone(item.key(), item.version()) : kind.decode(item.key(), item.json());
	}

	private static void init(FeatureStoreCore core, TestItem... items) {
		Map<String, SerializedItem> serialized = new LinkedHashMap<>();
		for (TestItem item : items) {
			serialized.put(item.key(), serialized(THINGS, item));
		}
		core.initInternal(Map.of(THINGS, serialized));
	}

	@Test
	void newDatabaseIsNotInitialized() {
		assertThat(this.core.initializedInternal()).isFalse();
		assertThat(this.core.getInternal(THINGS, "foo")).isNull();
		assertThat(this.core.getAllInternal(THINGS)).isEmpty();
	}

	@Test
	void initIsSeenByOthers() {
		FeatureStoreCore other = closing(createCoreOnSameData());
		assertThat(other.initializedInternal()).isFalse();
		init(this.core, FOO);
		assertThat(this.core.initializedInternal()).isTrue();
		assertThat(other.initializedInternal()).isTrue();
		assertThat(read(other, THINGS, "foo")).isEqualTo(FOO);
	}

	@Test
	void initWithoutItemsInitializes() {
		this.core.initInternal(Map.of());
		assertThat(this.core.initializedInternal()).isTrue();
	}

	@Test
	void initReplacesWhateverTheVersions() {
		init(this.core, FOO, BAR);
		init(this.core, TestItem.of("foo", 1));
		assertThat(read(this.core, THINGS, "foo")).isEqualTo(TestItem.of("foo", 1));
		assertThat(this.core.getInternal(THINGS, "bar")).isNull();
		assertThat(this.core.getAllInternal(THINGS)).containsOnlyKeys("foo");
	}

	@Test
	void initEmptiesAKindWithoutItems() {
		init(this.core, FOO);
		this.core.initInternal(Map.of(THINGS, Map.of()));
		assertThat(this.core.getAllInternal(THINGS)).isEmpty();
	}

	@Test
	void initTakesTenThousandItems() {
		TestItem[] items = new TestItem[10_000];
		for (int i = 0; i < items.length; i++) {
			items[i] = TestItem.of("key-" + i, i).named("x".repeat(200));
		}
		init(this.core, items);
		assertThat(this.core.getAllInternal(THINGS)).hasSize(10_000);
		assertThat(read(this.core, THINGS, "key-9999")).isEqualTo(items[9999]);
	}

	@Test
	void tombstonesAreReturned() {
		init(this.core, FOO, TestItem.tombstone("bar", 10));
		assertThat(read(this.core, THINGS, "bar")).isEqualTo(TestItem.tombstone("bar", 10));
		assertThat(this.core.getAllInternal(THINGS)).containsOnlyKeys("foo", "bar");
	}

	@Test
	void textIsKeptVerbatim() {
		byte[] json = "{\"version\": 3, \"name\": \"\u00FC\uD83D\uDE00\", \"big\": 12345678901234567890.10e-1, \"extra\":[ ]}"
			.getBytes(StandardCharsets.UTF_8);
		this.core.initInternal(Map.of(THINGS, Map.of("foo", new SerializedItem("foo", 3, false, json))));
		SerializedItem item = this.core.getInternal(THINGS, "foo");
		assertThat(item).isNotNull();
		assertThat(item.json()).isEqualTo(json);
		assertThat(this.core.getAllInternal(THINGS).get("foo").json()).isEqualTo(json);
	}

	@Test
	void upsertReturnsTheItemItselfWhenItWasWritten() {
		init(this.core, FOO);
		SerializedItem newer = serialized(THINGS, TestItem.of("foo", 11));
		assertThat(this.core.upsertInternal(THINGS, newer)).isSameAs(newer);
		assertThat(read(this.core, THINGS, "foo")).isEqualTo(TestItem.of("foo", 11));
	}

	@Test
	void upsertReturnsWhatIsThereWhenItIsNotOlder() {
		init(this.core, FOO);
		for (long version : new long[] { 9, 10 }) {
			SerializedItem mine = serialized(THINGS, TestItem.of("foo", version));
			SerializedItem stored = this.core.upsertInternal(THINGS, mine);
			assertThat(stored).isNotSameAs(mine);
			assertThat(decode(THINGS, stored)).isEqualTo(FOO);
		}
		assertThat(read(this.core, THINGS, "foo")).isEqualTo(FOO);
	}

	@Test
	void upsertAddsAnItemOfAnyKind() {
		SerializedItem mine = serialized(OTHER_THINGS, TestItem.of("foo", 1));
		assertThat(this.core.upsertInternal(OTHER_THINGS, mine)).isSameAs(mine);
		assertThat(read(this.core, OTHER_THINGS, "foo")).isEqualTo(TestItem.of("foo", 1));
		assertThat(this.core.getInternal(THINGS, "foo")).isNull();
		assertThat(this.core.initializedInternal()).isFalse();
	}

	@Test
	void tombstoneKeepsAnOlderItemOut() {
		init(this.core, FOO);
		SerializedItem tombstone = serialized(THINGS, TestItem.tombstone("foo", 11));
		assertThat(this.core.upsertInternal(THINGS, tombstone)).isSameAs(tombstone);
		SerializedItem stored = this.core.upsertInternal(THINGS, serialized(THINGS, TestItem.of("foo", 11)));
		assertThat(decode(THINGS, stored)).isEqualTo(TestItem.tombstone("foo", 11));
	}

	@Test
	void versionsAreComparedExactly() {
		long[] versions = { 0, 1, 9, 10, 2_147_483_648L, 9_007_199_254_740_992L, 9_007_199_254_740_993L,
				9_007_199_254_740_994L, Long.MAX_VALUE - 1, Long.MAX_VALUE };
		for (long version : versions) {
			SerializedItem mine = serialized(THINGS, TestItem.of("foo", version));
			assertThat(this.core.upsertInternal(THINGS, mine)).as("version " + version).isSameAs(mine);
			assertThat(this.core.upsertInternal(THINGS, mine)).as("version %s again", version).isNotSameAs(mine);
			if (version > 0) {
				SerializedItem lower = serialized(THINGS, TestItem.of("foo", version - 1));
				assertThat(this.core.upsertInternal(THINGS, lower)).as("below " + version).isNotSameAs(lower);
			}
		}
	}

	@Test
	void malformedItemGivesWay() {
		for (String text : List.of("", "no JSON", "{", "[]", "7", "{}", "{\"version\":\"x\"}", "{\"version\":null}")) {
			SerializedItem bad = new SerializedItem("foo", 99, false, text.getBytes(StandardCharsets.UTF_8));
			this.core.initInternal(Map.of(THINGS, Map.of("foo", bad)));
			SerializedItem mine = serialized(THINGS, TestItem.of("foo", 1));
			assertThat(this.core.upsertInternal(THINGS, mine)).as(text).isSameAs(mine);
			assertThat(read(this.core, THINGS, "foo")).as(text).isEqualTo(TestItem.of("foo", 1));
		}
	}

	@Test
	void keysAreTakenAsTheyAre() {
		for (String key : List.of("", " ", "a:b", "$inited", "{a}", "a\nb", "\u00FC\uD83D\uDE00")) {
			SerializedItem mine = serialized(THINGS, TestItem.of(key, 1));
			this.core.upsertInternal(THINGS, mine);
			assertThat(read(this.core, THINGS, key)).isEqualTo(TestItem.of(key, 1));
			assertThat(this.core.getAllInternal(THINGS)).containsKey(key);
		}
		assertThat(this.core.initializedInternal()).isFalse();
	}

	@Test
	void otherDataIsLeftAlone() {
		FeatureStoreCore other = closing(createIndependentCore());
		init(this.core, FOO);
		assertThat(other.initializedInternal()).isFalse();
		init(other, TestItem.of("foo", 99), TestItem.of("biz", 1));
		other.upsertInternal(THINGS, serialized(THINGS, TestItem.of("bar", 99)));
		assertThat(read(this.core, THINGS, "foo")).isEqualTo(FOO);
		assertThat(this.core.getAllInternal(THINGS)).containsOnlyKeys("foo");
	}

	@Test
	void highestVersionWinsHoweverManyWrite() throws Exception {
		List<FeatureStoreCore> writers = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			writers.add(closing(createCoreOnSameData()));
		}
		ExecutorService threads = Executors.newFixedThreadPool(writers.size());
		try {
			List<Future<Void>> results = new ArrayList<>();
			for (int i = 0; i < writers.size(); i++) {
				int offset = i;
				FeatureStoreCore writer = writers.get(i);
				results.add(threads.submit((Callable<Void>) () -> {
					for (int version = 1; version <= 20; version++) {
						for (int key = 0; key < 20; key++) {
							int mine = (version * 7 + offset * 5 + key) % 20 + 1;
							writer.upsertInternal(THINGS, serialized(THINGS, TestItem.of("key-" + key, mine)));
						}
					}
					return null;
				}));
			}
			for (Future<Void> result : results) {
				result.get(1, TimeUnit.MINUTES);
			}
		}
		finally {
			threads.shutdownNow();
		}
		Map<String, Long> versions = new HashMap<>();
		this.core.getAllInternal(THINGS).forEach((key, item) -> versions.put(key, decode(THINGS, item).version()));
		assertThat(versions).hasSize(20);
		assertThat(versions.values()).containsOnly(20L);
	}

	@Test
	void databaseThatAnswersIsAvailable() {
		assertThat(this.core.isAvailable()).isTrue();
	}

	@Test
	void closeMayBeCalledTwice() {
		this.core.close();
		this.core.close();
	}

}
