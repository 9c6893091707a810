package dev.pennon.contract.wire;

import org.jspecify.annotations.Nullable;

/**
 * Refuses requests that leave out what cannot be left out.
 */
final class Required {

	private Required() {
	}

	static void property(String name, @Nullable Object value) {
		if (value == null) {
			throw new IllegalArgumentException("The property '%s' is missing".formatted(name));
		}
	}

}
