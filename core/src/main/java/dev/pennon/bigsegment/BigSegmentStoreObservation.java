package dev.pennon.bigsegment;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What the store said when it was last asked for its metadata.
 *
 * @param status the status that follows from it
 * @param since when that status was first seen
 * @param lastUpToDate when the store's data was last known to be up to date, as far as it
 * has ever said; null if it never was, or has never said
 * @param lastError the latest failure, also if the store has recovered from it, or null
 * if it has not failed yet
 */
public record BigSegmentStoreObservation(BigSegmentStoreStatus status, Instant since, @Nullable Instant lastUpToDate,
		@Nullable String lastError) {
}
