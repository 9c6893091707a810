package dev.pennon;

import java.util.Map;
import java.util.Set;

import dev.pennon.bigsegment.BigSegmentsConfig;
import dev.pennon.bigsegment.MapBigSegmentStore;
import dev.pennon.context.EvaluationContext;
import dev.pennon.evaluation.BigSegmentsStatus;
import dev.pennon.evaluation.ErrorKind;
import dev.pennon.evaluation.EvaluationDetail;
import dev.pennon.evaluation.EvaluationReason;
import dev.pennon.model.DataKinds;
import dev.pennon.store.FeatureStore;
import dev.pennon.store.FullDataSet;
import dev.pennon.store.InMemoryFeatureStore;
import dev.pennon.store.VersionedData;
import dev.pennon.store.VersionedDataKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class FlagClientReasonTests {

	private static final EvaluationContext CONTEXT = EvaluationContext.of("user-key");

	private static final String FLAGS = """
			{"flags": {
			  "off": {"version": 1, "on": false, "offVariation": 1, "variations": ["a", "b"]},
			  "fallthrough": {"version": 1, "on": true, "fallthrough": {"variation": 1}, "variations": ["a", "b"]},
			  "target": {"version": 1, "on": true, "fallthrough": {"variation": 1}, "variations": ["a", "b"],
			    "targets": [{"values": ["user-key"], "variation": 0}]},
			  "rule": {"version": 1, "on": true, "fallthrough": {"variation": 1}, "variations": ["a", "b"],
			    "rules": [{"id": "no", "variation": 1, "clauses": [{"attribute": "key", "op": "in", "values": ["x"]}]},
			      {"id": "yes", "variation": 0, "clauses": [{"attribute": "key", "op": "in", "values": ["user-key"]}]}]},
			  "prerequisite": {"version": 1, "on": true, "offVariation": 1, "fallthrough": {"variation": 0},
			    "variations": ["a", "b"], "prerequisites": [{"key": "off", "variation": 1}]},
			  "malformed": {"version": 1, "on": true, "fallthrough": {"variation": 9}, "variations": ["a", "b"]},
			  "experiment": {"version": 1, "on": true, "salt": "s", "variations": ["a", "b"],
			    "fallthrough": {"rollout": {"kind": "experiment", "variations": [{"variation": 0, "weight": 100000}]}}},
			  "big": {"version": 1, "on": true, "fallthrough": {"variation": 1}, "variations": ["a", "b"],
			    "rules": [{"variation": 0, "clauses": [{"attribute": "", "op": "segmentMatch", "values": ["big"]}]}]}},
			 "segments": {"big": {"version": 1, "unbounded": true, "generation": 2}}}""";

	@Test
	void eachWayThroughAFlagHasItsReason() {
		try (FlagClient client = FlagFixtures.clientWith(FLAGS)) {
			assertThat(detail(client, "off")).isEqualTo(new EvaluationDetail<>("b", 1, EvaluationReason.off()));
			assertThat(detail(client, "fallthrough"))
				.isEqualTo(new EvaluationDetail<>("b", 1, EvaluationReason.fallthrough(false)));
			assertThat(detail(client, "target"))
				.isEqualTo(new EvaluationDetail<>("a", 0, EvaluationReason.targetMatch()));
			assertThat(detail(client, "rule"))
				.isEqualTo(new EvaluationDetail<>("a", 0, EvaluationReason.ruleMatch(1, "yes", false)));
			assertThat(detail(client, "prerequisite"))
				.isEqualTo(new EvaluationDetail<>("b", 1, EvaluationReason.prerequisiteFailed("off")));
			assertThat(detail(client, "experiment"))
				.isEqualTo(new EvaluationDetail<>("a", 0, EvaluationReason.fallthrough(true)));
			assertThat(detail(client, "malformed")).isEqualTo(error(ErrorKind.MALFORMED_FLAG));
			assertThat(detail(client, "unknown")).isEqualTo(error(ErrorKind.FLAG_NOT_FOUND));
		}
	}

	@Test
	void bigSegmentsAreAskedForAndTheirStatusReported() {
		MapBigSegmentStore store = new MapBigSegmentStore();
		store.set("user-key", Set.of("big.g2"), Set.of());
		FlagClient client = FlagClient.builder()
			.featureStore(FlagFixtures.storeWith(FLAGS))
			.bigSegmentStore(store, BigSegmentsConfig.defaults())
			.build();
		client.start();
		assertThat(detail(client, "big")).isEqualTo(new EvaluationDetail<>("a", 0,
				EvaluationReason.ruleMatch(0, null, false).withBigSegmentsStatus(BigSegmentsStatus.STALE)));
		client.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "fallthrough", "unknown" })
	void nullAndInvalidContextsGetTheDefault(String key) {
		try (FlagClient client = FlagFixtures.clientWith(FLAGS)) {
			assertThat(client.stringVariationDetail(key, null, "default"))
				.isEqualTo(error(ErrorKind.USER_NOT_SPECIFIED));
			assertThat(client.stringVariationDetail(key, EvaluationContext.of(""), "default"))
				.isEqualTo(error(ErrorKind.USER_NOT_SPECIFIED));
		}
	}

	@Test
	void evaluationBeforeTheStartGivesTheDefault() {
		FlagClient client = FlagClient.builder().featureStore(FlagFixtures.storeWith(FLAGS)).build();
		assertThat(detail(client, "off")).isEqualTo(error(ErrorKind.CLIENT_NOT_READY));
		assertThat(client.stringVariationDetail("off", null, "default")).isEqualTo(error(ErrorKind.CLIENT_NOT_READY));
		client.start();
		assertThat(detail(client, "off").reason()).isEqualTo(EvaluationReason.off());
		client.close();
	}

	@Test
	void evaluationAfterTheCloseGivesTheDefault() {
		FlagClient client = FlagFixtures.clientWith(FLAGS);
		client.close();
		assertThat(detail(client, "off")).isEqualTo(error(ErrorKind.CLIENT_NOT_READY));
		assertThat(client.boolVariation("off", CONTEXT, true)).isTrue();
		assertThat(client.allFlagsState(CONTEXT).isValid()).isFalse();
	}

	@Test
	void evaluationWithoutDataGivesTheDefault() {
		FlagClient client = FlagClient.builder().featureStore(new InMemoryFeatureStore()).build();
		client.start();
		assertThat(detail(client, "off")).isEqualTo(error(ErrorKind.CLIENT_NOT_READY));
		client.close();
	}

	@Test
	void externalDataIsUsedWhetherOrNotTheStoreIsMarkedAsInitialized() {
		InMemoryFeatureStore store = new InMemoryFeatureStore();
		store.upsert(DataKinds.FEATURES, FlagFixtures.flag("flag", FlagFixtures.flagWithValue("\"x\"")));
		FlagClient client = FlagClient.builder().featureStore(store).externalData(true).build();
		client.start();
		assertThat(client.isInitialized()).isTrue();
		assertThat(detail(client, "flag").value()).isEqualTo("x");
		assertThat(detail(client, "unknown")).isEqualTo(error(ErrorKind.FLAG_NOT_FOUND));
		client.close();
	}

	@Test
	void offlineClientGivesTheDefaultWhateverItsStoreHolds() {
		FlagClient client = FlagClient.builder().featureStore(FlagFixtures.storeWith(FLAGS)).offline(true).build();
		client.start();
		assertThat(client.isOffline()).isTrue();
		assertThat(client.isInitialized()).isTrue();
		assertThat(detail(client, "off")).isEqualTo(error(ErrorKind.CLIENT_NOT_READY));
		client.close();
	}

	@ParameterizedTest
	@ValueSource(classes = { IllegalStateException.class, StackOverflowError.class, NoClassDefFoundError.class })
	void whatTheStoreThrowsDoesNotEscape(Class<? extends Throwable> type) throws Exception {
		FailingStore store = new FailingStore(type.getDeclaredConstructor().newInstance());
		FlagClient client = FlagClient.builder().featureStore(store).build();
		client.start();
		assertThat(detail(client, "off")).isEqualTo(error(ErrorKind.EXCEPTION));
		assertThat(client.boolVariation("off", CONTEXT, true)).isTrue();
		assertThat(client.intVariation("off", CONTEXT, 4)).isEqualTo(4);
		assertThat(client.doubleVariation("off", CONTEXT, 4)).isEqualTo(4);
		assertThat(client.jsonVariation("off", CONTEXT, "d", String.class)).isEqualTo("d");
		assertThat(client.allFlagsState(CONTEXT).isValid()).isFalse();
		client.close();
	}

	@Test
	void nullKeyDoesNotThrow() {
		try (FlagClient client = FlagFixtures.clientWith(FLAGS)) {
			assertThat(client.boolVariation(null, CONTEXT, true)).isTrue();
		}
	}

	@Test
	void exhaustedStackOfTheCallerDoesNotBreakTheClient() {
		try (FlagClient client = FlagFixtures.clientWith(FLAGS)) {
			assertThat(deepest(client)).isNotNull();
			assertThat(detail(client, "off").value()).isEqualTo("b");
		}
	}

	private static String deepest(FlagClient client) {
		try {
			return deepest(client);
		}
		catch (StackOverflowError ex) {
			return client.stringVariation("rule", CONTEXT, "default");
		}
	}

	private static EvaluationDetail<String> detail(FlagClient client, String key) {
		return client.stringVariationDetail(key, CONTEXT, "default");
	}

	private static EvaluationDetail<String> error(ErrorKind kind) {
		return new EvaluationDetail<>("default", EvaluationDetail.NO_VARIATION, EvaluationReason.error(kind));
	}

	/** Is initialized, and fails whenever it is asked for an item. */
	private static final class FailingStore implements FeatureStore {

		private final Throwable failure;

		FailingStore(Throwable failure) {
			this.failure = failure;
		}

		@Override
		public <T extends VersionedData> T get(VersionedDataKind<T> kind, String key) {
			throw FailingStore.<RuntimeException>sneaky(this.failure);
		}

		@Override
		public <T extends VersionedData> Map<String, T> all(VersionedDataKind<T> kind) {
			throw FailingStore.<RuntimeException>sneaky(this.failure);
		}

		@Override
		public boolean isInitialized() {
			return true;
		}

		@Override
		public void init(FullDataSet allData) {
		}

		@Override
		public <T extends VersionedData> boolean upsert(VersionedDataKind<T> kind, T item) {
			return false;
		}

		@SuppressWarnings("unchecked")
		private static <X extends Throwable> X sneaky(Throwable failure) throws X {
			throw (X) failure;
		}

	}

}
