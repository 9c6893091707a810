package dev.pennon.differential;

import dev.pennon.internal.json.Json;
import tools.jackson.databind.JsonNode;

/**
 * The answer to an evaluation, in a form that all sides share.
 *
 * @param value the value, {@code null} as a node
 * @param variation the variation index, or -1
 * @param reason the reason's properties in a fixed order, as text
 */
record Answer(JsonNode value, int variation, String reason) {

	static String reason(String kind, int ruleIndex, Object ruleId, Object prerequisiteKey, Object errorKind,
			boolean inExperiment, Object bigSegmentsStatus) {
		return "%s rule=%d id=%s prerequisite=%s error=%s experiment=%s bigSegments=%s".formatted(kind, ruleIndex,
				ruleId, prerequisiteKey, errorKind, inExperiment, bigSegmentsStatus);
	}

	boolean isSameAs(Answer other) {
		return this.variation == other.variation && this.reason.equals(other.reason)
				&& Json.equal(this.value, other.value);
	}

}
