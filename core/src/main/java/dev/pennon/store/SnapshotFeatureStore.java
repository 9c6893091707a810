package dev.pennon.store;

/**
 * A store that can hand out a view of one state, so that an evaluation never sees a flag
 * from before an update with a segment from after it.
 */
public interface SnapshotFeatureStore extends FeatureStore {

	/**
	 * Returns the present state. Later updates do not show in it. Takes no lock, does no
	 * I/O and copies nothing.
	 * @return a view that never changes
	 */
	ReadOnlyStore snapshot();

}
