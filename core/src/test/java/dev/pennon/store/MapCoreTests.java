package dev.pennon.store;

/**
 * Holds the database of the other tests to the contract, and the contract to a core.
 */
class MapCoreTests extends FeatureStoreCoreContract {

	private MapCore database = new MapCore();

	@Override
	protected FeatureStoreCore createCore() {
		this.database = new MapCore();
		return this.database;
	}

	@Override
	protected FeatureStoreCore createCoreOnSameData() {
		return this.database;
	}

	@Override
	protected FeatureStoreCore createIndependentCore() {
		return new MapCore();
	}

}
