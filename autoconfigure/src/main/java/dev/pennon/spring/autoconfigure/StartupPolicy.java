package dev.pennon.spring.autoconfigure;

/**
 * What to do about flags that are not there when the application starts: the values of
 * {@code pennon.startup.policy}.
 */
public enum StartupPolicy {

	/** Wait for them, but not longer than the time limit, and then go on without. */
	WAIT,

	/** Go on without. */
	BACKGROUND,

	/** Wait for them, and stop the application if they do not come in time. */
	FAIL_FAST

}
