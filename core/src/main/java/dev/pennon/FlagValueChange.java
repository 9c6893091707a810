package dev.pennon;

import tools.jackson.databind.JsonNode;

/**
 * The value of a flag has changed for a context.
 *
 * @param key the key of the flag
 * @param oldValue what it was; the JSON null if there was none
 * @param newValue what it is; the JSON null if there is none
 */
public record FlagValueChange(String key, JsonNode oldValue, JsonNode newValue) {
}
