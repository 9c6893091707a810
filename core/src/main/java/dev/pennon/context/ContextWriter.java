package dev.pennon.context;

import java.io.StringWriter;
import java.util.Map;

import dev.pennon.internal.json.Json;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/**
 * Writes a valid context as JSON.
 */
final class ContextWriter {

	private ContextWriter() {
	}

	static String write(EvaluationContext context) {
		StringWriter text = new StringWriter();
		try (JsonGenerator generator = Json.mapper().createGenerator(text)) {
			generator.writeStartObject();
			generator.writeStringProperty("kind", context.kind().value());
			if (context.isMultiple()) {
				writeIndividuals(generator, context);
			}
			else {
				writeMembers(generator, context);
			}
			generator.writeEndObject();
		}
		return text.toString();
	}

	private static void writeIndividuals(JsonGenerator generator, EvaluationContext context) {
		for (int i = 0; i < context.individualCount(); i++) {
			EvaluationContext individual = context.individual(i);
			generator.writeName(individual.kind().value());
			generator.writeStartObject();
			writeMembers(generator, individual);
			generator.writeEndObject();
		}
	}

	private static void writeMembers(JsonGenerator generator, EvaluationContext context) {
		generator.writeStringProperty("key", context.key());
		if (context.name() != null) {
			generator.writeStringProperty("name", context.name());
		}
		if (context.isAnonymous()) {
			generator.writeBooleanProperty("anonymous", true);
		}
		for (Map.Entry<String, JsonNode> attribute : context.attributes().entrySet()) {
			generator.writeName(attribute.getKey());
			Json.write(generator, attribute.getValue());
		}
		if (!context.privateAttributes().isEmpty()) {
			writeMeta(generator, context);
		}
	}

	private static void writeMeta(JsonGenerator generator, EvaluationContext context) {
		generator.writeName("_meta");
		generator.writeStartObject();
		generator.writeName("privateAttributes");
		generator.writeStartArray();
		for (AttributeReference reference : context.privateAttributes()) {
			generator.writeString(reference.toString());
		}
		generator.writeEndArray();
		generator.writeEndObject();
	}

}
