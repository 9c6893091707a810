package dev.pennon.bigsegment;

import org.jspecify.annotations.Nullable;

/**
 * The store answered, but what it holds for one context cannot be read. Harms that
 * context alone, while any other exception means that the store cannot be asked.
 */
public final class InvalidMembershipException extends RuntimeException {

	/**
	 * Creates an exception.
	 * @param message what cannot be read, and why
	 * @param cause the failure behind it, if there is one
	 */
	public InvalidMembershipException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
