package dev.pennon.spring.metrics;

import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

import dev.pennon.event.EventKind;
import dev.pennon.event.EventStatistics;
import dev.pennon.event.HttpEventProcessor;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Meters of what becomes of events: those that the events service has taken, those that
 * were lost, by kind, and when it last took any. Reads counts that are there already and
 * asks nobody.
 */
public class EventProcessorMetrics implements MeterBinder {

	private final HttpEventProcessor events;

	/**
	 * Creates the meters.
	 * @param events delivers the events
	 */
	public EventProcessorMetrics(HttpEventProcessor events) {
		this.events = events;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		counter("pennon.events.sent", EventStatistics::sent)
			.description("Events that the events service has taken, each summary counted as one")
			.register(registry);
		for (EventKind kind : EventKind.values()) {
			counter("pennon.events.dropped", (statistics) -> statistics.dropped().getOrDefault(kind, 0L))
				.tag("kind", kind.name().toLowerCase(Locale.ROOT))
				.description("Events that were not delivered")
				.register(registry);
		}
		payloads(registry, "delivered", EventStatistics::payloads);
		payloads(registry, "failed", EventStatistics::failedPayloads);
		counter("pennon.events.uncounted", EventStatistics::uncounted)
			.description("Evaluations of flags that do not exist which no summary names, because there were too many "
					+ "such flags")
			.register(registry);
		TimeGauge
			.builder("pennon.events.last.flush", this.events, TimeUnit.MILLISECONDS, EventProcessorMetrics::lastFlush)
			.description(
					"When the events service last took events, as time since the epoch; not a number if it never did")
			.register(registry);
		Gauge.builder("pennon.events.refused", this.events, (processor) -> processor.statistics().refused() ? 1 : 0)
			.description("Whether the events service has refused this client for good: 1 or 0")
			.register(registry);
	}

	private void payloads(MeterRegistry registry, String result, ToLongFunction<EventStatistics> count) {
		counter("pennon.events.payloads", count).tag("result", result)
			.description("Requests with events that the events service has taken, or that were given up")
			.register(registry);
	}

	private FunctionCounter.Builder<HttpEventProcessor> counter(String name, ToLongFunction<EventStatistics> count) {
		return FunctionCounter.builder(name, this.events, (processor) -> count.applyAsLong(processor.statistics()));
	}

	private static double lastFlush(HttpEventProcessor processor) {
		Instant last = processor.statistics().lastFlush();
		return (last != null) ? last.toEpochMilli() : Double.NaN;
	}

}
