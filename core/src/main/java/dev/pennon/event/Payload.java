package dev.pennon.event;

import java.util.Map;

/**
 * A request's worth of events, written already.
 */
final class Payload {

	private final byte[] json;

	private final Map<EventKind, Long> events;

	/**
	 * Creates a payload.
	 * @param json the body, a JSON array; not copied
	 * @param events how many events there are, by kind
	 */
	Payload(byte[] json, Map<EventKind, Long> events) {
		this.json = json;
		this.events = Map.copyOf(events);
	}

	byte[] json() {
		return this.json;
	}

	Map<EventKind, Long> events() {
		return this.events;
	}

	long size() {
		return this.events.values().stream().mapToLong(Long::longValue).sum();
	}

}
