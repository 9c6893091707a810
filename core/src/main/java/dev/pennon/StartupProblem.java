package dev.pennon;

import dev.pennon.datasource.DataSourceErrorInfo;
import dev.pennon.datasource.DataSourceErrorKind;
import dev.pennon.datasource.DataSourceStatus;
import org.jspecify.annotations.Nullable;

/**
 * Says why a client has no flags to start with, and what to do about it.
 */
final class StartupProblem {

	static final String STORE_UNREACHABLE = "the store of flags cannot be reached, the log says why; check its address "
			+ "and its credentials";

	private StartupProblem() {
	}

	/**
	 * Returns whether an error looks as if waiting does not mend it: a client error other
	 * than "bad request", "request timeout" and "too many requests", which services send
	 * for passing troubles.
	 */
	static boolean isPermanent(DataSourceErrorInfo error) {
		int status = error.statusCode();
		return error.kind() == DataSourceErrorKind.ERROR_RESPONSE && status >= 400 && status < 500 && status != 400
				&& status != 408 && status != 429;
	}

	/**
	 * Describes the problem in a sentence and a half.
	 * @param status the state of the source
	 * @param error the last error since the source was started
	 * @param sourceMissing whether the client has no source at all
	 * @return the state, the error and a remedy
	 */
	static String describe(DataSourceStatus status, @Nullable DataSourceErrorInfo error, boolean sourceMissing) {
		if (sourceMissing) {
			return "it has no data source and its store is empty; set an update processor, external data, or offline";
		}
		if (error == null) {
			return "the data source is %s and has reported no error; allow more time, or do not wait for it"
				.formatted(status.state());
		}
		return "the data source is %s, its last error is %s%s, %s; %s".formatted(status.state(), error.kind(),
				(error.statusCode() != 0) ? " " + error.statusCode() : "", error.message(), remedy(error));
	}

	private static String remedy(DataSourceErrorInfo error) {
		return switch (error.kind()) {
			case ERROR_RESPONSE -> (error.statusCode() == 401 || error.statusCode() == 403)
					? "check that the SDK key is the one of this environment"
					: "check the address of the flag service, and whether it is well";
			case NETWORK_ERROR -> "check that the flag service can be reached from here";
			case INVALID_DATA -> "mend the data at its origin";
			case STORE_ERROR -> "check that the store can be reached and written to";
			case UNKNOWN -> "look for the error in the log";
		};
	}

}
