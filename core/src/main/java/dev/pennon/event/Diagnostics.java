package dev.pennon.event;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

import dev.pennon.http.FlagService;
import dev.pennon.http.ServiceEndpoints;
import tools.jackson.core.JsonGenerator;

/**
 * Makes diagnostic events: one about how the client is configured, and then one after the
 * other about how it does. A lock lets one of those be made at a time; what any thread
 * may add is in concurrent collections.
 */
final class Diagnostics {

	private static final String SDK_NAME = "java-server-sdk";

	private static final int MAX_STREAM_INITS = 1_000;

	private final String id = UUID.randomUUID().toString();

	private final Queue<StreamInit> streamInits = new ConcurrentLinkedQueue<>();

	private final AtomicInteger streamInitCount = new AtomicInteger();

	private final AtomicLong eventsInLastBatch = new AtomicLong();

	private final EventsConfiguration configuration;

	private final DiagnosticProperties properties;

	private final InstantSource clock;

	private final long created;

	private final ReentrantLock making = new ReentrantLock();

	private long dataSince;

	private long droppedBefore;

	private long deduplicatedBefore;

	Diagnostics(EventsConfiguration configuration, InstantSource clock) {
		this.configuration = configuration;
		this.properties = withEvents(configuration);
		this.clock = clock;
		this.created = clock.millis();
		this.dataSince = this.created;
	}

	private static DiagnosticProperties withEvents(EventsConfiguration events) {
		ServiceEndpoints endpoints = events.endpoints();
		return events.diagnosticProperties()
			.with(DiagnosticProperty.ALL_ATTRIBUTES_PRIVATE, events.isAllAttributesPrivate())
			.with(DiagnosticProperty.CUSTOM_BASE_URI, endpoints.isCustom(FlagService.POLLING))
			.with(DiagnosticProperty.CUSTOM_EVENTS_URI, endpoints.isCustom(FlagService.EVENTS))
			.with(DiagnosticProperty.CUSTOM_STREAM_URI, endpoints.isCustom(FlagService.STREAMING))
			.with(DiagnosticProperty.DIAGNOSTIC_RECORDING_INTERVAL_MILLIS, events.diagnosticInterval().toMillis())
			.with(DiagnosticProperty.EVENTS_CAPACITY, (long) events.capacity())
			.with(DiagnosticProperty.EVENTS_FLUSH_INTERVAL_MILLIS, events.flushInterval().toMillis())
			.with(DiagnosticProperty.USER_KEYS_CAPACITY, (long) events.contextKeysCapacity())
			.with(DiagnosticProperty.USER_KEYS_FLUSH_INTERVAL_MILLIS, events.contextKeysFlushInterval().toMillis());
	}

	/** Takes note of an attempt to open the stream. */
	void streamInit(Instant start, Duration duration, boolean failed) {
		if (this.configuration.isDiagnostics() && this.streamInitCount.get() < MAX_STREAM_INITS) {
			this.streamInitCount.incrementAndGet();
			this.streamInits.add(new StreamInit(start, duration, failed));
		}
	}

	/** Takes note of a delivery. */
	void delivering(long events) {
		this.eventsInLastBatch.set(events);
	}

	/** Returns the event about the configuration. */
	byte[] initial() {
		return PayloadWriter.write((json) -> {
			json.writeStartObject();
			writeHead(json, "diagnostic-init", this.created);
			writeSdk(json);
			writeConfiguration(json);
			writePlatform(json);
			json.writeEndObject();
		});
	}

	/**
	 * Returns an event about how the client did since the last one.
	 * @param dropped events that were lost since the client exists
	 * @param deduplicated contexts that were known already, since the client exists
	 */
	byte[] periodic(long dropped, long deduplicated) {
		this.making.lock();
		try {
			return next(dropped, deduplicated);
		}
		finally {
			this.making.unlock();
		}
	}

	private byte[] next(long dropped, long deduplicated) {
		long now = this.clock.millis();
		byte[] event = PayloadWriter.write((json) -> {
			json.writeStartObject();
			writeHead(json, "diagnostic", now);
			json.writeNumberProperty("dataSinceDate", this.dataSince);
			json.writeNumberProperty("droppedEvents", dropped - this.droppedBefore);
			json.writeNumberProperty("deduplicatedUsers", deduplicated - this.deduplicatedBefore);
			json.writeNumberProperty("eventsInLastBatch", this.eventsInLastBatch.getAndSet(0));
			writeStreamInits(json);
			json.writeEndObject();
		});
		this.dataSince = now;
		this.droppedBefore = dropped;
		this.deduplicatedBefore = deduplicated;
		return event;
	}

	private void writeHead(JsonGenerator json, String kind, long date) {
		json.writeStringProperty("kind", kind);
		json.writeNumberProperty("creationDate", date);
		json.writeName("id");
		json.writeStartObject();
		json.writeStringProperty("diagnosticId", this.id);
		json.writeStringProperty("sdkKeySuffix", this.properties.sdkKeySuffix());
		json.writeEndObject();
	}

	private void writeSdk(JsonGenerator json) {
		json.writeName("sdk");
		json.writeStartObject();
		json.writeStringProperty("name", SDK_NAME);
		String version = Diagnostics.class.getPackage().getImplementationVersion();
		json.writeStringProperty("version", (version != null) ? version : "development");
		String wrapper = this.properties.wrapper();
		if (wrapper != null) {
			String[] nameAndVersion = wrapper.split("/", 2);
			json.writeStringProperty("wrapperName", nameAndVersion[0]);
			if (nameAndVersion.length > 1) {
				json.writeStringProperty("wrapperVersion", nameAndVersion[1]);
			}
		}
		json.writeEndObject();
	}

	private void writeConfiguration(JsonGenerator json) {
		json.writeName("configuration");
		json.writeStartObject();
		this.properties.forEach((property, value) -> {
			json.writeName(property.wireName());
			json.writePOJO(value);
		});
		json.writeEndObject();
	}

	private static void writePlatform(JsonGenerator json) {
		json.writeName("platform");
		json.writeStartObject();
		json.writeStringProperty("name", "java");
		writeSystemProperty(json, "osArch", "os.arch");
		json.writeStringProperty("osName", osName(System.getProperty("os.name", "")));
		writeSystemProperty(json, "osVersion", "os.version");
		writeSystemProperty(json, "javaVendor", "java.vendor");
		writeSystemProperty(json, "javaVersion", "java.version");
		json.writeEndObject();
	}

	private static void writeSystemProperty(JsonGenerator json, String name, String property) {
		json.writeStringProperty(name, System.getProperty(property, ""));
	}

	static String osName(String name) {
		if (name.equals("Mac OS X")) {
			return "MacOS";
		}
		return name.toLowerCase(Locale.ROOT).startsWith("windows") ? "Windows" : name;
	}

	private void writeStreamInits(JsonGenerator json) {
		json.writeName("streamInits");
		json.writeStartArray();
		for (StreamInit init = this.streamInits.poll(); init != null; init = this.streamInits.poll()) {
			this.streamInitCount.decrementAndGet();
			json.writeStartObject();
			json.writeNumberProperty("timestamp", init.start().toEpochMilli());
			json.writeNumberProperty("durationMillis", init.duration().toMillis());
			json.writeBooleanProperty("failed", init.failed());
			json.writeEndObject();
		}
		json.writeEndArray();
	}

	private record StreamInit(Instant start, Duration duration, boolean failed) {
	}

}
