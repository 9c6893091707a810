package dev.pennon.datasource.testdata;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

import dev.pennon.context.ContextKind;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The contexts that a flag names by their keys. For one thread.
 */
final class Targets {

	private final Map<ContextKind, Map<String, Integer>> variationsByKey = new LinkedHashMap<>();

	Targets copy() {
		Targets copy = new Targets();
		this.variationsByKey.forEach((kind, keys) -> copy.variationsByKey.put(kind, new LinkedHashMap<>(keys)));
		return copy;
	}

	void set(ContextKind kind, String key, int variation) {
		this.variationsByKey.computeIfAbsent(kind, (absent) -> new LinkedHashMap<>()).put(key, variation);
	}

	void clear() {
		this.variationsByKey.clear();
	}

	/**
	 * Writes the targets as LaunchDarkly does: those of users have their keys in one list
	 * and their order in the other.
	 */
	void writeTo(ObjectNode flag) {
		ArrayNode targets = flag.putArray("targets");
		ArrayNode contextTargets = flag.putArray("contextTargets");
		this.variationsByKey.forEach((kind, keys) -> keysByVariation(keys, flag).forEach((variation, values) -> {
			ObjectNode contextTarget = contextTargets.addObject()
				.put("contextKind", kind.value())
				.put("variation", variation);
			if (kind.isDefault()) {
				contextTarget.putArray("values");
				targets.addObject().put("variation", variation).set("values", values);
			}
			else {
				contextTarget.set("values", values);
			}
		}));
	}

	private static Map<Integer, ArrayNode> keysByVariation(Map<String, Integer> variations, ObjectNode nodes) {
		Map<Integer, ArrayNode> keys = new TreeMap<>();
		variations.forEach((key, variation) -> keys.computeIfAbsent(variation, (absent) -> nodes.arrayNode()).add(key));
		return keys;
	}

}
