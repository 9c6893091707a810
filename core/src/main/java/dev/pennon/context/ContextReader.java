package dev.pennon.context;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.pennon.internal.json.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;

/**
 * Reads a context from JSON. The parser's members become the map in which the context
 * keeps its attributes, so that none is copied.
 */
final class ContextReader {

	private static final String MISSING = "context JSON is missing; give an object with \"kind\" and \"key\"";

	private ContextReader() {
	}

	static EvaluationContext read(@Nullable String json) {
		if (json == null) {
			return EvaluationContext.invalid(MISSING);
		}
		try (JsonParser parser = Json.mapper().createParser(json)) {
			return read(parser);
		}
		catch (JacksonException ex) {
			return malformed(ex);
		}
	}

	static EvaluationContext read(byte @Nullable [] json) {
		if (json == null) {
			return EvaluationContext.invalid(MISSING);
		}
		try (JsonParser parser = Json.mapper().createParser(json)) {
			return read(parser);
		}
		catch (JacksonException ex) {
			return malformed(ex);
		}
	}

	private static EvaluationContext malformed(JacksonException ex) {
		TokenStreamLocation location = ex.getLocation();
		String place = (location != null)
				? " at line %d, column %d".formatted(location.getLineNr(), location.getColumnNr()) : "";
		return EvaluationContext.invalid("context JSON is malformed%s: %s".formatted(place, ex.getOriginalMessage()));
	}

	private static EvaluationContext read(JsonParser parser) {
		JsonToken start = parser.nextToken();
		if (start == null) {
			return EvaluationContext.invalid(MISSING);
		}
		if (start != JsonToken.START_OBJECT) {
			return EvaluationContext.invalid("context JSON is not an object; give an object with \"kind\" and \"key\"");
		}
		Map<String, JsonNode> members = new LinkedHashMap<>();
		for (String name = parser.nextName(); name != null; name = parser.nextName()) {
			parser.nextToken();
			members.put(name, Json.read(parser));
		}
		Json.requireEnd(parser);
		return context(members);
	}

	private static EvaluationContext context(Map<String, JsonNode> members) {
		JsonNode kind = members.remove("kind");
		if (kind == null) {
			return LegacyUser.read(members);
		}
		if (!kind.isString() || kind.stringValue().isEmpty()) {
			return EvaluationContext
				.invalid("\"kind\" of the context is not a text or empty; give a name such as \"user\"");
		}
		if (kind.stringValue().equals(ContextKind.MULTI.value())) {
			return multiple(members);
		}
		return new ContextMembers(ContextKind.of(kind.stringValue()), members).toContext();
	}

	private static EvaluationContext multiple(Map<String, JsonNode> members) {
		MultiContextBuilder builder = new MultiContextBuilder();
		members.forEach((kind, value) -> builder.add(individual(kind, value)));
		return builder.build();
	}

	private static EvaluationContext individual(String kind, JsonNode value) {
		if (kind.isEmpty()) {
			return EvaluationContext.invalid("a kind in the multi-kind context is empty; give a name such as \"user\"");
		}
		if (!value.isObject()) {
			return EvaluationContext
				.invalid("context of kind \"%s\" is not an object; give an object with \"key\"".formatted(kind));
		}
		Map<String, JsonNode> members = new LinkedHashMap<>();
		value.properties().forEach((member) -> members.put(member.getKey(), member.getValue()));
		members.remove("kind");
		return new ContextMembers(ContextKind.of(kind), members).toContext();
	}

}
