package dev.pennon.store;

import org.jspecify.annotations.Nullable;

/**
 * The database answers, but does not accept a write: it is read-only or full, or the user
 * may not write. A {@link FeatureStoreCore} throws it so that reads go on.
 */
public final class StoreWriteRefusedException extends RuntimeException {

	/**
	 * Creates an exception.
	 * @param message what was refused, with the database's own words
	 * @param cause the database's exception, if there is one
	 */
	public StoreWriteRefusedException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
