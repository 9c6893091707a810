package dev.pennon.datasource;

/**
 * The states of an {@link UpdateProcessor}.
 */
public enum DataSourceState {

	/** It has not received any data yet, perhaps because it keeps failing. */
	INITIALIZING,

	/** It is working and its data is up to date. */
	VALID,

	/** It has worked and is failing now; the last good data stays in use. */
	INTERRUPTED,

	/** It has been stopped. */
	OFF

}
