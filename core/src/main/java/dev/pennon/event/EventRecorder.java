package dev.pennon.event;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

import dev.pennon.context.EvaluationContext;
import dev.pennon.evaluation.EvaluationDetail;
import dev.pennon.model.FeatureFlag;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Decides what there is to tell of each thing that happens, and puts it where the next
 * delivery finds it: evaluations into counters, and full events into a buffer. Every part
 * is safe for use by any number of threads by itself, and none makes its caller wait.
 */
final class EventRecorder {

	private final boolean omitAnonymousContexts;

	private final InstantSource clock;

	private final Sampler sampler;

	private final LongSupplier serverTime;

	private final EvaluationCounters counters;

	private final EventBuffer buffer;

	private final KnownContexts knownContexts;

	private final LongAdder otherLookups = new LongAdder();

	private final LongAdder newContexts = new LongAdder();

	/**
	 * Creates a recorder.
	 * @param configuration what to tell
	 * @param parts what to work with
	 * @param losses takes note of what finds no room
	 * @param serverTime what the service's own clock showed last, in milliseconds since
	 * the epoch; 0 if that is not known
	 */
	EventRecorder(EventsConfiguration configuration, EventParts parts, Losses losses, LongSupplier serverTime) {
		this.omitAnonymousContexts = configuration.isOmitAnonymousContexts();
		this.clock = parts.clock();
		this.sampler = new Sampler(parts.random());
		this.serverTime = serverTime;
		this.counters = new EvaluationCounters(this.clock);
		this.buffer = new EventBuffer(configuration.capacity(), losses);
		this.knownContexts = new KnownContexts(configuration.contextKeysCapacity());
	}

	/** Returns where evaluations are counted. */
	EvaluationCounters counters() {
		return this.counters;
	}

	/** Returns where full events wait. */
	EventBuffer buffer() {
		return this.buffer;
	}

	/** Returns the contexts that need not be told again. */
	KnownContexts knownContexts() {
		return this.knownContexts;
	}

	/** Returns how often a context was known already. */
	long deduplicated() {
		long lookups = this.counters.drained() + this.otherLookups.sum();
		return Math.max(0, lookups - this.newContexts.sum());
	}

	/** Like {@link EventProcessor#countEvaluation}. */
	boolean count(FeatureFlag flag, EvaluationContext context, EvaluationDetail<@Nullable JsonNode> result) {
		if (mayNeedFullEvent(flag, result)) {
			return false;
		}
		if (flag.isExcludeFromSummaries()) {
			this.otherLookups.increment();
		}
		else if (!this.counters.count(flag, context, result.variationIndex())) {
			return false;
		}
		if (isNew(context)) {
			bufferIndex(new IdentifyEvent(now(), context));
		}
		return true;
	}

	/** Like {@link EventProcessor#recordEvaluation}. */
	void record(String key, @Nullable FeatureFlag flag, EvaluationContext context,
			EvaluationDetail<@Nullable JsonNode> result, @Nullable JsonNode defaultValue, boolean withReasons,
			@Nullable FeatureFlag prerequisiteOf) {
		boolean isNew = count(key, flag, context, result, defaultValue);
		if (isNew || (flag != null && mayNeedFullEvent(flag, result))) {
			buffer(new EvaluationEvent(now(), key, flag, context, result, FrozenValue.of(defaultValue), withReasons,
					prerequisiteOf), isNew);
		}
	}

	/** Takes any event. */
	void record(Event event) {
		if (event instanceof EvaluationEvent evaluation) {
			buffer(evaluation, count(evaluation.key(), evaluation.flag(), evaluation.context(), evaluation.result(),
					evaluation.defaultValue()));
		}
		else if (event instanceof IdentifyEvent) {
			this.knownContexts.add(event.context().fullyQualifiedKey());
			if (isWorthTelling(event.context())) {
				this.buffer.offer(EventKind.IDENTIFY, event);
			}
		}
		else if (event instanceof CustomEvent) {
			this.otherLookups.increment();
			if (isNew(event.context())) {
				bufferIndex(event);
			}
			this.buffer.offer(EventKind.CUSTOM, event);
		}
		else if (event instanceof MigrationEvent migration && this.sampler.picks(migration.outcome().samplingRatio())) {
			this.buffer.offer(EventKind.MIGRATION_OP, event);
		}
	}

	private boolean count(String key, @Nullable FeatureFlag flag, EvaluationContext context,
			EvaluationDetail<@Nullable JsonNode> result, @Nullable JsonNode defaultValue) {
		if (flag == null || !flag.isExcludeFromSummaries()) {
			this.counters.count((flag != null) ? flag.evaluationKey() : key, flag, context, result.variationIndex(),
					defaultValue);
		}
		else {
			this.otherLookups.increment();
		}
		return isNew(context);
	}

	private boolean isNew(EvaluationContext context) {
		boolean isNew = this.knownContexts.add(context.fullyQualifiedKey());
		if (isNew) {
			this.newContexts.increment();
		}
		return isNew;
	}

	private static boolean mayNeedFullEvent(FeatureFlag flag, EvaluationDetail<?> result) {
		return flag.isTrackEvents() || flag.debugEventsUntilDate() != null || flag.isExperiment(result.reason());
	}

	private void buffer(EvaluationEvent event, boolean isNew) {
		if (isNew) {
			bufferIndex(event);
		}
		FeatureFlag flag = event.flag();
		if (flag == null) {
			return;
		}
		if ((flag.isTrackEvents() || event.isExperiment()) && this.sampler.picks(flag.samplingRatio())) {
			this.buffer.offer(EventKind.FEATURE, event);
		}
		Long debugUntil = flag.debugEventsUntilDate();
		if (debugUntil != null && isDebugging(debugUntil) && this.sampler.picks(flag.samplingRatio())) {
			this.buffer.offer(EventKind.DEBUG, event);
		}
	}

	private boolean isDebugging(long until) {
		return until > this.serverTime.getAsLong() && until > this.clock.millis();
	}

	private void bufferIndex(Event event) {
		if (isWorthTelling(event.context())) {
			this.buffer.offer(EventKind.INDEX, event);
		}
	}

	private boolean isWorthTelling(EvaluationContext context) {
		return !this.omitAnonymousContexts || !ContextJson.isAllAnonymous(context);
	}

	private Instant now() {
		return Instant.ofEpochMilli(this.clock.millis());
	}

}
