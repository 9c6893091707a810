package dev.pennon.contract.wire;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Asks for the stage of a migration, or for one operation of it.
 *
 * @param key the key of the flag
 * @param context whom it is for
 * @param defaultStage the stage to take where the flag has none to offer
 * @param readExecutionOrder serial, random or concurrent
 * @param operation read or write
 * @param oldEndpoint where to ask the old system
 * @param newEndpoint where to ask the new system
 * @param payload what to ask with
 * @param trackLatency whether to measure how long each system takes
 * @param trackErrors whether to tell which system has failed
 * @param trackConsistency whether to compare what both systems give
 */
public record MigrationParams(String key, @Nullable JsonNode context, String defaultStage,
		@Nullable String readExecutionOrder, @Nullable String operation, @Nullable String oldEndpoint,
		@Nullable String newEndpoint, @Nullable String payload, boolean trackLatency, boolean trackErrors,
		boolean trackConsistency) {

	public MigrationParams {
		Required.property("key", key);
		Required.property("defaultStage", defaultStage);
	}

}
