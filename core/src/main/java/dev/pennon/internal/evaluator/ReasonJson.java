package dev.pennon.internal.evaluator;

import dev.pennon.evaluation.EvaluationReason;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Writes reasons the way the flag service and client-side SDKs read them.
 */
public final class ReasonJson {

	private ReasonJson() {
	}

	/**
	 * Writes a reason, without what does not apply to it.
	 * @param json where to
	 * @param reason the reason
	 */
	public static void write(JsonGenerator json, EvaluationReason reason) {
		json.writeStartObject();
		json.writeStringProperty("kind", reason.kind().name());
		if (reason.kind() == EvaluationReason.Kind.RULE_MATCH) {
			json.writeNumberProperty("ruleIndex", reason.ruleIndex());
		}
		writeIfPresent(json, "ruleId", reason.ruleId());
		writeIfPresent(json, "prerequisiteKey", reason.prerequisiteKey());
		writeIfPresent(json, "errorKind", (reason.errorKind() != null) ? reason.errorKind().name() : null);
		if (reason.inExperiment()) {
			json.writeBooleanProperty("inExperiment", true);
		}
		writeIfPresent(json, "bigSegmentsStatus",
				(reason.bigSegmentsStatus() != null) ? reason.bigSegmentsStatus().name() : null);
		json.writeEndObject();
	}

	private static void writeIfPresent(JsonGenerator json, String name, @Nullable String value) {
		if (value != null) {
			json.writeStringProperty(name, value);
		}
	}

}
