package dev.pennon.spring.health;

/**
 * What can be said of a big segment store.
 */
public enum BigSegmentStoreCondition {

	/** The store answers and its data is up to date. */
	VALID,

	/** The store answers, but its data has not been brought up to date for too long. */
	STALE,

	/** The store could not be asked. */
	UNAVAILABLE,

	/** The store has not been asked yet. */
	INITIALIZING

}
