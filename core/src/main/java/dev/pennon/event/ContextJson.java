package dev.pennon.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.pennon.context.AttributeReference;
import dev.pennon.context.EvaluationContext;
import dev.pennon.internal.json.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/**
 * Writes contexts into events, without what is private. Immutable.
 */
final class ContextJson {

	private final boolean allPrivate;

	private final List<AttributeReference> privateAttributes;

	ContextJson(EventsConfiguration configuration) {
		this.allPrivate = configuration.isAllAttributesPrivate();
		this.privateAttributes = configuration.privateAttributes();
	}

	/**
	 * Writes a context.
	 * @param json where to
	 * @param context a valid context
	 * @param anonymous what to do about anonymous individuals
	 */
	void write(JsonGenerator json, EvaluationContext context, Anonymous anonymous) {
		List<EvaluationContext> individuals = individuals(context, anonymous);
		json.writeStartObject();
		if (individuals.size() == 1) {
			json.writeStringProperty("kind", individuals.get(0).kind().value());
			writeMembers(json, individuals.get(0), anonymous);
		}
		else {
			json.writeStringProperty("kind", "multi");
			for (EvaluationContext individual : individuals) {
				json.writeName(individual.kind().value());
				json.writeStartObject();
				writeMembers(json, individual, anonymous);
				json.writeEndObject();
			}
		}
		json.writeEndObject();
	}

	/** Returns whether nothing is left of a context without its anonymous individuals. */
	static boolean isAllAnonymous(EvaluationContext context) {
		for (int i = 0; i < context.individualCount(); i++) {
			if (!context.individual(i).isAnonymous()) {
				return false;
			}
		}
		return true;
	}

	private static List<EvaluationContext> individuals(EvaluationContext context, Anonymous anonymous) {
		List<EvaluationContext> individuals = new ArrayList<>();
		for (int i = 0; i < context.individualCount(); i++) {
			EvaluationContext individual = context.individual(i);
			if (anonymous != Anonymous.OMIT || !individual.isAnonymous()) {
				individuals.add(individual);
			}
		}
		return individuals;
	}

	private void writeMembers(JsonGenerator json, EvaluationContext context, Anonymous anonymous) {
		boolean redactAll = this.allPrivate || (anonymous == Anonymous.REDACT && context.isAnonymous());
		Redaction redaction = new Redaction(redactAll, this.privateAttributes, context.privateAttributes());
		json.writeStringProperty("key", context.key());
		if (context.isAnonymous()) {
			json.writeBooleanProperty("anonymous", true);
		}
		writeAttribute(json, "name", context.value("name"), redaction);
		for (String name : context.attributeNames()) {
			writeAttribute(json, name, context.value(name), redaction);
		}
		redaction.writeMeta(json);
	}

	private static void writeAttribute(JsonGenerator json, String name, @Nullable JsonNode value, Redaction redaction) {
		if (value == null || redaction.isPrivate(name)) {
			return;
		}
		json.writeName(name);
		if (value.isObject() && redaction.reachesInto(name)) {
			writeObject(json, value, new ArrayList<>(List.of(name)), redaction);
		}
		else {
			Json.write(json, value);
		}
	}

	private static void writeObject(JsonGenerator json, JsonNode object, List<String> path, Redaction redaction) {
		json.writeStartObject();
		for (Map.Entry<String, JsonNode> member : object.properties()) {
			path.add(member.getKey());
			if (!redaction.isPrivate(path)) {
				json.writeName(member.getKey());
				if (member.getValue().isObject()) {
					writeObject(json, member.getValue(), path, redaction);
				}
				else {
					Json.write(json, member.getValue());
				}
			}
			path.remove(path.size() - 1);
		}
		json.writeEndObject();
	}

	/**
	 * What to do about anonymous individuals.
	 */
	enum Anonymous {

		/** Treat them as any other. */
		SHOW,

		/** Show no attribute of theirs. */
		REDACT,

		/** Leave them out. */
		OMIT

	}

}
