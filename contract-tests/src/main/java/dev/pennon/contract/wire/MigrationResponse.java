package dev.pennon.contract.wire;

import org.jspecify.annotations.Nullable;

/**
 * The stage of a migration, or what a system gave.
 *
 * @param result the text
 */
public record MigrationResponse(@Nullable String result) {
}
