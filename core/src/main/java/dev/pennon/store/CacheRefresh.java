package dev.pennon.store;

/**
 * When a {@link CachingStoreWrapper} in {@link CacheMode#TTL} mode reads an item again.
 */
public enum CacheRefresh {

	/** When it is asked for after its time: whoever asks waits for the database. */
	ON_EXPIRY,

	/**
	 * In the background, when it is asked for in the last quarter of its time: an item
	 * that is in steady use never makes anyone wait.
	 */
	AHEAD

}
