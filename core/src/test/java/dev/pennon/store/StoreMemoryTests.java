package dev.pennon.store;

import java.util.Set;

import org.junit.jupiter.api.Test;

import static dev.pennon.store.TestKind.OTHER_THINGS;
import static dev.pennon.store.TestKind.THINGS;
import static org.assertj.core.api.Assertions.assertThat;

class StoreMemoryTests {

	private static final TestItem V1 = TestItem.of("foo", 1);

	private static final TestItem V2 = TestItem.of("foo", 2);

	private final StoreMemory memory = new StoreMemory();

	@Test
	void nothingIsRememberedBeforeTheFirstFullDataSet() {
		assertThat(this.memory.put(THINGS, V1)).isFalse();
		this.memory.addAllUnwritten();
		assertThat(this.memory.isFull()).isFalse();
		assertThat(this.memory.hasUnwritten()).isFalse();
		assertThat(this.memory.recentlyChanged(THINGS)).isEmpty();
	}

	@Test
	void putTellsWhetherItHasChangedAnything() {
		this.memory.init(THINGS.dataSet(V1));
		assertThat(this.memory.put(THINGS, V1)).isFalse();
		assertThat(this.memory.put(THINGS, V2)).isTrue();
		assertThat(this.memory.put(THINGS, V1)).isFalse();
		assertThat(this.memory.state()).isNotNull();
		assertThat(this.memory.state().known(THINGS, "foo")).isEqualTo(V2);
	}

	@Test
	void eightKeysThatChangedLastAreKnown() {
		this.memory.init(THINGS.dataSet(V1));
		this.memory.put(THINGS, V1);
		assertThat(this.memory.recentlyChanged(THINGS)).isEmpty();
		this.memory.put(THINGS, V2);
		for (int i = 0; i < 7; i++) {
			this.memory.put(THINGS, TestItem.of("key-" + i, 1));
		}
		assertThat(this.memory.recentlyChanged(THINGS)).hasSize(8).contains("foo");
		this.memory.put(THINGS, TestItem.of("foo", 3));
		this.memory.put(THINGS, TestItem.of("key-7", 1));
		assertThat(this.memory.recentlyChanged(THINGS)).containsExactlyInAnyOrder("foo", "key-1", "key-2", "key-3",
				"key-4", "key-5", "key-6", "key-7");
		assertThat(this.memory.recentlyChanged(OTHER_THINGS)).isEmpty();
	}

	@Test
	void unwrittenKeysAreHandedOverOnce() {
		this.memory.init(THINGS.dataSet(V1, TestItem.tombstone("bar", 1)));
		this.memory.addUnwritten(THINGS, "biz");
		assertThat(this.memory.unwritten(THINGS)).containsExactly("biz");
		this.memory.addAllUnwritten();
		assertThat(this.memory.hasUnwritten()).isTrue();
		assertThat(this.memory.takeUnwritten()).containsOnlyKeys(THINGS)
			.containsEntry(THINGS, Set.of("foo", "bar", "biz"));
		assertThat(this.memory.hasUnwritten()).isFalse();
		assertThat(this.memory.takeUnwritten()).isEmpty();
	}

	@Test
	void fullDataSetForgetsWhatWasUnwritten() {
		this.memory.init(THINGS.dataSet(V1));
		this.memory.addAllUnwritten();
		this.memory.init(THINGS.dataSet(V2));
		assertThat(this.memory.hasUnwritten()).isFalse();
		assertThat(this.memory.unwritten(THINGS)).isEmpty();
	}

	@Test
	void nothingKeepsTheLock() {
		this.memory.put(THINGS, V1);
		this.memory.init(THINGS.dataSet(V1));
		this.memory.put(THINGS, V2);
		this.memory.recentlyChanged(THINGS);
		this.memory.addUnwritten(THINGS, "foo");
		this.memory.addAllUnwritten();
		this.memory.unwritten(THINGS);
		this.memory.takeUnwritten();
		this.memory.hasUnwritten();
		OtherThread.run(() -> this.memory.put(THINGS, TestItem.of("foo", 3)));
		assertThat(this.memory.recentlyChanged(THINGS)).containsExactly("foo");
	}

}
