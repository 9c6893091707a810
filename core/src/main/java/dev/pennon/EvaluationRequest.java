package dev.pennon;

import dev.pennon.context.EvaluationContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/**
 * What a caller asks for.
 *
 * @param method the method of the client that was called
 * @param key the key of the flag
 * @param context whom to evaluate for
 * @param type the type that the caller asks for
 * @param note takes what is wanted beside the result, or null
 * @param defaultNumber the caller's default as a number
 * @param defaultValue the caller's default if it is no number
 * @param withReasons whether the caller asks for the reason
 */
record EvaluationRequest(String method, String key, @Nullable EvaluationContext context, ValueType type,
		@Nullable EvaluationNote note, double defaultNumber, @Nullable Object defaultValue, boolean withReasons) {

	/** Returns the caller's default; a null node if it has no JSON form. */
	JsonNode defaultJson() {
		JsonNode json = this.type.json(this.defaultNumber, this.defaultValue);
		return (json != null) ? json : NullNode.getInstance();
	}

}
