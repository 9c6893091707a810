package dev.pennon;

import dev.pennon.datasource.DataSourceStatus;

/**
 * A client that was to {@linkplain StartupPolicy#FAIL_FAST fail fast} has no flags to
 * start with. The message names the state of the source, its last error and a remedy.
 */
public final class FlagClientStartException extends RuntimeException {

	private final transient DataSourceStatus status;

	/**
	 * Creates an exception.
	 * @param message what is wrong and what to do about it
	 * @param status the state of the source
	 */
	public FlagClientStartException(String message, DataSourceStatus status) {
		super(message);
		this.status = status;
	}

	/**
	 * Returns the state of the source when the client gave up.
	 * @return the status
	 */
	public DataSourceStatus status() {
		return this.status;
	}

}
