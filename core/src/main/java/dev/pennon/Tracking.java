package dev.pennon;

import java.time.Instant;
import java.time.InstantSource;

import dev.pennon.context.EvaluationContext;
import dev.pennon.event.CustomEvent;
import dev.pennon.event.Event;
import dev.pennon.event.EventProcessor;
import dev.pennon.event.IdentifyEvent;
import dev.pennon.internal.json.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Takes what an application tells about its contexts to the event processor. Nothing
 * escapes. Immutable.
 */
final class Tracking {

	private final EventProcessor events;

	private final InstantSource clock;

	private final EvaluationLog log;

	Tracking(EventProcessor events, InstantSource clock, EvaluationLog log) {
		this.events = events;
		this.clock = clock;
		this.log = log;
	}

	void identify(@Nullable EvaluationContext context) {
		if (context == null || !context.isValid()) {
			this.log.notTracked("identify", context);
			return;
		}
		send("identify", new IdentifyEvent(now(), context));
	}

	void track(String key, @Nullable EvaluationContext context, @Nullable JsonNode data, @Nullable Double metricValue) {
		if (context == null || !context.isValid()) {
			this.log.notTracked(key, context);
			return;
		}
		JsonNode frozen;
		try {
			frozen = (data != null) ? Json.freeze(data) : null;
		}
		catch (RuntimeException | StackOverflowError ex) {
			this.log.notTracked(key, ex);
			return;
		}
		send(key, new CustomEvent(now(), key, context, frozen, metricValue));
	}

	private void send(String what, Event event) {
		try {
			this.events.sendEvent(event);
		}
		catch (RuntimeException | StackOverflowError | LinkageError ex) {
			this.log.notTracked(what, ex);
		}
	}

	private Instant now() {
		return Instant.ofEpochMilli(this.clock.millis());
	}

}
