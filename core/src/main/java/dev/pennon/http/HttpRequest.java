package dev.pennon.http;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A request to a service. {@link HttpTransport} adds the headers that every request has.
 * Immutable.
 */
public final class HttpRequest {

	private final URI uri;

	private final Map<String, String> headers;

	private final byte @Nullable [] body;

	private final @Nullable Duration idleTimeout;

	private HttpRequest(URI uri, Map<String, String> headers, byte @Nullable [] body, @Nullable Duration idleTimeout) {
		this.uri = uri;
		this.headers = headers;
		this.body = body;
		this.idleTimeout = idleTimeout;
	}

	/**
	 * Returns a GET request.
	 * @param uri the absolute URI
	 * @return the request
	 */
	public static HttpRequest get(URI uri) {
		return new HttpRequest(uri, Map.of(), null, null);
	}

	/**
	 * Returns a POST request.
	 * @param uri the absolute URI
	 * @param body what to send; not copied, not to be modified
	 * @return the request
	 */
	public static HttpRequest post(URI uri, byte[] body) {
		return new HttpRequest(uri, Map.of(), body, null);
	}

	/**
	 * Returns this request with a header.
	 * @param name the name
	 * @param value the value
	 * @return another request
	 */
	public HttpRequest header(String name, String value) {
		HeaderRules.check(name, value);
		Map<String, String> changed = new LinkedHashMap<>(this.headers);
		changed.put(name, value);
		return new HttpRequest(this.uri, changed, this.body, this.idleTimeout);
	}

	/**
	 * Returns this request with a limit of its own between the bytes of the answer's
	 * body. The answer itself must begin within the usual
	 * {@linkplain HttpConfiguration#readTimeout() read timeout}.
	 * @param timeout how long the body may be silent
	 * @return another request
	 */
	public HttpRequest idleTimeout(Duration timeout) {
		return new HttpRequest(this.uri, this.headers, this.body, timeout);
	}

	URI uri() {
		return this.uri;
	}

	Map<String, String> headers() {
		return this.headers;
	}

	byte @Nullable [] body() {
		return this.body;
	}

	@Nullable Duration idleTimeout() {
		return this.idleTimeout;
	}

	@Override
	public String toString() {
		return ((this.body != null) ? "POST " : "GET ") + this.uri;
	}

}
