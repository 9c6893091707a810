package dev.pennon.event;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.pennon.context.EvaluationContext;
import dev.pennon.datasource.http.StreamInitListener;
import dev.pennon.evaluation.EvaluationDetail;
import dev.pennon.http.HttpTransport;
import dev.pennon.internal.concurrent.PennonThreadFactory;
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
 * Safe for use by any number of threads, as its parts are; whether it still records is
 * volatile.
 */
public final class HttpEventProcessor implements EventProcessor, StreamInitListener {

	private final EventsConfiguration configuration;

	private final Scheduler scheduler;

	private final EventRecorder recorder;

	private final EventSender sender;

	private final Diagnostics diagnostics;

	private final EventDelivery delivery;

	private final DeliveryWorkers workers;

	private final AtomicBoolean started = new AtomicBoolean();

	private final AtomicBoolean closing = new AtomicBoolean();

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
		this.scheduler = parts.scheduler();
		Losses losses = new Losses(parts.ticker());
		this.sender = new EventSender(configuration, transport, parts);
		this.recorder = new EventRecorder(configuration, parts, losses, this.sender::serverTime);
		this.diagnostics = new Diagnostics(configuration, parts.clock());
		this.delivery = new EventDelivery(this.recorder, new PayloadWriter(new EventJson(configuration), losses),
				this.sender, losses, this.diagnostics, parts.clock());
		this.workers = new DeliveryWorkers(this::deliver, new PennonThreadFactory("events"));
	}

	@Override
	public void start() {
		if (!this.recording || !this.started.compareAndSet(false, true)) {
			return;
		}
		Duration flush = this.configuration.flushInterval();
		this.scheduler.scheduleWithFixedDelay(flush, flush, this::flush);
		Duration forget = this.configuration.contextKeysFlushInterval();
		this.scheduler.scheduleWithFixedDelay(forget, forget, this.recorder.knownContexts()::clear);
		if (this.configuration.isDiagnostics()) {
			submit(this.delivery::sendInitialDiagnostic);
			Duration interval = this.configuration.diagnosticInterval();
			this.scheduler.scheduleWithFixedDelay(interval, interval, () -> submit(this.delivery::sendDiagnostic));
		}
	}

	@Override
	public boolean countEvaluation(FeatureFlag flag, EvaluationContext context,
			EvaluationDetail<@Nullable JsonNode> result) {
		return !this.recording || this.recorder.count(flag, context, result);
	}

	@Override
	public void recordEvaluation(String key, @Nullable FeatureFlag flag, EvaluationContext context,
			EvaluationDetail<@Nullable JsonNode> result, @Nullable JsonNode defaultValue, boolean withReasons,
			@Nullable FeatureFlag prerequisiteOf) {
		if (this.recording) {
			this.recorder.record(key, flag, context, result, defaultValue, withReasons, prerequisiteOf);
		}
	}

	@Override
	public void sendEvent(Event event) {
		if (this.recording) {
			this.recorder.record(event);
		}
	}

	@Override
	public void streamInit(Instant start, Duration duration, boolean failed) {
		this.diagnostics.streamInit(start, duration, failed);
	}

	@Override
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
		boolean delivered = this.delivery.deliver();
		stopIfRefused();
		return delivered;
	}

	private void submit(Runnable diagnostic) {
		this.workers.submit(() -> {
			diagnostic.run();
			stopIfRefused();
		});
	}

	private void stopIfRefused() {
		if (this.sender.isRefused()) {
			this.recording = false;
			this.delivery.discard();
		}
	}

	/**
	 * Returns what has become of the events so far.
	 * @return the counts at this moment
	 */
	public EventStatistics statistics() {
		return this.delivery.statistics();
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
		this.delivery.discard();
	}

}
