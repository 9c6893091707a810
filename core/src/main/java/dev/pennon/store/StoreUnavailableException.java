package dev.pennon.store;

import org.jspecify.annotations.Nullable;

/**
 * The database cannot be asked at present, and there is nothing in memory to answer with.
 */
public final class StoreUnavailableException extends RuntimeException {

	/**
	 * Creates an exception.
	 * @param message what could not be asked, and since when
	 * @param cause the failure of the database, if it is at hand
	 */
	public StoreUnavailableException(String message, @Nullable Throwable cause) {
		// While a database is down this may be thrown for every evaluation; the stack
		// would only say that somebody evaluated a flag
		super(message, cause, false, false);
	}

}
