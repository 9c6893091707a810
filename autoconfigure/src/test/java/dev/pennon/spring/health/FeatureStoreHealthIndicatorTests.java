package dev.pennon.spring.health;

import java.util.Map;
import java.util.stream.Stream;

import dev.pennon.model.DataKinds;
import dev.pennon.store.CacheConfig;
import dev.pennon.store.CachingStoreWrapper;
import dev.pennon.store.DataStoreStatus;
import dev.pennon.store.FeatureStore;
import dev.pennon.store.FeatureStoreCore;
import dev.pennon.store.FullDataSet;
import dev.pennon.store.InMemoryFeatureStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.clearInvocations;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;

/**
 * Tests for {@link FeatureStoreHealthIndicator}.
 */
class FeatureStoreHealthIndicatorTests {

	static Stream<Arguments> conditionsOfAForeignStore() {
		return Stream.of(Arguments.of(true, true, FeatureStoreCondition.VALID),
				Arguments.of(false, true, FeatureStoreCondition.INTERRUPTED),
				Arguments.of(true, false, FeatureStoreCondition.INITIALIZING),
				Arguments.of(false, false, FeatureStoreCondition.UNAVAILABLE));
	}

	@ParameterizedTest
	@MethodSource("conditionsOfAForeignStore")
	void storeOfTheApplicationIsNeverAsked(boolean available, boolean dataStored, FeatureStoreCondition expected) {
		FeatureStore store = mock(FeatureStore.class);
		Health health = health(store, new DataStoreStatus(available, !available), dataStored);
		assertThat(health.getStatus().getCode()).isEqualTo(expected.name());
		assertThat(health.getDetails()).containsEntry("available", available).doesNotContainKey("flags");
		verifyNoInteractions(store);
	}

	@Test
	void storeInMemoryKnowsItself() {
		InMemoryFeatureStore store = new InMemoryFeatureStore();
		assertThat(health(store).getStatus().getCode()).isEqualTo("INITIALIZING");
		store.init(FullDataSet.empty());
		Health health = health(store);
		assertThat(health.getStatus().getCode()).isEqualTo("VALID");
		assertThat(health.getDetails()).containsEntry("flags", 0).containsEntry("segments", 0);
	}

	@Test
	void databaseIsValidOnceItHasTakenData() {
		try (CachingStoreWrapper store = new CachingStoreWrapper(mock(FeatureStoreCore.class),
				CacheConfig.defaults())) {
			assertThat(health(store).getStatus().getCode()).isEqualTo("INITIALIZING");
			store.init(FullDataSet.empty());
			Health health = health(store);
			assertThat(health.getStatus().getCode()).isEqualTo("VALID");
			assertThat(health.getDetails()).containsEntry("reachable", true).doesNotContainKey("lastError");
		}
	}

	@Test
	void databaseThatDoesNotTakeTheDataIsInterrupted() {
		FeatureStoreCore core = mock(FeatureStoreCore.class);
		willThrow(new IllegalStateException("carrier pigeon lost")).given(core).initInternal(any());
		try (CachingStoreWrapper store = new CachingStoreWrapper(core, CacheConfig.defaults())) {
			store.init(FullDataSet.builder().items(DataKinds.FEATURES, Map.of()).build());
			Health health = health(store);
			assertThat(health.getStatus().getCode()).isEqualTo("INTERRUPTED");
			assertThat(health.getDetails()).containsEntry("reachable", false)
				.containsEntry("answeringFromMemory", true)
				.containsKeys("since", "lastError", "refusedWrites");
		}
	}

	@Test
	void databaseThatCannotBeReachedAndNothingInMemoryIsUnavailable() {
		FeatureStoreCore core = mock(FeatureStoreCore.class);
		given(core.getInternal(any(), any())).willThrow(new IllegalStateException("carrier pigeon lost"));
		try (CachingStoreWrapper store = new CachingStoreWrapper(core, CacheConfig.defaults())) {
			assertThatIllegalStateException().isThrownBy(() -> store.get(DataKinds.FEATURES, "wide"));
			assertThat(health(store).getStatus().getCode()).isEqualTo("UNAVAILABLE");
		}
	}

	@Test
	void databaseIsNeverAsked() {
		FeatureStoreCore core = mock(FeatureStoreCore.class);
		try (CachingStoreWrapper store = new CachingStoreWrapper(core, CacheConfig.defaults())) {
			clearInvocations(core);
			health(store);
			verifyNoInteractions(core);
		}
	}

	private static Health health(FeatureStore store) {
		return health(store, new DataStoreStatus(true, false), false);
	}

	private static Health health(FeatureStore store, DataStoreStatus status, boolean dataStored) {
		Health health = new FeatureStoreHealthIndicator(store, () -> status, () -> dataStored,
				(condition) -> new Status(condition.name()))
			.health();
		assertThat(health).isNotNull();
		return health;
	}

}
