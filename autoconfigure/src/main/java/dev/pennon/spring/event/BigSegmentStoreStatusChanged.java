package dev.pennon.spring.event;

import dev.pennon.bigsegment.BigSegmentStoreStatus;

/**
 * The big segment store has become available, stale or neither. Published in the order of
 * the changes. A store counts as available and up to date until it is first asked.
 *
 * @param status the new status
 */
public record BigSegmentStoreStatusChanged(BigSegmentStoreStatus status) {

}
