package dev.pennon.spring.redis;

import java.util.ArrayList;
import java.util.List;

import dev.pennon.store.CacheMode;
import dev.pennon.store.FeatureStore;
import dev.pennon.store.SharedFeatureStoreContract;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The contract of a store in Redis in each cache mode, wherever Redis is.
 */
@ParameterizedClass(name = "{0} in cache mode {1}")
@MethodSource("cells")
class RedisStoreContractTests extends SharedFeatureStoreContract {

	private final RedisTopology.Prefix place;

	private final CacheMode mode;

	RedisStoreContractTests(RedisTopology.Prefix place, CacheMode mode) {
		this.place = place;
		this.mode = mode;
	}

	static List<Arguments> cells() {
		List<Arguments> cells = new ArrayList<>();
		for (RedisTopology.Prefix place : RedisTopology.allPrefixes()) {
			for (CacheMode mode : CacheMode.values()) {
				cells.add(Arguments.of(place, mode));
			}
		}
		return cells;
	}

	@Override
	protected FeatureStore createStore() {
		this.place.topology().clear();
		return createStoreOnSameData();
	}

	@Override
	protected FeatureStore createStoreOnSameData() {
		return store(this.place.prefix());
	}

	@Override
	protected FeatureStore createIndependentStore() {
		return store(this.place.other());
	}

	private FeatureStore store(String prefix) {
		return RedisStores.store(this.place.topology().factory(), prefix, this.mode);
	}

	@Override
	protected int concurrentKeys() {
		return 10;
	}

}
