package dev.pennon.event;

import java.util.Map;

/**
 * A request's worth of events, written already.
 *
 * @param json the body, a JSON array
 * @param events how many events there are, by kind
 */
record Payload(byte[] json, Map<EventKind, Long> events) {

	long size() {
		return this.events.values().stream().mapToLong(Long::longValue).sum();
	}

}
