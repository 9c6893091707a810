package dev.pennon;

import java.util.List;
import java.util.Set;

import dev.pennon.internal.evaluator.ReasonJson;
import dev.pennon.internal.json.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.io.SerializedString;
import tools.jackson.databind.JsonNode;

/**
 * Writes the state of all flags as client-side SDKs read it.
 */
final class FlagsStateJson {

	// Encoded once, since each is written for every flag
	private static final SerializedString VARIATION = new SerializedString("variation");

	private static final SerializedString VERSION = new SerializedString("version");

	private static final SerializedString REASON = new SerializedString("reason");

	private static final int LENGTH_BESIDES_KEYS = 56;

	private final boolean valid;

	private final List<FlagState> flags;

	private final boolean withReasons;

	private final boolean detailsOnlyForTracked;

	private final long evaluatedAt;

	FlagsStateJson(boolean valid, List<FlagState> flags, Set<FlagsStateOption> options, long evaluatedAt) {
		this.valid = valid;
		this.flags = flags;
		this.withReasons = options.contains(FlagsStateOption.WITH_REASONS);
		this.detailsOnlyForTracked = options.contains(FlagsStateOption.DETAILS_ONLY_FOR_TRACKED_FLAGS);
		this.evaluatedAt = evaluatedAt;
	}

	/** About how many bytes the JSON takes for flags with short values. */
	static int estimatedLength(List<FlagState> flags) {
		int length = LENGTH_BESIDES_KEYS;
		for (FlagState flag : flags) {
			length += LENGTH_BESIDES_KEYS + 2 * flag.flag().key().length();
		}
		return length;
	}

	void write(JsonGenerator json) {
		json.writeStartObject();
		for (FlagState flag : this.flags) {
			json.writeName(flag.flag().key());
			writeValue(json, flag.result().value());
		}
		json.writeName("$flagsState");
		json.writeStartObject();
		for (FlagState flag : this.flags) {
			json.writeName(flag.flag().key());
			writeDetails(json, flag);
		}
		json.writeEndObject();
		json.writeName("$valid");
		json.writeBoolean(this.valid);
		json.writeEndObject();
	}

	private static void writeValue(JsonGenerator json, @Nullable JsonNode value) {
		if (value == null) {
			json.writeNull();
		}
		else {
			Json.write(json, value);
		}
	}

	private void writeDetails(JsonGenerator json, FlagState flag) {
		boolean experiment = flag.isExperiment();
		boolean details = !this.detailsOnlyForTracked || flag.isTracked(experiment, this.evaluatedAt);
		json.writeStartObject();
		if (!flag.result().isDefaultValue()) {
			json.writeName(VARIATION);
			json.writeNumber(flag.result().variationIndex());
		}
		if (details) {
			json.writeName(VERSION);
			json.writeNumber(flag.flag().version());
		}
		if (details && (this.withReasons || experiment)) {
			json.writeName(REASON);
			ReasonJson.write(json, flag.result().reason());
		}
		if (experiment || flag.flag().isTrackEvents()) {
			json.writeBooleanProperty("trackEvents", true);
		}
		if (experiment) {
			json.writeBooleanProperty("trackReason", true);
		}
		Long debugUntil = flag.flag().debugEventsUntilDate();
		if (debugUntil != null) {
			json.writeNumberProperty("debugEventsUntilDate", debugUntil);
		}
		if (!flag.prerequisites().isEmpty()) {
			json.writeName("prerequisites");
			json.writeStartArray();
			flag.prerequisites().forEach(json::writeString);
			json.writeEndArray();
		}
		json.writeEndObject();
	}

}
