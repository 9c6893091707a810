package dev.pennon.spring.redis;

import java.util.function.Supplier;

import dev.pennon.store.CacheMode;
import dev.pennon.store.FeatureStore;
import dev.pennon.store.FeatureStoreCore;
import dev.pennon.store.FeatureStoreCoreContract;
import dev.pennon.store.SharedFeatureStoreContract;

import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * The contracts over a Redis, whatever its topology.
 */
final class RedisContract {

	private RedisContract() {
	}

	/**
	 * A Redis and how to reach it.
	 *
	 * @param factory gives the application's factory
	 * @param clear empties it
	 * @param prefix the prefix to use
	 * @param otherPrefix another one
	 */
	record Setting(Supplier<RedisConnectionFactory> factory, Runnable clear, String prefix, String otherPrefix) {
	}

	abstract static class Core extends FeatureStoreCoreContract {

		private final Setting setting;

		Core(Setting setting) {
			this.setting = setting;
		}

		@Override
		protected FeatureStoreCore createCore() {
			this.setting.clear().run();
			return createCoreOnSameData();
		}

		@Override
		protected FeatureStoreCore createCoreOnSameData() {
			return RedisStores.core(this.setting.factory().get(), this.setting.prefix());
		}

		@Override
		protected FeatureStoreCore createIndependentCore() {
			return RedisStores.core(this.setting.factory().get(), this.setting.otherPrefix());
		}

	}

	abstract static class Store extends SharedFeatureStoreContract {

		private final Setting setting;

		private final CacheMode mode;

		Store(Setting setting, CacheMode mode) {
			this.setting = setting;
			this.mode = mode;
		}

		@Override
		protected FeatureStore createStore() {
			this.setting.clear().run();
			return createStoreOnSameData();
		}

		@Override
		protected FeatureStore createStoreOnSameData() {
			return RedisStores.store(this.setting.factory().get(), this.setting.prefix(), this.mode);
		}

		@Override
		protected FeatureStore createIndependentStore() {
			return RedisStores.store(this.setting.factory().get(), this.setting.otherPrefix(), this.mode);
		}

		@Override
		protected int concurrentKeys() {
			return 40;
		}

	}

}
