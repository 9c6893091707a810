package dev.pennon.contract.wire;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Asks for the values of all flags.
 *
 * @param context whom to evaluate for
 * @param user whom to evaluate for, as older SDKs wrote it, where there is no context
 * @param withReasons whether to say why
 * @param clientSideOnly whether to leave out flags that are not for client-side use
 * @param detailsOnlyForTrackedFlags whether to leave out details of flags that nobody
 * tracks
 */
public record EvaluateAllParams(@Nullable JsonNode context, @Nullable JsonNode user, boolean withReasons,
		boolean clientSideOnly, boolean detailsOnlyForTrackedFlags) {
}
