package dev.pennon.contract;

import dev.pennon.context.EvaluationContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the context of a command.
 */
final class Contexts {

	private Contexts() {
	}

	/**
	 * Returns the context that a command is about.
	 * @param context a context, or null if there is a user
	 * @param user a user as older SDKs wrote it
	 * @return the context, which may be invalid; null if there is neither
	 */
	static @Nullable EvaluationContext of(@Nullable JsonNode context, @Nullable JsonNode user) {
		JsonNode json = (context == null || context.isNull()) ? user : context;
		return (json == null || json.isNull()) ? null : EvaluationContext.fromJson(json.toString());
	}

}
