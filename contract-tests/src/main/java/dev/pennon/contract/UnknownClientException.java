package dev.pennon.contract;

import java.io.Serial;

/**
 * Says that there is no client with some id, or no longer.
 */
final class UnknownClientException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	UnknownClientException(String id) {
		super("There is no client '%s'; it was never created, or is closed already".formatted(id));
	}

}
