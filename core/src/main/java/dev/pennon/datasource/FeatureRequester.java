package dev.pennon.datasource;

import java.io.IOException;
import java.util.Optional;

import dev.pennon.store.FullDataSet;
import dev.pennon.store.InvalidItemException;

/**
 * Asks for all flags and segments, once for each call. The client's source calls
 * {@link #getAll} and {@link #forget} on one thread at a time; {@link #cancel} may come
 * from any other.
 */
public interface FeatureRequester {

	/**
	 * Asks for the data and waits for it.
	 * @return all data, or empty if it has not changed since it was last returned
	 * @throws dev.pennon.http.HttpStatusException if the service answered with an error
	 * @throws IOException if the service could not be asked
	 * @throws InvalidItemException if the answer is not valid
	 */
	Optional<FullDataSet> getAll() throws IOException;

	/**
	 * Makes the next {@link #getAll} return the data even if it has not changed: what was
	 * returned last could not be stored. A requester that always returns data need not do
	 * anything.
	 */
	default void forget() {
	}

	/**
	 * Calls off a request that another thread is waiting for, if there is one, and lets
	 * go of connections. The requester can be used again afterwards.
	 */
	default void cancel() {
	}

}
