package dev.pennon.datasource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import dev.pennon.internal.AllocatedBytes;
import dev.pennon.model.FeatureFlag;
import dev.pennon.store.FeatureStore;
import dev.pennon.store.FullDataSet;
import dev.pennon.store.InMemoryFeatureStore;
import dev.pennon.store.TestItem;
import dev.pennon.store.TestKind;
import dev.pennon.store.VersionedData;
import dev.pennon.store.VersionedDataKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import static dev.pennon.datasource.DataSourceUpdatesFixture.dataSet;
import static dev.pennon.datasource.DataSourceUpdatesFixture.flag;
import static dev.pennon.datasource.DataSourceUpdatesFixture.flagWithSegments;
import static dev.pennon.datasource.DataSourceUpdatesFixture.segment;
import static dev.pennon.model.DataKinds.FEATURES;
import static dev.pennon.model.DataKinds.SEGMENTS;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which flags {@link DataSourceUpdates} announces.
 */
class FlagChangeTests {

	private final ObservedStore store = new ObservedStore();

	private DataSourceUpdatesFixture fixture;

	private DataSourceUpdates updates;

	@BeforeEach
	void open() {
		this.fixture = new DataSourceUpdatesFixture(this.store).listening();
		this.updates = this.fixture.updates;
	}

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Nested
	class AfterInit {

		@Test
		void firstDataChangesEveryFlag() {
			updates().init(dataSet(flag("a", 1), flag("b", 1), segment("s", 1)));
			assertThat(changes()).containsExactlyInAnyOrder("a", "b");
		}

		@Test
		void changedAddedAndRemovedFlagsAreAnnounced() {
			updates().init(dataSet(flag("flag1", 1), flag("flag2", 1), flag("flag3", 1), flag("same", 1)));
			changes();
			updates().init(dataSet(flag("flag1", 2), flag("flag4", 1), flag("same", 1)));
			assertThat(changes()).containsExactlyInAnyOrder("flag1", "flag2", "flag3", "flag4");
		}

		@Test
		void lowerVersionIsStoredButNotAnnounced() {
			updates().init(dataSet(flag("a", 5)));
			changes();
			updates().init(dataSet(flag("a", 4)));
			assertThat(changes()).isEmpty();
			assertThat(FlagChangeTests.this.store.get(FEATURES, "a")).extracting(FeatureFlag::version).isEqualTo(4L);
		}

		@Test
		void changedSegmentChangesTheFlagsThatUseIt() {
			updates().init(dataSet(flagWithSegments("a", 1, "s"), flag("b", 1, "a"), flag("c", 1), segment("s", 1)));
			changes();
			updates().init(dataSet(flagWithSegments("a", 1, "s"), flag("b", 1, "a"), flag("c", 1), segment("s", 2)));
			assertThat(changes()).containsExactlyInAnyOrder("a", "b");
			updates().init(dataSet(flagWithSegments("a", 1, "s"), flag("b", 1, "a"), flag("c", 1)));
			assertThat(changes()).containsExactlyInAnyOrder("a", "b");
		}

		@Test
		void tombstoneCountsAsAbsent() {
			updates().init(dataSet(flag("a", 1)));
			changes();
			updates().delete(FEATURES, "a", 7);
			assertThat(changes()).containsExactly("a");
			updates().init(dataSet(FEATURES.tombstone("a", 8)));
			assertThat(changes()).isEmpty();
			updates().init(dataSet(flag("a", 1)));
			assertThat(changes()).containsExactly("a");
		}

	}

	@Nested
	class AfterUpsert {

		@Test
		void changedFlagIsAnnounced() {
			updates().init(dataSet(flag("a", 1), flag("b", 1)));
			changes();
			updates().upsert(FEATURES, flag("a", 2));
			assertThat(changes()).containsExactly("a");
		}

		@Test
		void addedAndDeletedFlagsAreAnnounced() {
			updates().init(dataSet());
			updates().upsert(FEATURES, flag("a", 1));
			assertThat(changes()).containsExactly("a");
			updates().delete(FEATURES, "a", 2);
			assertThat(changes()).containsExactly("a");
		}

		@Test
		void rejectedVersionIsNotAnnounced() {
			updates().init(dataSet(flag("a", 2)));
			changes();
			assertThat(updates().upsert(FEATURES, flag("a", 2))).isTrue();
			assertThat(updates().delete(FEATURES, "a", 1)).isTrue();
			assertThat(changes()).isEmpty();
		}

		@Test
		void wholeChainOfPrerequisitesIsAnnounced() {
			updates()
				.init(dataSet(flag("top", 1), flag("middle", 1, "top"), flag("bottom", 1, "middle"), flag("other", 1)));
			changes();
			updates().upsert(FEATURES, flag("top", 2));
			assertThat(changes()).containsExactly("top", "middle", "bottom");
			updates().delete(FEATURES, "top", 3);
			assertThat(changes()).containsExactly("top", "middle", "bottom");
		}

		@Test
		void addedPrerequisitesCount() {
			updates().init(dataSet(flag("a", 1), flag("b", 1, "c"), flag("c", 1)));
			changes();
			updates().upsert(FEATURES, flag("c", 2, "a"));
			changes();
			updates().upsert(FEATURES, flag("a", 2));
			assertThat(changes()).containsExactly("a", "c", "b");
		}

		@Test
		void removedPrerequisitesDoNotCount() {
			updates().init(dataSet(flag("a", 1), flag("b", 1, "a"), flag("c", 1, "b")));
			changes();
			updates().upsert(FEATURES, flag("b", 2));
			assertThat(changes()).containsExactly("b", "c");
			updates().upsert(FEATURES, flag("a", 2));
			assertThat(changes()).containsExactly("a");
		}

		@Test
		void segmentOfASegmentCounts() {
			updates().init(dataSet(segment("inner", 1), segment("outer", 1, "inner"), flagWithSegments("a", 1, "outer"),
					flagWithSegments("b", 1, "inner"), flag("c", 1, "a"), flag("d", 1)));
			changes();
			updates().upsert(SEGMENTS, segment("inner", 2));
			assertThat(changes()).containsExactlyInAnyOrder("a", "b", "c");
			updates().delete(SEGMENTS, "inner", 3);
			assertThat(changes()).containsExactlyInAnyOrder("a", "b", "c");
		}

		@Test
		void itemThatOthersAlreadyAskForIsConnectedToThem() {
			updates().init(dataSet(flagWithSegments("a", 1, "late"), flag("b", 1, "late")));
			changes();
			updates().upsert(SEGMENTS, segment("late", 1));
			assertThat(changes()).containsExactly("a");
			updates().upsert(FEATURES, flag("late", 1));
			assertThat(changes()).containsExactly("late", "b");
		}

		@Test
		void circlesEnd() {
			updates().init(dataSet(flag("a", 1, "b"), flag("b", 1, "a"), flag("self", 1, "self")));
			changes();
			updates().upsert(FEATURES, flag("a", 2, "b"));
			assertThat(changes()).containsExactly("a", "b");
			updates().upsert(FEATURES, flag("self", 2, "self"));
			assertThat(changes()).containsExactly("self");
			updates().delete(FEATURES, "self", 3);
			assertThat(changes()).containsExactly("self");
		}

		@Test
		void longChainDoesNotOverflowTheStack() {
			List<FeatureFlag> flags = new ArrayList<>();
			for (int i = 0; i < 20_000; i++) {
				flags.add(flag("flag" + i, 1, "flag" + (i + 1)));
			}
			updates().init(dataSet(flags.toArray()));
			changes();
			updates().upsert(FEATURES, flag("flag20000", 1));
			assertThat(changes()).hasSize(20_001);
		}

		@Test
		void otherKindsAreNotAnnounced() {
			updates().init(TestKind.THINGS.dataSet(TestItem.of("a", 1)));
			updates().upsert(TestKind.THINGS, TestItem.of("a", 2));
			assertThat(changes()).isEmpty();
			assertThat(FlagChangeTests.this.store.get(TestKind.THINGS, "a")).isEqualTo(TestItem.of("a", 2));
		}

	}

	@Nested
	class WithListenersThatComeAndGo {

		private final List<String> heard = new ArrayList<>();

		private final DataSourceUpdatesFixture quiet = new DataSourceUpdatesFixture(FlagChangeTests.this.store);

		@AfterEach
		void close() {
			this.quiet.close();
		}

		@Test
		void nobodyListensSoNothingIsRead() {
			this.quiet.updates.init(dataSet(flag("a", 1)));
			this.quiet.updates.upsert(FEATURES, flag("a", 2));
			assertThat(FlagChangeTests.this.store.wholeReads).isZero();
		}

		@Test
		void firstListenerLearnsOfDependentsOfWhatWasThereBefore() {
			this.quiet.updates.init(dataSet(flag("a", 1), flag("b", 1, "a")));
			listen((change) -> this.heard.add(change.key()));
			this.quiet.updates.upsert(FEATURES, flag("a", 2));
			this.quiet.takeChanges();
			assertThat(this.heard).containsExactly("a", "b");
		}

		@Test
		void firstListenerLearnsWhatTheNextFullDataChanges() {
			this.quiet.updates.init(dataSet(flag("a", 1), flag("b", 1)));
			listen((change) -> this.heard.add(change.key()));
			this.quiet.updates.init(dataSet(flag("a", 1), flag("b", 2)));
			this.quiet.takeChanges();
			assertThat(this.heard).containsExactly("b");
		}

		@Test
		void listenerThatComesDuringAWriteHearsOfIt() {
			this.quiet.updates.init(dataSet(flag("a", 1), flag("b", 1)));
			Consumer<FlagChange> listener = (change) -> this.heard.add(change.key());
			FlagChangeTests.this.store.duringWrite = () -> listen(listener);
			this.quiet.updates.init(dataSet(flag("a", 2), flag("b", 1)));
			FlagChangeTests.this.store.duringWrite = null;
			this.quiet.takeChanges();
			assertThat(this.heard).contains("a");
		}

		@Test
		void updatesThatNobodyHeardAreNotForgotten() {
			Consumer<FlagChange> listener = (change) -> this.heard.add(change.key());
			listen(listener);
			this.quiet.updates.init(dataSet(flag("a", 1), flag("b", 1)));
			this.quiet.takeChanges();
			this.quiet.updates.removeFlagChangeListener(listener);
			this.quiet.updates.upsert(FEATURES, flag("b", 2, "a"));
			this.heard.clear();
			listen(listener);
			this.quiet.updates.upsert(FEATURES, flag("a", 2));
			this.quiet.takeChanges();
			assertThat(this.heard).containsExactly("a", "b");
		}

		@Test
		void storeThatCannotBeReadCostsOnlyTheDependents() {
			this.quiet.updates.init(dataSet(flag("a", 1), flag("b", 1, "a")));
			listen((change) -> this.heard.add(change.key()));
			FlagChangeTests.this.store.readsFail = true;
			this.quiet.updates.upsert(FEATURES, flag("a", 2));
			this.quiet.updates.upsert(SEGMENTS, segment("s", 2));
			this.quiet.takeChanges();
			assertThat(this.heard).containsExactly("a");
			FlagChangeTests.this.store.readsFail = false;
			this.quiet.updates.upsert(FEATURES, flag("a", 3));
			this.quiet.takeChanges();
			assertThat(this.heard).containsExactly("a", "a", "b");
		}

		private void listen(Consumer<FlagChange> listener) {
			this.quiet.updates.addFlagChangeListener(listener);
		}

	}

	@Test
	void snapshotOfTheStoreSaysWhatWasThereBefore() {
		try (DataSourceUpdatesFixture onMemory = new DataSourceUpdatesFixture(new InMemoryFeatureStore())) {
			onMemory.updates.init(dataSet(flag("a", 1), flag("b", 1)));
			onMemory.listening();
			onMemory.updates.init(dataSet(flag("a", 2), flag("b", 1)));
			assertThat(onMemory.takeChanges()).containsExactly("a");
		}
	}

	@Test
	void updateOfOneFlagDoesNotCopyTheOthers() {
		int updatesAtOnce = 100;
		List<FeatureFlag> flags = new ArrayList<>();
		for (int i = 0; i < 10_000; i++) {
			flags.add(flagWithSegments("flag" + i, 1, "segment" + i % 10));
		}
		try (DataSourceUpdatesFixture onMemory = new DataSourceUpdatesFixture(new InMemoryFeatureStore())) {
			onMemory.listening().updates.init(dataSet(flags.toArray()));
			for (int version = 2; version < 5; version++) {
				List<FeatureFlag> newer = new ArrayList<>();
				for (int i = 0; i < updatesAtOnce; i++) {
					newer.add(flagWithSegments("flag" + i, version, "segment" + i % 7));
				}
				long allocated = AllocatedBytes
					.by(() -> newer.forEach((flag) -> onMemory.updates.upsert(FEATURES, flag)));
				if (version > 2) {
					assertThat(allocated / updatesAtOnce).isLessThan(5_000);
				}
			}
		}
	}

	@Test
	void listenersAreCalledInOrderAndIsolated() {
		List<String> heard = new ArrayList<>();
		this.updates.addFlagChangeListener((change) -> {
			throw new IllegalStateException("on purpose");
		});
		Consumer<FlagChange> twice = (change) -> heard.add(change.key());
		this.updates.addFlagChangeListener(twice);
		this.updates.addFlagChangeListener(twice);
		this.updates.upsert(FEATURES, flag("a", 1));
		this.updates.upsert(FEATURES, flag("b", 1));
		assertThat(changes()).containsExactly("a", "b");
		assertThat(heard).containsExactly("a", "a", "b", "b");
		this.updates.removeFlagChangeListener(twice);
		this.updates.removeFlagChangeListener((change) -> heard.add("unknown"));
		this.updates.upsert(FEATURES, flag("c", 1));
		assertThat(changes()).containsExactly("c");
		assertThat(heard).containsExactly("a", "a", "b", "b", "c");
	}

	private DataSourceUpdates updates() {
		return this.updates;
	}

	private List<String> changes() {
		return this.fixture.takeChanges();
	}

	/** A store that hands out no snapshots, as one that is backed by a database. */
	private static final class ObservedStore implements FeatureStore {

		private final InMemoryFeatureStore delegate = new InMemoryFeatureStore();

		private int wholeReads;

		private boolean readsFail;

		private Runnable duringWrite;

		@Override
		public <T extends VersionedData> T get(VersionedDataKind<T> kind, String key) {
			return this.delegate.get(kind, key);
		}

		@Override
		public <T extends VersionedData> Map<String, T> all(VersionedDataKind<T> kind) {
			this.wholeReads++;
			if (this.readsFail) {
				throw new IllegalStateException("on purpose");
			}
			return this.delegate.all(kind);
		}

		@Override
		public boolean isInitialized() {
			return this.delegate.isInitialized();
		}

		@Override
		public void init(FullDataSet allData) {
			if (this.duringWrite != null) {
				this.duringWrite.run();
			}
			this.delegate.init(allData);
		}

		@Override
		public <T extends VersionedData> boolean upsert(VersionedDataKind<T> kind, T item) {
			return this.delegate.upsert(kind, item);
		}

	}

}
