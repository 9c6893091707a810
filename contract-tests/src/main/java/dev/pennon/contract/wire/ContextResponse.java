package dev.pennon.contract.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A context that was made, or why none was.
 *
 * @param output the JSON of the context, as text
 * @param error what was wrong
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ContextResponse(@Nullable String output, @Nullable String error) {

	/**
	 * Answers with a context.
	 * @param json its JSON
	 * @return the answer
	 */
	public static ContextResponse output(String json) {
		return new ContextResponse(json, null);
	}

	/**
	 * Answers that there is none.
	 * @param reason what was wrong
	 * @return the answer
	 */
	public static ContextResponse error(String reason) {
		return new ContextResponse(null, reason);
	}

}
