package dev.pennon.store;

import org.junit.jupiter.api.Test;

import static dev.pennon.store.TestKind.THINGS;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a {@link FeatureStore} must do besides whose data several processes share.
 */
public abstract class SharedFeatureStoreContract extends FeatureStoreContract {

	/**
	 * Creates another store on the data of those that {@link #createStore} returns, as
	 * another process has it.
	 * @return a new store, which this class closes
	 */
	protected abstract FeatureStore createStoreOnSameData();

	@Test
	void initOfOneProcessIsSeenByAnother() {
		FeatureStore writer = closing(createStore());
		writer.init(THINGS.dataSet(TestItem.of("foo", 1)));
		FeatureStore reader = closing(createStoreOnSameData());
		assertThat(reader.isInitialized()).isTrue();
		assertThat(reader.get(THINGS, "foo")).isEqualTo(TestItem.of("foo", 1));
		assertThat(reader.all(THINGS)).containsOnlyKeys("foo");
	}

	@Test
	void versionsHoldAcrossProcesses() {
		FeatureStore writer = closing(createStore());
		writer.init(THINGS.dataSet(TestItem.of("foo", 5)));
		FeatureStore other = closing(createStoreOnSameData());
		assertThat(other.upsert(THINGS, TestItem.of("foo", 4))).isFalse();
		assertThat(other.delete(THINGS, "foo", 6)).isTrue();
		assertThat(writer.upsert(THINGS, TestItem.of("foo", 6))).isFalse();
	}

}
