package dev.pennon.contract.wire;

import org.jspecify.annotations.Nullable;

/**
 * The hash of a context.
 *
 * @param result hexadecimal digits, or null if the context is invalid
 */
public record SecureModeHashResponse(@Nullable String result) {
}
