package dev.pennon.spring.event;

import dev.pennon.datasource.DataSourceStatus;

/**
 * The source of the flags has come into another state, or has met another error in the
 * same state. Published in the order of the changes, on the same thread as
 * {@link FlagChanged}.
 *
 * @param status the new status
 */
public record DataSourceStatusChanged(DataSourceStatus status) {

}
