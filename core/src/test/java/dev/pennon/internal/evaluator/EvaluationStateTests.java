package dev.pennon.internal.evaluator;

import java.util.Map;

import dev.pennon.model.FeatureFlag;
import dev.pennon.store.FullDataSet;
import dev.pennon.store.InMemoryFeatureStore;
import dev.pennon.store.ReadOnlyStore;
import dev.pennon.store.RemoteFeatureStore;
import dev.pennon.store.VersionedData;
import dev.pennon.store.VersionedDataKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static dev.pennon.model.DataKinds.FEATURES;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Through what an evaluation reads.
 */
class EvaluationStateTests {

	private static final FeatureFlag AT_HAND = EvaluationFixture.parseFlag("at-hand", "'on':true");

	private static final FeatureFlag FAR = EvaluationFixture.parseFlag("far", "'on':true");

	private final Remote store = new Remote();

	private final EvaluationState state = new EvaluationState(null, 0);

	@Test
	void whatIsAtHandIsReadWithoutADeadline() {
		this.state.begin(null);
		assertThat(this.state.read(this.store, FEATURES, "at-hand")).isSameAs(AT_HAND);
		assertThat(this.state.read(this.store, FEATURES, "at-hand")).isSameAs(AT_HAND);
		assertThat(this.store.views).isZero();
	}

	@Test
	void whatIsNotAtHandIsReadThroughOneView() {
		this.state.begin(null);
		assertThat(this.state.read(this.store, FEATURES, "far")).isSameAs(FAR);
		assertThat(this.state.read(this.store, FEATURES, "far")).isSameAs(FAR);
		assertThat(this.state.read(this.store, FEATURES, "unknown")).isNull();
		assertThat(this.state.read(this.store, FEATURES, "at-hand")).isSameAs(AT_HAND);
		assertThat(this.store.views).isEqualTo(1);
	}

	@Test
	void nextEvaluationWaitsForALimitOfItsOwn() {
		this.state.begin(null);
		assertThat(this.state.read(this.store, FEATURES, "far")).isSameAs(FAR);
		this.state.end(FAR.offResult());
		this.state.begin(null);
		assertThat(this.state.read(this.store, FEATURES, "far")).isSameAs(FAR);
		assertThat(this.store.views).isEqualTo(2);
	}

	/** Has everything, but one flag alone at hand. */
	private static final class Remote implements RemoteFeatureStore {

		private final InMemoryFeatureStore everything = new InMemoryFeatureStore();

		private final InMemoryFeatureStore atHand = new InMemoryFeatureStore();

		private int views;

		Remote() {
			this.atHand.upsert(FEATURES, AT_HAND);
			this.everything.upsert(FEATURES, AT_HAND);
			this.everything.upsert(FEATURES, FAR);
		}

		@Override
		public <T extends VersionedData> @Nullable T getAtHand(VersionedDataKind<T> kind, String key) {
			return this.atHand.get(kind, key);
		}

		@Override
		public ReadOnlyStore limitedView() {
			this.views++;
			return this.everything;
		}

		@Override
		public boolean isKnownInitialized() {
			return true;
		}

		@Override
		public <T extends VersionedData> @Nullable T get(VersionedDataKind<T> kind, String key) {
			throw new AssertionError("read without a deadline");
		}

		@Override
		public <T extends VersionedData> Map<String, T> all(VersionedDataKind<T> kind) {
			throw new AssertionError("read without a deadline");
		}

		@Override
		public boolean isInitialized() {
			return true;
		}

		@Override
		public void init(FullDataSet allData) {
			throw new UnsupportedOperationException();
		}

		@Override
		public <T extends VersionedData> boolean upsert(VersionedDataKind<T> kind, T item) {
			throw new UnsupportedOperationException();
		}

	}

}
