package dev.pennon.event;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;

import dev.pennon.context.EvaluationContext;
import dev.pennon.datasource.http.StreamInitListener;
import dev.pennon.evaluation.EvaluationDetail;
import dev.pennon.http.HttpTransport;
import dev.pennon.internal.concurrent.Scheduler;
import dev.pennon.model.FeatureFlag;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Delivers events to the events service over HTTP.
 *
 * <pre>
 *  evaluations --+--&gt; counters -----------------------+
 *                |                                      +--&gt; payload --&gt; service
 *                +--&gt; (new context? tracked?) --+      |
 *  other events --------------------------------+--&gt; buffer
 * </pre>
 *
 * Evaluations are counted on the thread that evaluates, and no count of a known flag is
 * lost while the service takes what it is sent. Full events go through a buffer with a
 * limit; what finds no room is dropped and counted. Whoever records waits for nobody.
 * Every part is safe for use by any number of threads by itself; a lock, which no
 * recording thread takes, keeps two workers from draining at once.
 */
public final class HttpEventProcessor implements EventProcessor, StreamInitListener {

	private final EventsConfiguration configuration;

	private final InstantSource clock;

	private final Scheduler scheduler;

	private final Sampler sampler;

	private final EvaluationCounters counters;

	private final KnownContexts knownContexts;

	private final Losses losses;

	private final EventBuffer buffer;

	private final PayloadWriter writer;

	private final EventSender sender;

	private final DeliveryWorkers workers;

	private final Diagnostics diagnostics;

	private final ReentrantLock draining = new ReentrantLock();

	private final AtomicBoolean started = new AtomicBoolean();

	private final AtomicBoolean closing = new AtomicBoolean();

	private final LongAdder sent = new LongAdder();

	private final LongAdder payloads = new LongAdder();

	private final LongAdder failedPayloads = new LongAdder();

	private final LongAdder otherLookups = new LongAdder();

	private final LongAdder newContexts = new LongAdder();

	private final AtomicLong lastFlush = new AtomicLong();

	private volatile boolean recording = true;

	/**
	 * Creates a processor. It has no thread yet, and sends nothing until it is started or
	 * told to flush.
	 * @param configuration what to tell, and how often
	 * @param transport makes the connections; closed by whoever made it
	 */
	public HttpEventProcessor(EventsConfiguration configuration, HttpTransport transport) {
		this(configuration, transport, EventParts.ofSystem());
	}

	HttpEventProcessor(EventsConfiguration configuration, HttpTransport transport, EventParts parts) {
		this.configuration = configuration;
		this.clock = parts.clock();
		this.scheduler = parts.scheduler();
		this.sampler = new Sampler(parts.random());
		this.counters = new EvaluationCounters(this.clock);
		this.knownContexts = new KnownContexts(configuration.contextKeysCapacity());
		this.losses = new Losses(parts.ticker());
		this.buffer = new EventBuffer(configuration.capacity(), this.losses);
		this.writer = new PayloadWriter(new EventJson(configuration), this.losses);
		this.sender = new EventSender(configuration, transport, parts.retryDelay());
		this.workers = new DeliveryWorkers(this::deliver);
		this.diagnostics = new Diagnostics(configuration, this.clock);
	}

	@Override
	public void start() {
		if (!this.recording || !this.started.compareAndSet(false, true)) {
			return;
		}
		Duration flush = this.configuration.flushInterval();
		this.scheduler.scheduleWithFixedDelay(flush, flush, this::flush);
		Duration forget = this.configuration.contextKeysFlushInterval();
		this.scheduler.scheduleWithFixedDelay(forget, forget, this.knownContexts::clear);
		if (this.configuration.isDiagnostics()) {
			this.workers.submit(() -> sendDiagnostic(this.diagnostics.initial()));
			Duration interval = this.configuration.diagnosticInterval();
			this.scheduler.scheduleWithFixedDelay(interval, interval, () -> this.workers.submit(this::sendDiagnostics));
		}
	}

	@Override
	public void recordEvaluation(String key, @Nullable FeatureFlag flag, EvaluationContext context,
			EvaluationDetail<@Nullable JsonNode> result, @Nullable JsonNode defaultValue, boolean withReasons,
			@Nullable FeatureFlag prerequisiteOf) {
		if (!this.recording) {
			return;
		}
		boolean isNew = count(key, flag, context, result, defaultValue);
		if (isNew || (flag != null && mayNeedFullEvent(flag, result))) {
			buffer(new EvaluationEvent(now(), key, flag, context, result, FrozenValue.of(defaultValue), withReasons,
					prerequisiteOf), isNew);
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
		return until > this.sender.serverTime() && until > this.clock.millis();
	}

	private void bufferIndex(Event event) {
		if (isWorthTelling(event.context())) {
			this.buffer.offer(EventKind.INDEX, event);
		}
	}

	private boolean isWorthTelling(EvaluationContext context) {
		return !this.configuration.isOmitAnonymousContexts() || !ContextJson.isAllAnonymous(context);
	}

	@Override
	public void sendEvent(Event event) {
		if (!this.recording) {
			return;
		}
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

	private Instant now() {
		return Instant.ofEpochMilli(this.clock.millis());
	}

	@Override
	public void streamInit(Instant start, Duration duration, boolean failed) {
		this.diagnostics.streamInit(start, duration, failed);
	}

	// Whatever fails is logged by the worker
	@Override
	@SuppressWarnings("FutureReturnValueIgnored")
	public void flush() {
		if (this.recording) {
			this.workers.request();
		}
	}

	@Override
	public boolean flushAndWait(Duration timeout) {
		return this.workers.requestAndWait(timeout);
	}

	private boolean deliver() {
		Payload payload = drain();
		if (payload.events().isEmpty()) {
			return true;
		}
		boolean delivered = this.sender.sendAnalytics(payload.json());
		if (delivered) {
			this.sent.add(payload.size());
			this.payloads.increment();
			this.lastFlush.set(this.clock.millis());
		}
		else {
			this.failedPayloads.increment();
			payload.events().forEach(this.losses::add);
			stopIfRefused();
		}
		return delivered;
	}

	private void stopIfRefused() {
		if (this.sender.isRefused()) {
			this.recording = false;
		}
	}

	private Payload drain() {
		this.draining.lock();
		try {
			Payload payload = this.writer.write(this.buffer.drain(), this.counters.drain());
			if (!payload.events().isEmpty()) {
				this.diagnostics.delivering(payload.size());
			}
			return payload;
		}
		finally {
			this.draining.unlock();
		}
	}

	private boolean sendDiagnostics() {
		long lookups = this.counters.drained() + this.otherLookups.sum();
		return sendDiagnostic(
				this.diagnostics.periodic(this.losses.total(), Math.max(0, lookups - this.newContexts.sum())));
	}

	private boolean sendDiagnostic(byte[] event) {
		boolean delivered = this.sender.sendDiagnostic(event);
		stopIfRefused();
		return delivered;
	}

	/**
	 * Returns what has become of the events so far.
	 * @return the counts at this moment
	 */
	public EventStatistics statistics() {
		long flushed = this.lastFlush.get();
		Map<EventKind, Long> dropped = this.losses.byKind();
		return new EventStatistics(this.sent.sum(), this.payloads.sum(), this.failedPayloads.sum(), dropped,
				this.counters.uncounted(), (flushed != 0) ? Instant.ofEpochMilli(flushed) : null,
				this.sender.isRefused());
	}

	/**
	 * Delivers what is pending and ends all threads. Takes little longer than the
	 * {@linkplain EventsConfiguration#closeTimeout() close timeout}, whatever the service
	 * does; what could not be delivered by then is counted as dropped.
	 */
	@Override
	public void close() {
		if (!this.closing.compareAndSet(false, true)) {
			return;
		}
		this.recording = false;
		this.scheduler.close();
		this.sender.hurry();
		if (!this.sender.isRefused()) {
			this.workers.requestAndWait(this.configuration.closeTimeout());
		}
		this.sender.abort();
		this.workers.close();
	}

}
