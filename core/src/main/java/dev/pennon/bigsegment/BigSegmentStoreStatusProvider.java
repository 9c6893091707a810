package dev.pennon.bigsegment;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Tells whether the big segment store can be used and is up to date, and when that
 * changes. Safe for use by any number of threads.
 */
public interface BigSegmentStoreStatusProvider {

	/**
	 * Returns the status that was last polled. Only before the first poll has ended the
	 * caller may have to wait for it, for one time limit of the store at most. Never
	 * throws.
	 * @return the status; neither available nor stale where no store is configured
	 */
	BigSegmentStoreStatus getStatus();

	/**
	 * Returns the status that was last polled, and never asks the store.
	 * @return the status, or null if the store has not been asked yet
	 */
	default @Nullable BigSegmentStoreStatus lastStatus() {
		BigSegmentStoreObservation observation = lastObservation();
		return (observation != null) ? observation.status() : null;
	}

	/**
	 * Returns what was seen when the store was last asked, and never asks it.
	 * @return the observation, or null if the store has not been asked yet, if there is
	 * none, or if the provider does not keep what it sees
	 */
	default @Nullable BigSegmentStoreObservation lastObservation() {
		return null;
	}

	/**
	 * Adds a listener for changes of the status. Changes arrive in order, on one thread
	 * of the client; a listener that throws is logged and harms nobody. A store counts as
	 * available and up to date until it is first asked, so that the first status is told
	 * only if it is another.
	 * @param listener given each new status
	 */
	void addListener(Consumer<BigSegmentStoreStatus> listener);

	/**
	 * Removes a listener. Has no effect on one that was not added.
	 * @param listener the listener
	 */
	void removeListener(Consumer<BigSegmentStoreStatus> listener);

}
