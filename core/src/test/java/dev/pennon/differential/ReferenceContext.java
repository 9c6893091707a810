package dev.pennon.differential;

import java.util.List;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a context's JSON for {@link ReferenceEvaluator}.
 *
 * @param json a single or multi-kind context, valid and not in the legacy form
 */
record ReferenceContext(JsonNode json) {

	/** Returns the individual context of a kind, or null. */
	JsonNode individual(String kind) {
		String own = this.json.get("kind").stringValue();
		if (own.equals("multi")) {
			JsonNode individual = kind.equals("kind") ? null : this.json.get(kind);
			return (individual != null) ? ((ObjectNode) individual.deepCopy()).put("kind", kind) : null;
		}
		return own.equals(kind) ? this.json : null;
	}

	List<String> kinds() {
		String own = this.json.get("kind").stringValue();
		return own.equals("multi")
				? this.json.propertyNames().stream().filter((name) -> !name.equals("kind")).sorted().toList()
				: List.of(own);
	}

	/** Returns the value at a path of an individual context, or null if there is none. */
	static JsonNode value(JsonNode individual, List<String> path) {
		JsonNode value = builtInOrCustom(individual, path.get(0));
		for (String component : path.subList(1, path.size())) {
			value = (value != null && value.isObject()) ? value.get(component) : null;
		}
		return (value == null || value.isNull()) ? null : value;
	}

	private static JsonNode builtInOrCustom(JsonNode individual, String name) {
		if (name.equals("anonymous")) {
			JsonNode anonymous = individual.get(name);
			return (anonymous == null || anonymous.isNull()) ? BooleanNode.FALSE : anonymous;
		}
		return name.equals("_meta") ? null : individual.get(name);
	}

}
