package dev.pennon.bigsegment;

import java.time.Instant;
import java.util.Set;

class MapBigSegmentStoreTests extends BigSegmentStoreContract {

	private MapBigSegmentStore map = new MapBigSegmentStore();

	@Override
	protected BigSegmentStore createStore() {
		this.map = new MapBigSegmentStore();
		return this.map;
	}

	@Override
	protected BigSegmentStore createIndependentStore() {
		return new MapBigSegmentStore();
	}

	@Override
	protected void writeMetadata(Instant lastUpToDate) {
		this.map.setLastUpToDate(lastUpToDate);
	}

	@Override
	protected void writeMembership(String contextHash, Set<String> included, Set<String> excluded) {
		this.map.setHashed(contextHash, included, excluded);
	}

}
