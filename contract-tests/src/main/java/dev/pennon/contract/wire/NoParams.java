package dev.pennon.contract.wire;

/**
 * Nothing but the command itself.
 */
public record NoParams() {
}
