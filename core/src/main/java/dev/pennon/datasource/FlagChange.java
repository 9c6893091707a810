package dev.pennon.datasource;

/**
 * A flag's configuration has changed, or that of a flag or segment that it depends on, so
 * that its value may have changed for some contexts.
 *
 * @param key the key of the flag
 */
public record FlagChange(String key) {
}
