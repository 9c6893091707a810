package dev.pennon;

/**
 * What {@link FlagClient#allFlagsState} includes.
 */
public enum FlagsStateOption {

	/** The reason for each value. */
	WITH_REASONS,

	/** Only flags that are meant for client-side use. */
	CLIENT_SIDE_ONLY,

	/**
	 * Version and reason only for flags whose evaluations are tracked or debugged; this
	 * makes the JSON smaller.
	 */
	DETAILS_ONLY_FOR_TRACKED_FLAGS

}
