package dev.pennon.http;

import java.io.InputStream;

import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a request. For one thread.
 */
public final class HttpResponse implements AutoCloseable {

	private final Response response;

	private final Runnable whenClosed;

	HttpResponse(Response response, Runnable whenClosed) {
		this.response = response;
		this.whenClosed = whenClosed;
	}

	/**
	 * Returns the status.
	 * @return the HTTP status code
	 */
	public int status() {
		return this.response.code();
	}

	/**
	 * Returns a header.
	 * @param name its name, in upper or lower case
	 * @return its last value, or null if it is absent
	 */
	public @Nullable String header(String name) {
		return this.response.header(name);
	}

	/**
	 * Returns the body, decompressed, as it arrives.
	 * @return the body; closed together with this answer
	 */
	public InputStream body() {
		ResponseBody body = this.response.body();
		return (body != null) ? body.byteStream() : InputStream.nullInputStream();
	}

	/**
	 * Lets go of the connection. Calling it again has no effect.
	 */
	@Override
	public void close() {
		this.response.close();
		this.whenClosed.run();
	}

}
