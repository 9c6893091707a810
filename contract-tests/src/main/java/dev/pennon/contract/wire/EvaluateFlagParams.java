package dev.pennon.contract.wire;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Asks for the value of a flag.
 *
 * @param flagKey the key of the flag
 * @param context whom to evaluate for
 * @param user whom to evaluate for, as older SDKs wrote it, where there is no context
 * @param valueType which of the typed methods to use; null or empty for any JSON
 * @param defaultValue the default to give to the method
 * @param detail whether to say why
 */
public record EvaluateFlagParams(String flagKey, @Nullable JsonNode context, @Nullable JsonNode user,
		@Nullable String valueType, @Nullable JsonNode defaultValue, boolean detail) {

	public EvaluateFlagParams {
		Required.property("flagKey", flagKey);
	}

}
