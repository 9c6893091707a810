package dev.pennon.event;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What an event processor has counted since it was created. No number ever falls.
 *
 * @param sent events that the service has taken, each summary counted as one
 * @param payloads requests with which it took them
 * @param failedPayloads requests that were given up
 * @param dropped events that were not delivered, by kind: there was no room for them,
 * they could not be written, or the request with them was given up
 * @param uncounted evaluations of unknown flags that no summary names, because there were
 * too many such flags
 * @param lastFlush when the service last took events; null if it never did
 * @param refused whether the service has refused this client for good, so that nothing is
 * recorded any more
 */
public record EventStatistics(long sent, long payloads, long failedPayloads, Map<EventKind, Long> dropped,
		long uncounted, @Nullable Instant lastFlush, boolean refused) {

	public EventStatistics {
		dropped = Map.copyOf(dropped);
	}

}
