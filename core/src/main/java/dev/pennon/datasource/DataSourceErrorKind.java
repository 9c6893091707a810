package dev.pennon.datasource;

/**
 * What went wrong in a data source.
 */
public enum DataSourceErrorKind {

	/** Something unexpected. */
	UNKNOWN,

	/** The connection could not be made or broke. */
	NETWORK_ERROR,

	/** The service answered with an HTTP error status. */
	ERROR_RESPONSE,

	/** What was received, or read from a file, is not valid. */
	INVALID_DATA,

	/** The data was good but the store could not take it. */
	STORE_ERROR

}
