package dev.pennon.event;

import java.io.ByteArrayOutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import dev.pennon.internal.json.Json;
import tools.jackson.core.JsonGenerator;

/**
 * Makes payloads. An event that cannot be written is left out and counted as lost, and
 * harms no other. Immutable but for the losses it counts.
 */
final class PayloadWriter {

	private final EventJson json;

	private final Losses losses;

	PayloadWriter(EventJson json, Losses losses) {
		this.json = json;
		this.losses = losses;
	}

	Payload write(List<EventBuffer.Pending> events, Summary summary) {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		Map<EventKind, Long> counts = new EnumMap<>(EventKind.class);
		body.write('[');
		for (EventBuffer.Pending pending : events) {
			append(body, counts, pending.kind(),
					(generator) -> this.json.write(generator, pending.kind(), pending.event()));
		}
		if (!summary.isEmpty()) {
			append(body, counts, EventKind.SUMMARY, (generator) -> this.json.write(generator, summary));
		}
		body.write(']');
		return new Payload(body.toByteArray(), counts);
	}

	private void append(ByteArrayOutputStream body, Map<EventKind, Long> counts, EventKind kind,
			Consumer<JsonGenerator> event) {
		try {
			byte[] written = write(event);
			if (!counts.isEmpty()) {
				body.write(',');
			}
			body.write(written, 0, written.length);
			counts.merge(kind, 1L, Long::sum);
		}
		catch (RuntimeException | StackOverflowError ex) {
			this.losses.notWritable(kind, ex);
		}
	}

	// The encoder replaces what is no text, such as half of a surrogate pair in a key. As
	// an
	// escape it would make many a parser refuse the whole payload
	static byte[] write(Consumer<JsonGenerator> content) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		Writer text = new OutputStreamWriter(bytes, StandardCharsets.UTF_8);
		try (JsonGenerator generator = Json.mapper().createGenerator(text)) {
			content.accept(generator);
		}
		return bytes.toByteArray();
	}

}
