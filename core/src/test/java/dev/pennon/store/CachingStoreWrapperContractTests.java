package dev.pennon.store;

import org.junit.jupiter.api.Nested;

/**
 * The contract of feature stores over a database in memory, in every cache mode.
 */
class CachingStoreWrapperContractTests {

	abstract static class Contract extends SharedFeatureStoreContract {

		private final CacheConfig config;

		private final MapCore core = new MapCore();

		Contract(CacheConfig config) {
			this.config = config;
		}

		@Override
		protected FeatureStore createStore() {
			this.core.wipe();
			return createStoreOnSameData();
		}

		@Override
		protected FeatureStore createIndependentStore() {
			return new CachingStoreWrapper(new MapCore(), this.config);
		}

		@Override
		protected FeatureStore createStoreOnSameData() {
			return new CachingStoreWrapper(this.core, this.config);
		}

	}

	@Nested
	class Off extends Contract {

		Off() {
			super(CacheConfig.off());
		}

	}

	@Nested
	class Ttl extends Contract {

		Ttl() {
			super(CacheConfig.defaults());
		}

	}

	@Nested
	class TtlWithCapacity extends Contract {

		TtlWithCapacity() {
			super(CacheConfig.defaults().withCapacity(10L));
		}

	}

	@Nested
	class Infinite extends Contract {

		Infinite() {
			super(CacheConfig.infinite());
		}

	}

}
