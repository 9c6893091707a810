package dev.pennon.differential;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes JSON smaller for as long as something still holds of it: takes out one property
 * or element after the other, largest first.
 */
final class Shrinker {

	private Shrinker() {
	}

	static ObjectNode shrink(ObjectNode json, Predicate<ObjectNode> stillHolds) {
		ObjectNode smallest = json;
		boolean changed = true;
		while (changed) {
			changed = false;
			for (List<Object> path : paths(smallest)) {
				ObjectNode candidate = smallest.deepCopy();
				if (remove(candidate, path) && stillHolds.test(candidate)) {
					smallest = candidate;
					changed = true;
				}
			}
		}
		return smallest;
	}

	private static List<List<Object>> paths(JsonNode json) {
		List<List<Object>> paths = new ArrayList<>();
		collect(json, List.of(), paths);
		paths.sort(Comparator.comparingInt(List::size));
		return paths;
	}

	private static void collect(JsonNode json, List<Object> path, List<List<Object>> paths) {
		if (json.isObject()) {
			json.properties().forEach((property) -> add(property.getValue(), path, property.getKey(), paths));
		}
		for (int i = json.isArray() ? json.size() - 1 : -1; i >= 0; i--) {
			add(json.get(i), path, i, paths);
		}
	}

	private static void add(JsonNode child, List<Object> path, Object step, List<List<Object>> paths) {
		List<Object> childPath = new ArrayList<>(path);
		childPath.add(step);
		paths.add(childPath);
		collect(child, childPath, paths);
	}

	private static boolean remove(JsonNode json, List<Object> path) {
		JsonNode parent = json;
		for (Object step : path.subList(0, path.size() - 1)) {
			parent = (step instanceof String name) ? parent.get(name) : parent.get((Integer) step);
			if (parent == null) {
				return false;
			}
		}
		Object last = path.get(path.size() - 1);
		if (parent instanceof ObjectNode object && last instanceof String name) {
			return object.remove(name) != null;
		}
		return parent instanceof ArrayNode array && last instanceof Integer index && array.remove(index) != null;
	}

}
