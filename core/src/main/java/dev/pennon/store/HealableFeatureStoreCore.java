package dev.pennon.store;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A core whose database can be compared with what a process holds in memory, and filled
 * again from there, without reading or replacing everything. Without it a
 * {@link CachingStoreWrapper} writes back item by item after an outage, and does not
 * notice a database that was wiped while it was reachable.
 */
public interface HealableFeatureStoreCore extends FeatureStoreCore {

	/**
	 * Puts several items as {@link #upsertInternal} does each of them: where the database
	 * holds the same version or a higher one, that one stays. Other items are left alone.
	 * @param items the items and tombstones by kind
	 */
	void mergeInternal(Map<VersionedDataKind<?>, List<SerializedItem>> items);

	/**
	 * Marks the data as initialized, after it was completed by merges.
	 */
	void markInitializedInternal();

	/**
	 * Looks whether data was lost, with a request that costs the database little.
	 * @param expected for each kind what must be there at least
	 * @return whether the data is marked as initialized and every expectation holds
	 */
	boolean holdsInternal(Map<VersionedDataKind<?>, Expectation> expected);

	/**
	 * Claims the right to heal for this process, among all those that use the same data.
	 * @param limit the time after which the claim ends by itself
	 * @return whether no other process has claimed it
	 */
	boolean tryBeginHealing(Duration limit);

	/**
	 * Gives up the right to heal, so that another process need not wait for its end.
	 */
	void endHealing();

	/**
	 * What a kind must hold at least.
	 *
	 * @param count the number of items and tombstones
	 * @param versions the versions of some of the items by storage key; a higher one is
	 * as good
	 */
	record Expectation(int count, Map<String, Long> versions) {

		/**
		 * Creates an expectation.
		 */
		public Expectation {
			versions = Map.copyOf(versions);
		}

	}

}
