package dev.pennon.http;

import java.io.IOException;

import okhttp3.Call;

/**
 * One request on its way. One thread executes it, any other may call it off.
 */
public final class HttpCall {

	private final Call call;

	private final HttpTransport transport;

	HttpCall(Call call, HttpTransport transport) {
		this.call = call;
		this.transport = transport;
	}

	/**
	 * Sends the request and waits for the head of the answer. May be called once.
	 * @return the answer, whatever its status; to be closed by the caller
	 * @throws IOException if there is no answer, or the call was called off
	 */
	public HttpResponse execute() throws IOException {
		this.transport.began(this);
		try {
			HttpResponse response = new HttpResponse(this.call.execute(), () -> this.transport.ended(this));
			this.transport.received(response);
			return response;
		}
		catch (IOException | RuntimeException ex) {
			this.transport.ended(this);
			throw ex;
		}
	}

	/**
	 * Breaks the connection at once, also while it is being made or read. Has no effect
	 * on a call that is over.
	 */
	public void cancel() {
		this.call.cancel();
	}

}
