package dev.pennon;

import dev.pennon.context.EvaluationContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a caller asks for.
 *
 * @param method the method of the client that was called
 * @param key the key of the flag
 * @param context whom to evaluate for
 * @param type the type that the caller asks for
 * @param binding makes the caller's object of the value, if that is wanted
 * @param defaultValue the caller's default; null if it has no JSON form
 * @param withReasons whether the caller asks for the reason
 */
record EvaluationRequest(String method, String key, @Nullable EvaluationContext context, ValueType type,
		@Nullable ValueBinding<?> binding, @Nullable JsonNode defaultValue, boolean withReasons) {
}
