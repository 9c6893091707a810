package dev.pennon.context;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.pennon.internal.json.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Collects the attributes that are not built in. The map is copied only when it changes
 * after it was handed out.
 */
final class CustomAttributes {

	private Map<String, JsonNode> values = Map.of();

	private boolean handedOut = true;

	private final Map<String, String> problems = new LinkedHashMap<>();

	/** Sets or removes an attribute, and keeps in mind a value that is no usable JSON. */
	void set(String name, @Nullable JsonNode value) {
		try {
			put(name, value);
		}
		catch (IllegalArgumentException ex) {
			this.problems.put(name, "attribute \"%s\" cannot be used: %s".formatted(name, ex.getMessage()));
		}
	}

	/** Sets or removes an attribute, or returns false and leaves it as it was. */
	boolean trySet(String name, @Nullable JsonNode value) {
		try {
			return put(name, value);
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	private boolean put(String name, @Nullable JsonNode value) {
		if (name.isEmpty() || (value != null && isInfinite(value))) {
			return false;
		}
		JsonNode frozen = (value != null && !value.isNull() && !value.isMissingNode()) ? Json.freeze(value) : null;
		if (this.handedOut) {
			this.values = new LinkedHashMap<>(this.values);
			this.handedOut = false;
		}
		if (frozen != null) {
			this.values.put(name, frozen);
		}
		else {
			this.values.remove(name);
		}
		this.problems.remove(name);
		return true;
	}

	private static boolean isInfinite(JsonNode value) {
		return (value.isDouble() || value.isFloat()) && !Double.isFinite(Json.toDouble(value));
	}

	Collection<String> problems() {
		return this.problems.values();
	}

	/** Returns the values, which nobody changes any more. */
	Map<String, JsonNode> handOut() {
		this.handedOut = true;
		return this.values;
	}

}
