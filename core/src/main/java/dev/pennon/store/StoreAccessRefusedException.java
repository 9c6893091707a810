package dev.pennon.store;

import org.jspecify.annotations.Nullable;

/**
 * The database is there, but does not let this process read: the password is wrong, or
 * the user may not do what was asked. A {@link FeatureStoreCore} throws it so that the
 * log calls it an error that somebody has to mend. Where the core is
 * {@linkplain FeatureStoreCore#isAvailable() available} all the same, only this one
 * question is refused, and others go on to be asked.
 */
public final class StoreAccessRefusedException extends RuntimeException {

	/**
	 * Creates an exception.
	 * @param message what was refused, with the database's own words and without
	 * credentials
	 * @param cause the database's exception, if there is one
	 */
	public StoreAccessRefusedException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
