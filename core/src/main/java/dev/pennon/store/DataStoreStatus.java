package dev.pennon.store;

/**
 * Whether a store that lives outside this process can be used.
 *
 * @param available whether the store answers
 * @param stale whether it may hold old data, because updates were lost while it did not
 * answer
 */
public record DataStoreStatus(boolean available, boolean stale) {
}
