package dev.pennon.store;

/**
 * Wants to know when somebody else has written to the database behind a
 * {@link CachingStoreWrapper}. Called on one thread of the store.
 */
public interface StoreChangeListener {

	/**
	 * Returns whether it is worth the trouble at present to find out about changes. Asked
	 * often; must not wait.
	 * @return whether {@link #storeChanged} should be called
	 */
	boolean isWanted();

	/**
	 * Takes notice that the store may hold something else than before. Called at first as
	 * soon as this is {@linkplain #isWanted wanted}, and then after each change.
	 * @throws RuntimeException if the store could not be read; then this is called again
	 */
	void storeChanged();

}
