package dev.pennon.datasource.http;

import java.io.IOException;
import java.security.cert.CertificateException;
import java.time.Instant;

import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

import dev.pennon.datasource.DataSourceErrorInfo;
import dev.pennon.datasource.DataSourceErrorKind;
import dev.pennon.http.HttpStatusException;
import dev.pennon.store.InvalidItemException;

/**
 * Why an attempt to get data has failed.
 *
 * @param error what to report
 * @param unexpected whether it is unlikely to heal by itself, so that asking again soon
 * would only be a burden
 */
record SourceFailure(DataSourceErrorInfo error, boolean unexpected) {

	/**
	 * Describes what was thrown.
	 * @param where what was asked
	 * @param thrown what was thrown
	 * @param time when
	 */
	static SourceFailure of(String where, Throwable thrown, Instant time) {
		if (thrown instanceof HttpStatusException refused) {
			DataSourceErrorInfo error = DataSourceErrorInfo.ofStatusCode(refused.status(),
					String.valueOf(refused.getMessage()), time);
			return new SourceFailure(error, error.isUnlikelyToHeal());
		}
		String reason = (thrown instanceof InvalidItemException) ? String.valueOf(thrown.getMessage())
				: "%s: %s".formatted(thrown.getClass().getSimpleName(), thrown.getMessage());
		String message = "Could not get data from %s: %s".formatted(where, reason);
		return new SourceFailure(DataSourceErrorInfo.of(kind(thrown), message, time), isCertificateRefused(thrown));
	}

	/** Returns whether this should not happen, whatever the network does. */
	boolean isDefect() {
		return this.error.kind() == DataSourceErrorKind.UNKNOWN;
	}

	private static DataSourceErrorKind kind(Throwable thrown) {
		if (thrown instanceof InvalidItemException) {
			return DataSourceErrorKind.INVALID_DATA;
		}
		return (thrown instanceof IOException) ? DataSourceErrorKind.NETWORK_ERROR : DataSourceErrorKind.UNKNOWN;
	}

	private static boolean isCertificateRefused(Throwable exception) {
		if (exception instanceof SSLPeerUnverifiedException) {
			return true;
		}
		if (exception instanceof SSLHandshakeException) {
			for (Throwable cause = exception.getCause(); cause != null; cause = cause.getCause()) {
				if (cause instanceof CertificateException) {
					return true;
				}
			}
		}
		return false;
	}

}
