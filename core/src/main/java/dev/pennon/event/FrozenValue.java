package dev.pennon.event;

import dev.pennon.internal.json.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/**
 * Makes sure that a value does not change between being recorded and being written.
 */
final class FrozenValue {

	private FrozenValue() {
	}

	/**
	 * Returns the value in a form that nobody can change.
	 * @param value a value that its owner may change later
	 * @return the same value; a null node for one that is no JSON
	 */
	static @Nullable JsonNode of(@Nullable JsonNode value) {
		try {
			return (value != null) ? Json.freeze(value) : null;
		}
		catch (IllegalArgumentException ex) {
			return NullNode.getInstance();
		}
	}

}
