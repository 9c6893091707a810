package dev.pennon.event;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import dev.pennon.migration.MigrationOrigin;
import dev.pennon.migration.MigrationOutcome;
import tools.jackson.core.JsonGenerator;

/**
 * Writes what was measured during an operation of a migration.
 */
final class MeasurementJson {

	private static final double NANOS_PER_MILLISECOND = TimeUnit.MILLISECONDS.toNanos(1);

	private MeasurementJson() {
	}

	static void write(JsonGenerator json, MigrationOutcome outcome) {
		json.writeName("measurements");
		json.writeStartArray();
		writeOrigins(json, "invoked", outcome.invoked());
		if (outcome.consistent() != null) {
			writeConsistency(json, outcome.consistent(), outcome.checkRatio());
		}
		if (!outcome.latencies().isEmpty()) {
			writeLatencies(json, outcome.latencies());
		}
		if (!outcome.errors().isEmpty()) {
			writeOrigins(json, "error", outcome.errors());
		}
		json.writeEndArray();
	}

	private static void writeConsistency(JsonGenerator json, boolean consistent, long checkRatio) {
		json.writeStartObject();
		json.writeStringProperty("key", "consistent");
		json.writeBooleanProperty("value", consistent);
		if (checkRatio != 1) {
			json.writeNumberProperty("samplingRatio", checkRatio);
		}
		json.writeEndObject();
	}

	private static void writeOrigins(JsonGenerator json, String key, Set<MigrationOrigin> origins) {
		startValues(json, key);
		origins.forEach((origin) -> json.writeBooleanProperty(name(origin), true));
		endValues(json);
	}

	private static void writeLatencies(JsonGenerator json, Map<MigrationOrigin, Duration> latencies) {
		startValues(json, "latency_ms");
		latencies.forEach(
				(origin, latency) -> json.writeNumberProperty(name(origin), latency.toNanos() / NANOS_PER_MILLISECOND));
		endValues(json);
	}

	private static void startValues(JsonGenerator json, String key) {
		json.writeStartObject();
		json.writeStringProperty("key", key);
		json.writeName("values");
		json.writeStartObject();
	}

	private static void endValues(JsonGenerator json) {
		json.writeEndObject();
		json.writeEndObject();
	}

	static String name(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT);
	}

}
