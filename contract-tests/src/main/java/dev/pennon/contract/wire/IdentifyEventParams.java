package dev.pennon.contract.wire;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Asks to identify a context.
 *
 * @param context the context
 * @param user the context, as older SDKs wrote it, where there is no context
 */
public record IdentifyEventParams(@Nullable JsonNode context, @Nullable JsonNode user) {
}
