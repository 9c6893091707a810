package dev.pennon.contract.wire;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Asks to track an event.
 *
 * @param eventKey the key of the event
 * @param context whom it is about
 * @param user whom it is about, as older SDKs wrote it, where there is no context
 * @param data its details
 * @param omitNullData whether to use a method without details if there are none
 * @param metricValue the number to measure
 */
public record CustomEventParams(String eventKey, @Nullable JsonNode context, @Nullable JsonNode user,
		@Nullable JsonNode data, boolean omitNullData, @Nullable Double metricValue) {

	public CustomEventParams {
		Required.property("eventKey", eventKey);
	}

}
