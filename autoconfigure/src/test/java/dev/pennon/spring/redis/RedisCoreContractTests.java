package dev.pennon.spring.redis;

import java.util.List;

import dev.pennon.store.FeatureStoreCore;
import dev.pennon.store.FeatureStoreCoreContract;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The contract of {@link RedisFeatureStoreCore}, wherever Redis is.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("prefixes")
class RedisCoreContractTests extends FeatureStoreCoreContract {

	private final RedisTopology.Prefix place;

	RedisCoreContractTests(RedisTopology.Prefix place) {
		this.place = place;
	}

	static List<RedisTopology.Prefix> prefixes() {
		return RedisTopology.allPrefixes();
	}

	@Override
	protected FeatureStoreCore createCore() {
		this.place.topology().clear();
		return createCoreOnSameData();
	}

	@Override
	protected FeatureStoreCore createCoreOnSameData() {
		return core(this.place.prefix());
	}

	@Override
	protected FeatureStoreCore createIndependentCore() {
		return core(this.place.other());
	}

	private FeatureStoreCore core(String prefix) {
		return RedisStores.core(this.place.topology().factory(), prefix);
	}

}
