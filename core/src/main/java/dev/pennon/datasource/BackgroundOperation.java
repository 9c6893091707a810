package dev.pennon.datasource;

/**
 * Something that runs beside the application until it is stopped.
 */
public interface BackgroundOperation {

	/**
	 * Begins, or begins again after {@link #stop}. Returns at once. Has no effect on an
	 * operation that is running.
	 */
	void start();

	/**
	 * Ends. May return before everything has come to rest. Has no effect on an operation
	 * that is not running.
	 */
	void stop();

	/**
	 * Returns whether the operation is running.
	 * @return whether it was started and has not ended
	 */
	boolean isAlive();

}
