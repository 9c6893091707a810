package dev.pennon.store;

import org.jspecify.annotations.Nullable;

/**
 * A store whose reads may have to wait for a database. It tells what it has at hand, and
 * limits how long the reads of one evaluation wait together.
 */
public interface RemoteFeatureStore extends FeatureStore {

	/**
	 * Returns an item if that takes no waiting. Takes no lock and allocates nothing.
	 * @param <T> the type of the items
	 * @param kind the kind of the item
	 * @param key the storage key
	 * @return the item, or null if only {@link #get} can tell whether there is one
	 */
	<T extends VersionedData> @Nullable T getAtHand(VersionedDataKind<T> kind, String key);

	/**
	 * Returns whether the store is known to be initialized, without asking the database.
	 * @return whether {@link #isInitialized} is true and takes no waiting
	 */
	boolean isKnownInitialized();

	/**
	 * Returns a view of this store for one evaluation. Its reads of single items, and its
	 * question whether there is data, together wait no longer than one time limit of the
	 * store from now on; a sixty-fourth of it may come on top. What cannot be had in that
	 * time is answered as if the database did not answer. Reading a whole kind has a
	 * limit of its own.
	 * @return a new view, for one thread
	 */
	ReadOnlyStore limitedView();

	@Override
	default RemoteFeatureStore asRemote() {
		return this;
	}

}
