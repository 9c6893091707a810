package dev.pennon.store;

import org.jspecify.annotations.Nullable;

/**
 * The JSON of an item could not be understood: it is not JSON, or a property has a wrong
 * type. The message names the item and the place.
 */
public final class InvalidItemException extends RuntimeException {

	/**
	 * Creates an exception.
	 * @param message what is wrong, with the item and the place
	 * @param cause the parser's exception, if there is one
	 */
	public InvalidItemException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
