package dev.pennon.internal.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Trees whose containers stand on unmodifiable collections, so that they can be handed to
 * anyone without a copy: whoever tries to change one gets an
 * {@link UnsupportedOperationException}.
 */
final class FrozenJson {

	private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

	private static final ArrayNode EMPTY_ARRAY = new ArrayNode(NODES, List.of());

	private static final ObjectNode EMPTY_OBJECT = new ObjectNode(NODES, Map.of());

	private FrozenJson() {
	}

	// The parser bounds the depth, and with it the recursion
	static JsonNode read(JsonParser parser) {
		JsonToken token = parser.currentToken();
		if (token == null) {
			throw new StreamReadException(parser, "there is no JSON value");
		}
		return switch (token) {
			case VALUE_STRING -> StringNode.valueOf(parser.getString());
			case VALUE_NUMBER_INT -> readInteger(parser);
			case VALUE_NUMBER_FLOAT -> readFraction(parser);
			case VALUE_TRUE -> NODES.booleanNode(true);
			case VALUE_FALSE -> NODES.booleanNode(false);
			case VALUE_NULL -> NODES.nullNode();
			case START_ARRAY -> readArray(parser);
			case START_OBJECT -> readObject(parser);
			default -> throw new StreamReadException(parser, "there is no JSON value");
		};
	}

	private static JsonNode readInteger(JsonParser parser) {
		return switch (parser.getNumberType()) {
			case INT -> NODES.numberNode(parser.getIntValue());
			case LONG -> NODES.numberNode(parser.getLongValue());
			default -> NODES.numberNode(parser.getBigIntegerValue());
		};
	}

	private static JsonNode readFraction(JsonParser parser) {
		double value = parser.getDoubleValue();
		// An infinite double could not be written back as a number
		return Double.isFinite(value) ? NODES.numberNode(value) : NODES.numberNode(parser.getDecimalValue());
	}

	private static JsonNode readArray(JsonParser parser) {
		if (parser.nextToken() == JsonToken.END_ARRAY) {
			return EMPTY_ARRAY;
		}
		List<JsonNode> elements = new ArrayList<>();
		do {
			elements.add(read(parser));
		}
		while (parser.nextToken() != JsonToken.END_ARRAY);
		return array(elements);
	}

	private static JsonNode readObject(JsonParser parser) {
		String name = parser.nextName();
		if (name == null) {
			return EMPTY_OBJECT;
		}
		Map<String, JsonNode> members = new LinkedHashMap<>();
		for (; name != null; name = parser.nextName()) {
			parser.nextToken();
			members.put(name, read(parser));
		}
		return object(members);
	}

	static JsonNode freeze(JsonNode value) {
		return freeze(value, Json.MAX_DEPTH);
	}

	private static JsonNode freeze(JsonNode value, int depth) {
		return switch (value.getNodeType()) {
			case ARRAY -> freezeArray(value, depth);
			case OBJECT -> freezeObject(value, depth);
			case STRING, NUMBER, BOOLEAN, NULL -> value;
			default -> throw new IllegalArgumentException(
					"a node of type %s is no JSON; use text, numbers, booleans, arrays and objects"
						.formatted(value.getNodeType()));
		};
	}

	private static JsonNode freezeArray(JsonNode array, int depth) {
		requireDepth(depth);
		if (array.isEmpty()) {
			return EMPTY_ARRAY;
		}
		List<JsonNode> elements = new ArrayList<>(array.size());
		for (JsonNode element : array) {
			elements.add(freeze(element, depth - 1));
		}
		return array(elements);
	}

	private static JsonNode freezeObject(JsonNode object, int depth) {
		requireDepth(depth);
		if (object.isEmpty()) {
			return EMPTY_OBJECT;
		}
		Map<String, JsonNode> members = new LinkedHashMap<>();
		for (Map.Entry<String, JsonNode> member : object.properties()) {
			members.put(member.getKey(), freeze(member.getValue(), depth - 1));
		}
		return object(members);
	}

	private static void requireDepth(int depth) {
		if (depth == 0) {
			throw new IllegalArgumentException(
					"it is nested deeper than %d levels; make it flatter".formatted(Json.MAX_DEPTH));
		}
	}

	private static ArrayNode array(List<JsonNode> elements) {
		return new ArrayNode(NODES, Collections.unmodifiableList(elements));
	}

	private static ObjectNode object(Map<String, JsonNode> members) {
		return new ObjectNode(NODES, Collections.unmodifiableMap(members));
	}

	// The generator bounds the depth, and with it the recursion
	static void write(JsonGenerator generator, JsonNode value) {
		switch (value.getNodeType()) {
			case STRING -> generator.writeString(value.stringValue());
			case ARRAY -> {
				generator.writeStartArray();
				for (JsonNode element : value) {
					write(generator, element);
				}
				generator.writeEndArray();
			}
			case OBJECT -> {
				generator.writeStartObject();
				for (Map.Entry<String, JsonNode> member : value.properties()) {
					generator.writeName(member.getKey());
					write(generator, member.getValue());
				}
				generator.writeEndObject();
			}
			case BOOLEAN -> generator.writeBoolean(value.booleanValue());
			case NULL -> generator.writeNull();
			default -> generator.writeTree(value);
		}
	}

}
