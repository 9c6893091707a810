package dev.pennon.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static dev.pennon.store.TestKind.OTHER_THINGS;
import static dev.pennon.store.TestKind.THINGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What every {@link FeatureStore} must do, whatever it keeps its data in.
 */
public abstract class FeatureStoreContract {

	private static final TestItem FOO = TestItem.of("foo", 10).named("foo content");

	private static final TestItem BAR = TestItem.of("bar", 10).named("bar content");

	private final List<FeatureStore> stores = new ArrayList<>();

	private FeatureStore store;

	/**
	 * Creates a store that has no data.
	 * @return a new store, which this class closes
	 */
	protected abstract FeatureStore createStore();

	/**
	 * Creates a store whose data has nothing to do with that of the others, but which
	 * lies beside it, such as under another prefix.
	 * @return a new store, which this class closes
	 */
	protected FeatureStore createIndependentStore() {
		return createStore();
	}

	@BeforeEach
	void openStore() {
		this.store = closing(createStore());
	}

	@AfterEach
	void closeStores() {
		this.stores.forEach(FeatureStore::close);
	}

	/**
	 * Has a store closed after the test.
	 * @param store the store
	 * @return the same store
	 */
	protected final FeatureStore closing(FeatureStore store) {
		this.stores.add(store);
		return store;
	}

	private void initialize() {
		this.store.init(THINGS.dataSet(FOO, BAR));
	}

	@Test
	void newStoreIsNotInitialized() {
		assertThat(this.store.isInitialized()).isFalse();
	}

	@Test
	void newStoreIsEmpty() {
		assertThat(this.store.get(THINGS, "foo")).isNull();
		assertThat(this.store.all(THINGS)).isEmpty();
	}

	@Test
	void initInitializes() {
		initialize();
		assertThat(this.store.isInitialized()).isTrue();
	}

	@Test
	void initWithoutItemsInitializes() {
		this.store.init(FullDataSet.empty());
		assertThat(this.store.isInitialized()).isTrue();
		assertThat(this.store.all(THINGS)).isEmpty();
	}

	@Test
	void upsertDoesNotInitialize() {
		this.store.upsert(THINGS, FOO);
		assertThat(this.store.get(THINGS, "foo")).isEqualTo(FOO);
		assertThat(this.store.isInitialized()).isFalse();
	}

	@Test
	void getReturnsAnItem() {
		initialize();
		assertThat(this.store.get(THINGS, "foo")).isEqualTo(FOO);
	}

	@Test
	void getOfUnknownKeyReturnsNull() {
		initialize();
		assertThat(this.store.get(THINGS, "biz")).isNull();
	}

	@Test
	void getOfUnknownKindReturnsNull() {
		initialize();
		assertThat(this.store.get(OTHER_THINGS, "foo")).isNull();
	}

	@Test
	void getPassesTheItemThroughTheCallback() {
		initialize();
		assertThat(this.store.<TestItem, String>get(THINGS, "foo", (item) -> (item != null) ? item.name() : "none"))
			.isEqualTo("foo content");
		assertThat(this.store.<TestItem, String>get(THINGS, "biz", (item) -> (item != null) ? item.name() : "none"))
			.isEqualTo("none");
	}

	@Test
	void allReturnsEveryItem() {
		initialize();
		assertThat(this.store.all(THINGS)).isEqualTo(Map.of("foo", FOO, "bar", BAR));
	}

	@Test
	void allOfUnknownKindIsEmpty() {
		initialize();
		assertThat(this.store.all(OTHER_THINGS)).isEmpty();
	}

	@Test
	void allPassesTheItemsThroughTheCallback() {
		initialize();
		assertThat(this.store.<TestItem, Integer>all(THINGS, Map::size)).isEqualTo(2);
	}

	@Test
	void allLeavesOutTombstones() {
		initialize();
		this.store.delete(THINGS, "foo", 11);
		this.store.delete(THINGS, "biz", 11);
		assertThat(this.store.all(THINGS)).isEqualTo(Map.of("bar", BAR));
	}

	@Test
	void allCannotBeModified() {
		initialize();
		Map<String, TestItem> all = this.store.all(THINGS);
		assertThatThrownBy(() -> all.put("biz", FOO)).isInstanceOf(UnsupportedOperationException.class);
		assertThatThrownBy(() -> all.remove("foo")).isInstanceOf(UnsupportedOperationException.class);
		assertThatThrownBy(all::clear).isInstanceOf(UnsupportedOperationException.class);
		assertThatThrownBy(() -> all.entrySet().iterator().next().setValue(BAR))
			.isInstanceOf(UnsupportedOperationException.class);
		assertThat(this.store.all(THINGS)).hasSize(2);
	}

	@Test
	void initReplacesEverythingWhateverTheVersions() {
		initialize();
		TestItem olderFoo = TestItem.of("foo", 1);
		this.store.init(THINGS.dataSet(olderFoo));
		assertThat(this.store.all(THINGS)).isEqualTo(Map.of("foo", olderFoo));
		assertThat(this.store.get(THINGS, "foo")).isEqualTo(olderFoo);
		assertThat(this.store.get(THINGS, "bar")).isNull();
	}

	@Test
	void initRemovesKindsThatAreNotInTheNewData() {
		initialize();
		this.store.init(OTHER_THINGS.dataSet(FOO));
		assertThat(this.store.all(THINGS)).isEmpty();
		assertThat(this.store.get(THINGS, "foo")).isNull();
		assertThat(this.store.get(OTHER_THINGS, "foo")).isEqualTo(FOO);
	}

	@Test
	void initRemovesTombstones() {
		initialize();
		this.store.delete(THINGS, "biz", 20);
		initialize();
		assertThat(this.store.upsert(THINGS, TestItem.of("biz", 1))).isTrue();
	}

	@Test
	void initTakesTombstones() {
		this.store.init(THINGS.dataSet(FOO, TestItem.tombstone("bar", 10)));
		assertThat(this.store.get(THINGS, "bar")).isNull();
		assertThat(this.store.all(THINGS)).containsOnlyKeys("foo");
		assertThat(this.store.upsert(THINGS, TestItem.of("bar", 10))).isFalse();
		assertThat(this.store.upsert(THINGS, TestItem.of("bar", 11))).isTrue();
	}

	@Test
	void upsertReplacesALowerVersion() {
		initialize();
		TestItem newer = TestItem.of("foo", 11).named("newer");
		assertThat(this.store.upsert(THINGS, newer)).isTrue();
		assertThat(this.store.get(THINGS, "foo")).isEqualTo(newer);
		assertThat(this.store.all(THINGS)).containsEntry("foo", newer).containsEntry("bar", BAR);
	}

	@Test
	void upsertWithLowerVersionIsIgnored() {
		initialize();
		assertThat(this.store.upsert(THINGS, TestItem.of("foo", 9))).isFalse();
		assertThat(this.store.get(THINGS, "foo")).isEqualTo(FOO);
	}

	@Test
	void upsertWithSameVersionIsIgnored() {
		initialize();
		assertThat(this.store.upsert(THINGS, TestItem.of("foo", 10).named("other"))).isFalse();
		assertThat(this.store.get(THINGS, "foo")).isEqualTo(FOO);
	}

	@Test
	void upsertAddsAnUnknownItem() {
		initialize();
		TestItem biz = TestItem.of("biz", 1);
		assertThat(this.store.upsert(THINGS, biz)).isTrue();
		assertThat(this.store.get(THINGS, "biz")).isEqualTo(biz);
		assertThat(this.store.all(THINGS)).containsOnlyKeys("foo", "bar", "biz");
	}

	@Test
	void upsertShowsInAReadThatFoundNothingBefore() {
		initialize();
		assertThat(this.store.get(THINGS, "biz")).isNull();
		this.store.upsert(THINGS, TestItem.of("biz", 1));
		assertThat(this.store.get(THINGS, "biz")).isNotNull();
	}

	@Test
	void upsertAddsAnItemOfAnUnknownKind() {
		initialize();
		this.store.upsert(OTHER_THINGS, TestItem.of("foo", 1));
		assertThat(this.store.get(OTHER_THINGS, "foo")).isEqualTo(TestItem.of("foo", 1));
		assertThat(this.store.get(THINGS, "foo")).isEqualTo(FOO);
	}

	@Test
	void upsertOfATombstoneDeletes() {
		initialize();
		assertThat(this.store.upsert(THINGS, TestItem.tombstone("foo", 11))).isTrue();
		assertThat(this.store.get(THINGS, "foo")).isNull();
	}

	@Test
	void deleteWithHigherVersionDeletes() {
		initialize();
		assertThat(this.store.delete(THINGS, "foo", 11)).isTrue();
		assertThat(this.store.get(THINGS, "foo")).isNull();
	}

	@Test
	void deleteWithLowerOrSameVersionIsIgnored() {
		initialize();
		assertThat(this.store.delete(THINGS, "foo", 9)).isFalse();
		assertThat(this.store.delete(THINGS, "foo", 10)).isFalse();
		assertThat(this.store.get(THINGS, "foo")).isEqualTo(FOO);
	}

	@Test
	void deleteOfUnknownItemLeavesATombstone() {
		initialize();
		assertThat(this.store.delete(THINGS, "biz", 11)).isTrue();
		assertThat(this.store.get(THINGS, "biz")).isNull();
		assertThat(this.store.upsert(THINGS, TestItem.of("biz", 11))).isFalse();
		assertThat(this.store.get(THINGS, "biz")).isNull();
	}

	@Test
	void deletedItemDoesNotComeBackWithALowerVersion() {
		initialize();
		this.store.delete(THINGS, "foo", 11);
		assertThat(this.store.upsert(THINGS, TestItem.of("foo", 9))).isFalse();
		assertThat(this.store.upsert(THINGS, TestItem.of("foo", 11))).isFalse();
		assertThat(this.store.get(THINGS, "foo")).isNull();
	}

	@Test
	void deletedItemComesBackWithAHigherVersion() {
		initialize();
		this.store.delete(THINGS, "foo", 11);
		TestItem restored = TestItem.of("foo", 12);
		assertThat(this.store.upsert(THINGS, restored)).isTrue();
		assertThat(this.store.get(THINGS, "foo")).isEqualTo(restored);
		assertThat(this.store.all(THINGS)).containsEntry("foo", restored);
	}

	@Test
	void tombstoneGivesWayToALaterOne() {
		initialize();
		assertThat(this.store.delete(THINGS, "foo", 11)).isTrue();
		assertThat(this.store.delete(THINGS, "foo", 11)).isFalse();
		assertThat(this.store.delete(THINGS, "foo", 15)).isTrue();
		assertThat(this.store.upsert(THINGS, TestItem.of("foo", 14))).isFalse();
	}

	@Test
	void kindsDoNotShareKeys() {
		TestItem otherFoo = TestItem.of("foo", 3).named("other");
		this.store.init(FullDataSet.builder()
			.items(THINGS, TestKind.byKey(FOO))
			.items(OTHER_THINGS, TestKind.byKey(otherFoo))
			.build());
		assertThat(this.store.get(THINGS, "foo")).isEqualTo(FOO);
		assertThat(this.store.get(OTHER_THINGS, "foo")).isEqualTo(otherFoo);
		this.store.delete(THINGS, "foo", 11);
		assertThat(this.store.get(OTHER_THINGS, "foo")).isEqualTo(otherFoo);
		assertThat(this.store.all(OTHER_THINGS)).containsOnlyKeys("foo");
	}

	@Test
	void keysAreTakenAsTheyAre() {
		TestItem[] items = List
			.of("", "with space", "a:b", "$deleted", "a/b/c", "{braces}", "\u00FCmlaut", "\uD83D\uDE00")
			.stream()
			.map((key) -> TestItem.of(key, 1))
			.toArray(TestItem[]::new);
		this.store.init(THINGS.dataSet(items));
		assertThat(this.store.all(THINGS)).isEqualTo(TestKind.byKey(items));
		for (TestItem item : items) {
			assertThat(this.store.get(THINGS, item.key())).isEqualTo(item);
			assertThat(this.store.upsert(THINGS, TestItem.of(item.key(), 2))).isTrue();
		}
	}

	@Test
	void versionsMayBeBeyond32Bits() {
		long millis = 1_800_000_000_000L;
		this.store.init(THINGS.dataSet(TestItem.of("foo", millis)));
		assertThat(this.store.upsert(THINGS, TestItem.of("foo", millis - 1))).isFalse();
		assertThat(this.store.upsert(THINGS, TestItem.of("foo", millis + 1))).isTrue();
		assertThat(this.store.get(THINGS, "foo")).isEqualTo(TestItem.of("foo", millis + 1));
	}

	@Test
	void versionZeroIsAVersion() {
		this.store.init(THINGS.dataSet(TestItem.of("foo", 0)));
		assertThat(this.store.get(THINGS, "foo")).isEqualTo(TestItem.of("foo", 0));
		assertThat(this.store.upsert(THINGS, TestItem.of("bar", 0))).isTrue();
		assertThat(this.store.upsert(THINGS, TestItem.of("bar", 1))).isTrue();
	}

	@Test
	void storesOfOtherDataAreIndependent() {
		FeatureStore other = closing(createIndependentStore());
		initialize();
		assertThat(other.isInitialized()).isFalse();
		assertThat(other.get(THINGS, "foo")).isNull();
		other.init(THINGS.dataSet(TestItem.of("biz", 1)));
		other.upsert(THINGS, TestItem.of("foo", 99));
		assertThat(this.store.all(THINGS)).isEqualTo(Map.of("foo", FOO, "bar", BAR));
		assertThat(other.all(THINGS)).containsOnlyKeys("foo", "biz");
	}

	@Test
	void closeMayBeCalledTwice() {
		this.store.close();
		this.store.close();
	}

	@Test
	@Tag("race")
	void highestVersionWinsAndNoReaderSeesOneGoBack() throws Exception {
		initialize();
		new VersionRace(this.store, concurrentKeys()).run();
	}

	/**
	 * Returns how many keys the threads write that write at the same time.
	 * @return fewer, in a store to which a write takes long
	 */
	protected int concurrentKeys() {
		return 1_000;
	}

}
