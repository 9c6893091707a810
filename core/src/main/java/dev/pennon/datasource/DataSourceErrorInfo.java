package dev.pennon.datasource;

import java.time.Instant;

/**
 * Something that went wrong in a data source.
 *
 * @param kind what it was
 * @param statusCode the HTTP status, or 0 if there was none
 * @param message a description for a person; holds no credentials
 * @param time when it happened
 */
public record DataSourceErrorInfo(DataSourceErrorKind kind, int statusCode, String message, Instant time) {

	/**
	 * Describes an error other than an HTTP status.
	 * @param kind what went wrong
	 * @param message a description for a person
	 * @param time when it happened
	 * @return the description
	 */
	public static DataSourceErrorInfo of(DataSourceErrorKind kind, String message, Instant time) {
		return new DataSourceErrorInfo(kind, 0, message, time);
	}

	/**
	 * Describes an HTTP error status.
	 * @param statusCode the status
	 * @param message a description for a person
	 * @param time when it happened
	 * @return the description
	 */
	public static DataSourceErrorInfo ofStatusCode(int statusCode, String message, Instant time) {
		return new DataSourceErrorInfo(DataSourceErrorKind.ERROR_RESPONSE, statusCode, message, time);
	}

	/**
	 * Returns whether this is an answer that says that something has to be mended before
	 * the service will give data, such as a wrong SDK key: a status from 400 to 499 other
	 * than 400, 408 and 429. Sources go on asking all the same, but rarely, and nobody
	 * need wait for them.
	 * @return whether the error is unlikely to heal by itself
	 */
	public boolean isUnlikelyToHeal() {
		return switch (this.statusCode) {
			case 400, 408, 429 -> false;
			default -> this.statusCode >= 400 && this.statusCode < 500;
		};
	}

}
