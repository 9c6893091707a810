package dev.pennon.event;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;

import dev.pennon.http.FlagService;
import dev.pennon.http.HttpCall;
import dev.pennon.http.HttpRequest;
import dev.pennon.http.HttpResponse;
import dev.pennon.http.HttpStatusException;
import dev.pennon.http.HttpTransport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends events, each request a second time if the first was in vain. Whoever calls waits.
 * The calls that are under way are in a concurrent set so that any thread can call them
 * off; what is learnt from answers is volatile.
 */
final class EventSender {

	private static final Logger logger = LoggerFactory.getLogger(EventProcessor.class);

	private static final String SCHEMA = "4";

	private final HttpTransport transport;

	private final URI analytics;

	private final URI diagnostics;

	private final boolean gzip;

	private final Duration retryDelay;

	private final Duration requestLimit;

	private final Set<HttpCall> running = ConcurrentHashMap.newKeySet();

	private final CountDownLatch hurry = new CountDownLatch(1);

	private volatile boolean aborted;

	private volatile boolean refused;

	private volatile long serverTime;

	EventSender(EventsConfiguration configuration, HttpTransport transport, EventParts parts) {
		this.transport = transport;
		String base = configuration.endpoints().uri(FlagService.EVENTS).toString();
		this.analytics = URI.create(base + "/bulk");
		this.diagnostics = URI.create(base + "/diagnostic");
		this.gzip = configuration.isGzip();
		this.retryDelay = parts.retryDelay();
		this.requestLimit = parts.requestLimit();
	}

	/**
	 * Sends a payload of events.
	 * @return whether the service has taken it
	 */
	boolean sendAnalytics(byte[] json) {
		return send(request(this.analytics, json).header("X-LaunchDarkly-Event-Schema", SCHEMA)
			.header("X-LaunchDarkly-Payload-ID", UUID.randomUUID().toString()), this.analytics);
	}

	/**
	 * Sends one diagnostic event.
	 * @return whether the service has taken it
	 */
	boolean sendDiagnostic(byte[] json) {
		return send(request(this.diagnostics, json), this.diagnostics);
	}

	private HttpRequest request(URI uri, byte[] json) {
		HttpRequest request = HttpRequest.post(uri, this.gzip ? compressed(json) : json)
			.header("Content-Type", "application/json; charset=utf-8");
		return this.gzip ? request.header("Content-Encoding", "gzip") : request;
	}

	private static byte[] compressed(byte[] json) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
			gzip.write(json);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	private boolean send(HttpRequest request, URI uri) {
		IOException failure = attempt(request, uri);
		if (failure == null) {
			return true;
		}
		if (!this.refused && !this.aborted) {
			logger.info("Events could not be sent, and will be once more: {}", failure.getMessage());
			pause();
			failure = attempt(request, uri);
		}
		if (failure != null && !this.refused) {
			logger.warn("Events could not be sent and are dropped: {}", failure.toString());
		}
		return failure == null;
	}

	// Somebody who closes this does not want to wait
	private void pause() {
		try {
			boolean hurried = this.hurry.await(this.retryDelay.toNanos(), TimeUnit.NANOSECONDS);
			logger.trace("The pause before the second attempt is over; hurried: {}", hurried);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private @Nullable IOException attempt(HttpRequest request, URI uri) {
		if (this.refused) {
			return new IOException("the service has refused this client for good");
		}
		try {
			HttpCall call = this.transport.newCall(request).limit(this.requestLimit);
			this.running.add(call);
			try {
				return attempt(call, uri);
			}
			finally {
				this.running.remove(call);
			}
		}
		// A closed transport, or an application's own TLS or proxy settings
		catch (RuntimeException ex) {
			return new IOException("the request could not be made: " + ex, ex);
		}
	}

	private @Nullable IOException attempt(HttpCall call, URI uri) {
		if (this.aborted) {
			return new IOException("the event processor is closed");
		}
		try (HttpResponse response = call.execute()) {
			int status = response.status();
			if (status / 100 == 2) {
				learnTime(response.header("Date"));
				return null;
			}
			if (isPermanent(status) && !this.refused) {
				this.refused = true;
				logger.error("The events service refuses this client, which sends no more events: {}",
						new HttpStatusException(uri, status).getMessage());
			}
			return new HttpStatusException(uri, status);
		}
		catch (IOException ex) {
			return ex;
		}
	}

	private static boolean isPermanent(int status) {
		return status / 100 == 4 && status != 400 && status != 408 && status != 429;
	}

	private void learnTime(@Nullable String date) {
		if (date == null) {
			return;
		}
		try {
			this.serverTime = DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from).toEpochMilli();
		}
		catch (DateTimeException ex) {
			logger.debug("The events service's date cannot be read: {}", ex.getMessage());
		}
	}

	/** Returns whether the service has refused this client for good. */
	boolean isRefused() {
		return this.refused;
	}

	/**
	 * Returns the service's own time when it last answered.
	 * @return milliseconds since the epoch, 0 if it is not known
	 */
	long serverTime() {
		return this.serverTime;
	}

	/** Ends the pauses before second attempts, those to come included. */
	void hurry() {
		this.hurry.countDown();
	}

	/** Calls off what is under way, and all that is to come. */
	void abort() {
		this.aborted = true;
		hurry();
		this.running.forEach(HttpCall::cancel);
	}

}
