package dev.pennon.migration;

import org.jspecify.annotations.Nullable;

/**
 * Asks one system to read or to write.
 *
 * @param <P> the type of what it is asked with
 * @param <T> the type of what it gives
 */
@FunctionalInterface
public interface MigrationSource<P extends @Nullable Object, T extends @Nullable Object> {

	/**
	 * Asks the system.
	 * @param payload what to ask it with
	 * @return what it gives
	 * @throws Exception if it fails
	 */
	T call(P payload) throws Exception;

}
