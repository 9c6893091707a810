package dev.pennon.context;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.pennon.internal.json.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Collects the attributes that are not built in.
 */
final class CustomAttributes {

	/** Not made before there is an attribute, since many contexts have none. */
	private @Nullable Map<String, JsonNode> values;

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
		if (this.values == null) {
			this.values = new LinkedHashMap<>();
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

	/** Returns the values that there are now. */
	AttributeMap toMap() {
		return (this.values != null) ? AttributeMap.copyOf(this.values) : AttributeMap.EMPTY;
	}

}
