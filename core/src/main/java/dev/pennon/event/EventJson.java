package dev.pennon.event;

import java.util.Map;

import dev.pennon.event.ContextJson.Anonymous;
import dev.pennon.evaluation.EvaluationDetail;
import dev.pennon.internal.evaluator.ReasonJson;
import dev.pennon.internal.json.Json;
import dev.pennon.migration.MigrationOutcome;
import dev.pennon.migration.MigrationStage;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/**
 * Writes events the way the events service reads them. Immutable.
 */
final class EventJson {

	private final ContextJson contexts;

	private final Anonymous anonymousAlone;

	EventJson(EventsConfiguration configuration) {
		this.contexts = new ContextJson(configuration);
		this.anonymousAlone = configuration.isOmitAnonymousContexts() ? Anonymous.OMIT : Anonymous.SHOW;
	}

	void write(JsonGenerator json, EventKind kind, Event event) {
		json.writeStartObject();
		json.writeStringProperty("kind", kind.wireName());
		json.writeNumberProperty("creationDate", event.creationDate().toEpochMilli());
		switch (kind) {
			case INDEX, IDENTIFY -> writeContext(json, event, this.anonymousAlone);
			case DEBUG -> writeContext(json, event, Anonymous.SHOW);
			default -> writeContext(json, event, Anonymous.REDACT);
		}
		if (kind == EventKind.CUSTOM && event instanceof CustomEvent custom) {
			write(json, custom);
		}
		else if (kind == EventKind.MIGRATION_OP && event instanceof MigrationEvent migration) {
			write(json, migration.outcome());
		}
		else if (kind != EventKind.INDEX && event instanceof EvaluationEvent evaluation) {
			write(json, evaluation, kind == EventKind.FEATURE);
		}
		json.writeEndObject();
	}

	private void writeContext(JsonGenerator json, Event event, Anonymous anonymous) {
		json.writeName("context");
		this.contexts.write(json, event.context(), anonymous);
	}

	private static void write(JsonGenerator json, EvaluationEvent event, boolean withDependent) {
		json.writeStringProperty("key", (event.flag() != null) ? event.flag().evaluationKey() : event.key());
		if (event.flag() != null) {
			json.writeNumberProperty("version", event.flag().version());
		}
		writeVariation(json, event.result());
		writeIfPresent(json, "value", event.value());
		writeIfPresent(json, "default", event.defaultValue());
		if (event.withReasons() || event.isExperiment()) {
			json.writeName("reason");
			ReasonJson.write(json, event.result().reason());
		}
		if (withDependent && event.prerequisiteOf() != null) {
			json.writeStringProperty("prereqOf", event.prerequisiteOf().evaluationKey());
		}
	}

	private static void writeVariation(JsonGenerator json, EvaluationDetail<?> result) {
		if (!result.isDefaultValue()) {
			json.writeNumberProperty("variation", result.variationIndex());
		}
	}

	private static void writeIfPresent(JsonGenerator json, String name, @Nullable JsonNode value) {
		if (value != null && !value.isNull()) {
			json.writeName(name);
			Json.write(json, value);
		}
	}

	private static void write(JsonGenerator json, CustomEvent event) {
		json.writeStringProperty("key", event.key());
		writeIfPresent(json, "data", event.data());
		if (event.metricValue() != null) {
			json.writeNumberProperty("metricValue", event.metricValue());
		}
	}

	private static void write(JsonGenerator json, MigrationOutcome outcome) {
		json.writeStringProperty("operation", MeasurementJson.name(outcome.operation()));
		if (outcome.samplingRatio() != 1) {
			json.writeNumberProperty("samplingRatio", outcome.samplingRatio());
		}
		json.writeName("evaluation");
		json.writeStartObject();
		json.writeStringProperty("key", (outcome.flag() != null) ? outcome.flag().evaluationKey() : outcome.flagKey());
		EvaluationDetail<MigrationStage> stage = outcome.stage();
		json.writeStringProperty("value", stage.value().value());
		json.writeStringProperty("default", outcome.defaultStage().value());
		writeVariation(json, stage);
		if (outcome.flag() != null) {
			json.writeNumberProperty("version", outcome.flag().version());
		}
		json.writeName("reason");
		ReasonJson.write(json, stage.reason());
		json.writeEndObject();
		MeasurementJson.write(json, outcome);
	}

	void write(JsonGenerator json, Summary summary) {
		json.writeStartObject();
		json.writeStringProperty("kind", EventKind.SUMMARY.wireName());
		json.writeNumberProperty("startDate", summary.startDate());
		json.writeNumberProperty("endDate", summary.endDate());
		json.writeName("features");
		json.writeStartObject();
		for (Map.Entry<String, Summary.FlagSummary> flag : summary.flags().entrySet()) {
			json.writeName(flag.getKey());
			write(json, flag.getValue());
		}
		json.writeEndObject();
		json.writeEndObject();
	}

	private static void write(JsonGenerator json, Summary.FlagSummary flag) {
		json.writeStartObject();
		writeIfPresent(json, "default", flag.defaultValue());
		json.writeName("contextKinds");
		json.writeStartArray();
		flag.contextKinds().forEach(json::writeString);
		json.writeEndArray();
		json.writeName("counters");
		json.writeStartArray();
		flag.counters().forEach((counter) -> write(json, counter));
		json.writeEndArray();
		json.writeEndObject();
	}

	private static void write(JsonGenerator json, Summary.Counter counter) {
		json.writeStartObject();
		if (counter.key().version() == null) {
			json.writeBooleanProperty("unknown", true);
		}
		else {
			json.writeNumberProperty("version", counter.key().version());
			if (counter.key().variation() >= 0) {
				json.writeNumberProperty("variation", counter.key().variation());
			}
		}
		json.writeName("value");
		if (counter.value() != null) {
			Json.write(json, counter.value());
		}
		else {
			json.writeNull();
		}
		json.writeNumberProperty("count", counter.count());
		json.writeEndObject();
	}

}
