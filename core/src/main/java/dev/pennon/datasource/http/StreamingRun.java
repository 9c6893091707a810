package dev.pennon.datasource.http;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

import dev.pennon.datasource.DataSourceState;
import dev.pennon.http.HttpCall;
import dev.pennon.http.HttpRequest;
import dev.pennon.http.HttpResponse;
import dev.pennon.http.HttpStatusException;
import dev.pennon.http.HttpTransport;
import dev.pennon.store.DataStoreStatus;
import dev.pennon.store.DataStoreStatusProvider;
import org.jspecify.annotations.Nullable;

/**
 * One connection after the other. What other threads read or write, the call that is
 * under way and what has become of the store, is in volatile fields.
 */
final class StreamingRun extends SourceRun {

	private static final int OK = 200;

	private final SourceParts parts;

	private final HttpTransport transport;

	private final StreamingConfiguration configuration;

	private final HttpRequest request;

	private final URI uri;

	private final @Nullable DataStoreStatusProvider storeStatus;

	private final StreamMessages messages;

	private final Runnable whenStored;

	private final Consumer<DataStoreStatus> storeListener = this::storeChanged;

	private RetryDelay retryDelay;

	private Progress progress;

	private volatile @Nullable HttpCall call;

	private volatile boolean storeFailed;

	private volatile boolean restarting;

	StreamingRun(SourceParts parts, HttpTransport transport, StreamingConfiguration configuration, URI uri,
			@Nullable DataStoreStatusProvider storeStatus, Runnable whenStored) {
		super(parts);
		this.parts = parts;
		this.transport = transport;
		this.configuration = configuration;
		this.uri = uri;
		this.request = HttpRequest.get(uri)
			.header("Accept", "text/event-stream")
			.header("Cache-Control", "no-cache")
			.idleTimeout(configuration.readTimeout());
		this.storeStatus = storeStatus;
		this.messages = new StreamMessages(parts.sink());
		this.whenStored = whenStored;
		this.retryDelay = RetryDelay.startingWith(configuration.initialReconnectDelay());
		this.progress = new Progress();
		if (storeStatus != null) {
			storeStatus.addListener(this.storeListener);
		}
	}

	@Override
	Duration attempt() throws Exception {
		this.restarting = false;
		this.storeFailed = false;
		this.progress = new Progress();
		HttpCall made = this.transport.newCall(this.request);
		this.call = made;
		try {
			// After the call is known: whoever ends the run before that shows here.
			if (!isEnded()) {
				read(made);
			}
			return delayAfter(false);
		}
		catch (IOException ex) {
			if (this.restarting) {
				return Duration.ZERO;
			}
			throw ex;
		}
		finally {
			this.call = null;
			this.progress.ended();
		}
	}

	/** Returns when the stream is to be opened anew, or has been ended from outside. */
	private void read(HttpCall made) throws IOException {
		HttpResponse response = made.execute();
		try {
			if (response.status() != OK) {
				throw new HttpStatusException(this.uri, response.status());
			}
			EventStream events = new EventStream(response.body());
			boolean goOn = true;
			while (goOn) {
				EventStream.Event event = events.next();
				this.progress.eventArrived();
				goOn = !isEnded() && apply(event, events);
			}
		}
		finally {
			// First, since closing would try to read the rest of the stream.
			made.cancel();
			response.close();
		}
	}

	private boolean apply(EventStream.Event event, EventStream events) throws IOException {
		StreamMessages.Outcome outcome;
		try {
			outcome = this.messages.apply(event);
		}
		catch (RuntimeException ex) {
			events.rethrowFailure();
			throw ex;
		}
		if (outcome == StreamMessages.Outcome.ALL_STORED) {
			this.whenStored.run();
			this.parts.sink().updateStatus(DataSourceState.VALID, null);
		}
		return outcome != StreamMessages.Outcome.STORE_FAILED || isStoreExpectedBack();
	}

	/**
	 * Returns whether the store will tell when it can be used again. The stream goes on
	 * until then: the store may serve from memory what it cannot write.
	 */
	private boolean isStoreExpectedBack() {
		this.storeFailed = true;
		return this.storeStatus != null && this.storeStatus.isMonitoringEnabled()
				&& !this.storeStatus.getStatus().available();
	}

	private void storeChanged(DataStoreStatus status) {
		HttpCall running = this.call;
		if (status.available() && (status.stale() || this.storeFailed) && running != null) {
			this.restarting = true;
			running.cancel();
		}
	}

	@Override
	Duration delayAfter(boolean unexpected) {
		if (this.progress.isHealthy()) {
			this.retryDelay = this.retryDelay.afterHealthyConnection();
		}
		RetryDelay.Next next = this.retryDelay.next(unexpected, this.parts.random());
		this.retryDelay = next.then();
		return next.delay();
	}

	@Override
	boolean isSlow() {
		return this.retryDelay.isExtended() && !this.progress.isHealthy();
	}

	@Override
	void breakOff() {
		if (this.storeStatus != null) {
			this.storeStatus.removeListener(this.storeListener);
		}
		HttpCall running = this.call;
		if (running != null) {
			running.cancel();
		}
	}

	@Override
	String where() {
		return this.uri.toString();
	}

	/**
	 * How far one connection has come.
	 */
	private final class Progress {

		private final Instant start = StreamingRun.this.parts.clock().instant();

		private final long startNanos = StreamingRun.this.parts.ticker().nanos();

		private @Nullable Long firstEventNanos;

		void eventArrived() {
			if (this.firstEventNanos == null) {
				this.firstEventNanos = StreamingRun.this.parts.ticker().nanos();
				report(false);
			}
		}

		void ended() {
			if (this.firstEventNanos == null && !isEnded()) {
				report(true);
			}
		}

		boolean isHealthy() {
			Long first = this.firstEventNanos;
			return first != null
					&& StreamingRun.this.parts.ticker().nanos() - first >= RetryDelay.HEALTHY_AFTER.toNanos();
		}

		private void report(boolean failed) {
			Duration duration = Duration.ofNanos(StreamingRun.this.parts.ticker().nanos() - this.startNanos);
			StreamingRun.this.configuration.initListener().streamInit(this.start, duration, failed);
		}

	}

}
