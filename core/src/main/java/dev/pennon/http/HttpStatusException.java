package dev.pennon.http;

import java.io.IOException;
import java.net.URI;

/**
 * A service answered with a status that is not success.
 */
public final class HttpStatusException extends IOException {

	private static final long serialVersionUID = 1L;

	private final int status;

	/**
	 * Creates an exception.
	 * @param uri what was asked
	 * @param status the HTTP status code of the answer
	 */
	public HttpStatusException(URI uri, int status) {
		super("%s answered with HTTP status %d%s".formatted(uri, status, remedy(status)));
		this.status = status;
	}

	/**
	 * Returns the status.
	 * @return the HTTP status code
	 */
	public int status() {
		return this.status;
	}

	private static String remedy(int status) {
		return switch (status) {
			case 401, 403 -> " (check the SDK key)";
			case 404 -> " (check the base URI)";
			case 407 -> " (check the credentials for the proxy)";
			default -> "";
		};
	}

}
