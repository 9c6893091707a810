package dev.pennon.evaluation;

/**
 * How far an answer that depended on big segments can be trusted.
 */
public enum BigSegmentsStatus {

	/** The store answered and its data is up to date. */
	HEALTHY,

	/** The store answered, but its data has not been brought up to date for too long. */
	STALE,

	/** No store is configured, or the segment cannot be queried. */
	NOT_CONFIGURED,

	/** The store could not be asked. */
	STORE_ERROR

}
