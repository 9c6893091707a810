package dev.pennon.store;

import java.util.function.Consumer;

/**
 * Tells whether the store can be used, and when that changes. Safe for use by any number
 * of threads.
 */
public interface DataStoreStatusProvider {

	/**
	 * Returns the present status. Never asks the store.
	 * @return the status; available and not stale for a store that is not monitored
	 */
	DataStoreStatus getStatus();

	/**
	 * Returns whether the store's failures and recoveries are noticed, so that the status
	 * means something.
	 * @return false for a store in memory, which cannot fail
	 */
	boolean isMonitoringEnabled();

	/**
	 * Adds a listener for changes of the status. Changes arrive in order, on one thread
	 * of the client; a listener that throws is logged and harms nobody.
	 * @param listener given each new status
	 */
	void addListener(Consumer<DataStoreStatus> listener);

	/**
	 * Removes a listener. Has no effect on one that was not added.
	 * @param listener the listener
	 */
	void removeListener(Consumer<DataStoreStatus> listener);

}
