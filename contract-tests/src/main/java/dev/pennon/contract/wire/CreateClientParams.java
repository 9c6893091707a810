package dev.pennon.contract.wire;

import org.jspecify.annotations.Nullable;

/**
 * Asks for a client.
 *
 * @param tag which test the client is for
 * @param configuration how the client is to be
 */
public record CreateClientParams(@Nullable String tag, ClientConfiguration configuration) {

	public CreateClientParams {
		Required.property("configuration", configuration);
	}

}
