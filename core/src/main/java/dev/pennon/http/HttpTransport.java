package dev.pennon.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import okhttp3.ConnectionPool;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/**
 * What one flag client sends its requests with: its connections, and the headers that
 * every request carries, among them an id of this instance. Whoever creates it closes it.
 * It has no threads of its own. Safe for use by any number of threads: the OkHttp client
 * in use is read from a volatile field, a lock keeps two threads from replacing it at
 * once, and the calls that are under way are in a concurrent set.
 */
public final class HttpTransport implements AutoCloseable {

	private static final String ENVIRONMENT_ID_HEADER = "X-LD-EnvID";

	private static final int NOT_MODIFIED = 304;

	private final HttpConfiguration configuration;

	private final Map<String, String> defaultHeaders;

	private final ConnectionPool connections = new ConnectionPool();

	private final Set<HttpCall> running = ConcurrentHashMap.newKeySet();

	private final ReentrantLock replacing = new ReentrantLock();

	private volatile Client client;

	private volatile @Nullable String environmentId;

	private volatile boolean closed;

	/**
	 * Creates a transport. Connects to nothing yet.
	 * @param configuration how to make requests
	 */
	public HttpTransport(HttpConfiguration configuration) {
		this.configuration = configuration;
		this.defaultHeaders = DefaultHeaders.of(configuration, UUID.randomUUID());
		this.client = client(currentTls());
	}

	/**
	 * Prepares a request.
	 * @param request the request
	 * @return the call, not yet executed
	 * @throws IllegalStateException if this transport is closed
	 */
	public HttpCall newCall(HttpRequest request) {
		if (this.closed) {
			throw new IllegalStateException("The HTTP transport is closed");
		}
		return new HttpCall(currentClient().newCall(translate(request)), this);
	}

	/**
	 * Returns the id of the environment that the service has last named in an answer.
	 * @return the id, or null if there was none yet
	 */
	public @Nullable String environmentId() {
		return this.environmentId;
	}

	/**
	 * Closes the connections that are not in use.
	 */
	public void closeIdleConnections() {
		this.connections.evictAll();
	}

	/**
	 * Calls off every call and closes all connections. Returns at once; calling it again
	 * has no effect.
	 */
	@Override
	public void close() {
		this.closed = true;
		this.running.forEach(HttpCall::cancel);
		closeIdleConnections();
	}

	void began(HttpCall call) throws IOException {
		this.running.add(call);
		// After adding it: whoever closes this before that does not see the call.
		if (this.closed) {
			ended(call);
			throw new IOException("The HTTP transport was closed");
		}
	}

	void received(HttpResponse response) {
		String id = response.header(ENVIRONMENT_ID_HEADER);
		boolean success = response.status() / 100 == 2 || response.status() == NOT_MODIFIED;
		if (id != null && success) {
			this.environmentId = id;
		}
	}

	void ended(HttpCall call) {
		this.running.remove(call);
		if (this.closed) {
			closeIdleConnections();
		}
	}

	private Request translate(HttpRequest request) {
		Request.Builder builder = new Request.Builder().url(request.uri().toString());
		this.defaultHeaders.forEach(builder::header);
		request.headers().forEach(builder::header);
		this.configuration.headers().forEach(builder::header);
		byte[] body = request.body();
		if (body != null) {
			builder.post(RequestBody.create(body, null));
		}
		return builder.tag(Duration.class, request.idleTimeout()).build();
	}

	private OkHttpClient currentClient() {
		TlsConfiguration tls = currentTls();
		Client current = this.client;
		if (current.isFor(tls)) {
			return current.okHttp();
		}
		this.replacing.lock();
		try {
			if (!this.client.isFor(tls)) {
				this.client = client(tls);
			}
			return this.client.okHttp();
		}
		finally {
			this.replacing.unlock();
		}
	}

	private @Nullable TlsConfiguration currentTls() {
		Supplier<TlsConfiguration> tls = this.configuration.tls();
		return (tls != null) ? tls.get() : null;
	}

	private Client client(@Nullable TlsConfiguration tls) {
		OkHttpClient.Builder builder = new OkHttpClient.Builder().connectionPool(this.connections)
			// One connection for each exchange, so that ending a stream ends its socket
			.protocols(List.of(Protocol.HTTP_1_1))
			.connectTimeout(this.configuration.connectTimeout())
			.readTimeout(this.configuration.readTimeout())
			.writeTimeout(this.configuration.readTimeout())
			.addNetworkInterceptor(new IdleTimeouts());
		if (this.configuration.socketFactory() != null) {
			builder.socketFactory(this.configuration.socketFactory());
		}
		ProxyConfiguration proxy = this.configuration.proxy();
		if (proxy != null) {
			configure(builder, proxy);
		}
		if (tls != null) {
			builder.sslSocketFactory(tls.socketFactory(), tls.trustManager());
			if (tls.hostnameVerifier() != null) {
				builder.hostnameVerifier(tls.hostnameVerifier());
			}
		}
		return new Client(tls, builder.build());
	}

	private static void configure(OkHttpClient.Builder builder, ProxyConfiguration proxy) {
		builder.proxy(new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(proxy.host(), proxy.port())));
		if (proxy.username() != null && proxy.password() != null) {
			String credentials = Credentials.basic(proxy.username(), proxy.password());
			builder.proxyAuthenticator((route, response) -> {
				boolean refused = response.request().header("Proxy-Authorization") != null;
				return refused ? null
						: response.request().newBuilder().header("Proxy-Authorization", credentials).build();
			});
		}
	}

	/**
	 * An OkHttp client and the trust that it was built with.
	 */
	private record Client(@Nullable TlsConfiguration tls, OkHttpClient okHttp) {

		boolean isFor(@Nullable TlsConfiguration other) {
			return (this.tls != null) ? this.tls.equals(other) : other == null;
		}

	}

}
