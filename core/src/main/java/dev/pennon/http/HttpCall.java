package dev.pennon.http;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

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
	 * Sets how long this call may take altogether, until its answer is closed. Other
	 * limits are for the next byte only, and who trickles can keep a thread for ever.
	 * Must be called before {@link #execute}.
	 * @param limit the limit
	 * @return this call
	 */
	public HttpCall limit(Duration limit) {
		this.call.timeout().timeout(limit.toNanos(), TimeUnit.NANOSECONDS);
		return this;
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
