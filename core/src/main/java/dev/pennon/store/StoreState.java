package dev.pennon.store;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What a {@link CachingStoreWrapper} knows of its database, without asking it.
 *
 * @param reachable whether the database answered when it was last asked
 * @param acceptingWrites whether the database accepted the last write; true if nothing
 * was ever written
 * @param initialized whether the database is known to hold a full data set
 * @param answeringFromMemory whether there is data in memory that would answer while the
 * database does not
 * @param since when {@code reachable} or {@code acceptingWrites} last changed
 * @param lastError the last failure of the database, without credentials, or null
 * @param healingConflict whether healing has stopped because the database keeps losing
 * what is written to it
 */
public record StoreState(boolean reachable, boolean acceptingWrites, boolean initialized, boolean answeringFromMemory,
		Instant since, @Nullable String lastError, boolean healingConflict) {
}
