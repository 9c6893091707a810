package dev.pennon.datasource;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The state of a data source at some moment.
 *
 * @param state the state
 * @param stateSince when the source came into this state
 * @param lastError the last thing that went wrong, even if it has been mended since; null
 * if nothing ever did
 */
public record DataSourceStatus(DataSourceState state, Instant stateSince, @Nullable DataSourceErrorInfo lastError) {
}
