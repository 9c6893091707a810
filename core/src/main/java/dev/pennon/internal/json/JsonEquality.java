package dev.pennon.internal.json;

import java.util.Iterator;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Compares JSON by what it means. Each method goes down by at most the given depth, so
 * that no tree can overflow the stack.
 */
final class JsonEquality {

	private JsonEquality() {
	}

	// The nodes' own equals goes down without a bound
	@SuppressWarnings("ReferenceEquality")
	static boolean equal(@Nullable JsonNode left, @Nullable JsonNode right, int depth) {
		if (left == right) {
			return true;
		}
		if (left == null || right == null || left.getNodeType() != right.getNodeType() || depth == 0) {
			return false;
		}
		return switch (left.getNodeType()) {
			case NUMBER -> normalized(left) == normalized(right);
			case ARRAY -> equalElements(left, right, depth - 1);
			case OBJECT -> equalMembers(left, right, depth - 1);
			default -> left.equals(right);
		};
	}

	private static boolean equalElements(JsonNode left, JsonNode right, int depth) {
		if (left.size() != right.size()) {
			return false;
		}
		Iterator<JsonNode> rights = right.iterator();
		for (JsonNode element : left) {
			if (!rights.hasNext() || !equal(element, rights.next(), depth)) {
				return false;
			}
		}
		return true;
	}

	private static boolean equalMembers(JsonNode left, JsonNode right, int depth) {
		if (left.size() != right.size()) {
			return false;
		}
		for (Map.Entry<String, JsonNode> member : left.properties()) {
			if (!equal(member.getValue(), right.get(member.getKey()), depth)) {
				return false;
			}
		}
		return true;
	}

	static int hash(@Nullable JsonNode value, int depth) {
		if (value == null || depth == 0) {
			return 0;
		}
		return switch (value.getNodeType()) {
			case NUMBER -> Long.hashCode(normalized(value));
			case ARRAY -> hashOfElements(value, depth - 1);
			case OBJECT -> hashOfMembers(value, depth - 1);
			default -> value.hashCode();
		};
	}

	private static int hashOfElements(JsonNode array, int depth) {
		int hash = 1;
		for (JsonNode element : array) {
			hash = 31 * hash + hash(element, depth);
		}
		return hash;
	}

	private static int hashOfMembers(JsonNode object, int depth) {
		int hash = 0;
		for (Map.Entry<String, JsonNode> member : object.properties()) {
			hash += member.getKey().hashCode() ^ hash(member.getValue(), depth);
		}
		return hash;
	}

	static double toDouble(JsonNode number) {
		return number.isDouble() ? number.doubleValue() : number.numberValue().doubleValue();
	}

	/**
	 * One bit pattern for each number: -0 is 0, and what is not a number equals itself.
	 */
	private static long normalized(JsonNode number) {
		return Double.doubleToLongBits(toDouble(number) + 0.0);
	}

}
