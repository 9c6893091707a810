package dev.pennon.migration;

import org.jspecify.annotations.Nullable;

/**
 * What came of a write.
 *
 * @param <T> the type of the values
 * @param authoritative what the system with the say gave
 * @param other what the other one gave; null if it was not asked
 */
public record MigrationWriteResult<T extends @Nullable Object>(MigrationResult<T> authoritative,
		@Nullable MigrationResult<T> other) {
}
