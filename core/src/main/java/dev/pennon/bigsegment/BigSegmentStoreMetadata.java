package dev.pennon.bigsegment;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What a {@link BigSegmentStore} knows of itself.
 *
 * @param lastUpToDate when its data was last known to be up to date, or null if it never
 * was
 */
public record BigSegmentStoreMetadata(@Nullable Instant lastUpToDate) {
}
