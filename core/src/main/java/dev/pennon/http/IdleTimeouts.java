package dev.pennon.http;

import java.io.IOException;
import java.time.Duration;

import okhttp3.Connection;
import okhttp3.Interceptor;
import okhttp3.Response;
import okhttp3.ResponseBody;

/**
 * Puts the limit between the bytes of a body in place of the limit for the first byte, as
 * soon as the head of the answer is there. OkHttp sets both the socket's own limit and
 * that of its stream for each exchange, so a reused connection starts anew.
 * <p>
 * The socket's own limit is enough. To keep the stream's wakes another thread for every 4
 * or 8 kB of a body, which took a twelfth of the time of a load.
 */
final class IdleTimeouts implements Interceptor {

	@Override
	public Response intercept(Chain chain) throws IOException {
		Response response = chain.proceed(chain.request());
		Duration idle = chain.request().tag(Duration.class);
		Connection connection = chain.connection();
		ResponseBody body = response.body();
		if (connection != null && body != null) {
			if (idle != null) {
				connection.socket().setSoTimeout(Math.toIntExact(idle.toMillis()));
			}
			body.source().timeout().clearTimeout();
		}
		return response;
	}

}
