package dev.pennon;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import dev.pennon.context.EvaluationContext;
import dev.pennon.event.CustomEvent;
import dev.pennon.event.Event;
import dev.pennon.event.EventProcessor;
import dev.pennon.event.IdentifyEvent;
import dev.pennon.event.MigrationEvent;
import dev.pennon.internal.json.Json;
import dev.pennon.migration.MigrationOutcome;
import dev.pennon.migration.MigrationTracker;
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

	private final Hooks hooks;

	Tracking(EventProcessor events, InstantSource clock, EvaluationLog log, Hooks hooks) {
		this.events = events;
		this.hooks = hooks;
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
		CustomEvent event = new CustomEvent(now(), key, context, frozen, metricValue);
		send(key, event);
		this.hooks.afterTrack(event);
	}

	void trackMigration(MigrationTracker tracker) {
		MigrationOutcome outcome = tracker.outcome();
		if (outcome != null) {
			send(outcome.flagKey(), new MigrationEvent(now(), outcome));
		}
	}

	void flush() {
		try {
			this.events.flush();
		}
		catch (RuntimeException | StackOverflowError | LinkageError ex) {
			this.log.notTracked("flush", ex);
		}
	}

	boolean flushAndWait(Duration timeout) {
		return this.events.flushAndWait(timeout);
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
