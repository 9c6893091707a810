package dev.pennon.spring.event;

/**
 * A flag's configuration has changed, or that of a flag or segment that it depends on, so
 * that its value may have changed for some contexts. Published after the change has taken
 * effect, in the order of the changes, on one thread of the client, which waits for the
 * event listeners: a slow one belongs on a thread of its own.
 *
 * @param key the key of the flag
 */
public record FlagChanged(String key) {

}
