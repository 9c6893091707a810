package dev.pennon.bigsegment;

/**
 * Whether big segments can be relied on.
 *
 * @param available whether the store answers; if not, evaluations that need it have the
 * status {@code STORE_ERROR}
 * @param stale whether the store answers, but has not been brought up to date for too
 * long; evaluations that need it have the status {@code STALE} then
 */
public record BigSegmentStoreStatus(boolean available, boolean stale) {

	static final BigSegmentStoreStatus HEALTHY = new BigSegmentStoreStatus(true, false);

	static final BigSegmentStoreStatus UNAVAILABLE = new BigSegmentStoreStatus(false, false);

}
