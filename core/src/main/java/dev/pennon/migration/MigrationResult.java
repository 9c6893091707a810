package dev.pennon.migration;

import org.jspecify.annotations.Nullable;

/**
 * What came of one call of one system.
 *
 * @param <T> the type of the value
 * @param origin the system
 * @param value what it gave, if it did not fail
 * @param failure why it failed, or null if it did not
 */
public record MigrationResult<T extends @Nullable Object>(MigrationOrigin origin, @Nullable T value,
		@Nullable Throwable failure) {

	/**
	 * Returns whether the system did what it was asked to.
	 * @return whether there was no failure
	 */
	public boolean isSuccess() {
		return this.failure == null;
	}

}
