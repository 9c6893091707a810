package dev.pennon;

/**
 * What {@link FlagClient#start()} does until the first flags arrive.
 */
public enum StartupPolicy {

	/**
	 * Waits until there are flags, the timeout is over, or the source has failed in a way
	 * that waiting does not mend. Without flags it logs a warning and returns: the
	 * application runs on its defaults, and on its flags once they arrive.
	 */
	WAIT,

	/** Does not wait: the application runs on its defaults until flags arrive. */
	BACKGROUND,

	/**
	 * Waits as {@link #WAIT} does, and throws {@link FlagClientStartException} if there
	 * are no flags then, or their store cannot be reached.
	 */
	FAIL_FAST

}
