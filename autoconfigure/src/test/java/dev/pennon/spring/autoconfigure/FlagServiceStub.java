package dev.pennon.spring.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;

/**
 * A flag service with one flag, {@code remote}, which is true for everybody.
 */
class FlagServiceStub implements AutoCloseable {

	static final String ENVIRONMENT_ID = "64b-environment";

	private static final String DATA = """
			{"flags":{"remote":{"key":"remote","version":1,"on":true,"variations":[true],\
			"fallthrough":{"variation":0}}},"segments":{}}""";

	private final List<String> requests = new CopyOnWriteArrayList<>();

	private final CountDownLatch closing = new CountDownLatch(1);

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final HttpServer server;

	private final int status;

	private final String scheme;

	private final boolean knownClients;

	private volatile Headers lastHeaders = new Headers();

	private volatile String lastClient = "";

	FlagServiceStub(int status) {
		this(status, null);
	}

	/**
	 * Creates a service that speaks TLS.
	 */
	FlagServiceStub(int status, SSLContext tls) {
		this(status, tls, false);
	}

	/**
	 * Creates a service that speaks TLS only with clients who show a certificate.
	 */
	static FlagServiceStub forKnownClients(SSLContext tls) {
		return new FlagServiceStub(200, tls, true);
	}

	private FlagServiceStub(int status, SSLContext tls, boolean knownClients) {
		this.status = status;
		this.knownClients = knownClients;
		this.scheme = (tls != null) ? "https" : "http";
		InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
		try {
			if (tls != null) {
				HttpsServer secure = HttpsServer.create(address, 0);
				secure.setHttpsConfigurator(new Tls(tls, knownClients));
				this.server = secure;
			}
			else {
				this.server = HttpServer.create(address, 0);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.setExecutor(this.executor);
		this.server.createContext("/", this::answer);
		this.server.start();
	}

	String uri() {
		return this.scheme + "://127.0.0.1:" + port();
	}

	int port() {
		return this.server.getAddress().getPort();
	}

	/**
	 * Returns path and query of each request, with its credentials and tags.
	 */
	List<String> requests() {
		return this.requests;
	}

	/**
	 * Returns the headers of the last request.
	 */
	Headers lastHeaders() {
		return this.lastHeaders;
	}

	/**
	 * Returns the name in the certificate that the last client showed, if it had to.
	 */
	String lastClient() {
		return this.lastClient;
	}

	private void answer(HttpExchange exchange) throws IOException {
		exchange.getResponseHeaders().set("X-LD-EnvID", ENVIRONMENT_ID);
		this.lastHeaders = exchange.getRequestHeaders();
		if (exchange instanceof HttpsExchange secure && this.knownClients) {
			this.lastClient = secure.getSSLSession().getPeerPrincipal().getName();
		}
		this.requests
			.add("%s %s %s".formatted(exchange.getRequestURI(), exchange.getRequestHeaders().getFirst("Authorization"),
					exchange.getRequestHeaders().getFirst("X-LaunchDarkly-Tags")));
		if (this.status != 200) {
			exchange.sendResponseHeaders(this.status, -1);
			exchange.close();
		}
		else if (exchange.getRequestURI().getPath().equals("/all")) {
			stream(exchange);
		}
		else {
			byte[] body = DATA.getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(200, body.length);
			exchange.getResponseBody().write(body);
			exchange.close();
		}
	}

	private void stream(HttpExchange exchange) throws IOException {
		exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
		exchange.sendResponseHeaders(200, 0);
		exchange.getResponseBody()
			.write("event: put%ndata: {\"path\":\"/\",\"data\":%s}%n%n".formatted(DATA)
				.getBytes(StandardCharsets.UTF_8));
		exchange.getResponseBody().flush();
		try {
			this.closing.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		exchange.close();
	}

	@Override
	public void close() {
		this.closing.countDown();
		this.server.stop(0);
		this.executor.shutdownNow();
	}

	/**
	 * Asks clients for a certificate, or not.
	 */
	private static final class Tls extends HttpsConfigurator {

		private final boolean knownClients;

		Tls(SSLContext context, boolean knownClients) {
			super(context);
			this.knownClients = knownClients;
		}

		@Override
		public void configure(HttpsParameters parameters) {
			SSLParameters ssl = getSSLContext().getDefaultSSLParameters();
			ssl.setNeedClientAuth(this.knownClients);
			parameters.setSSLParameters(ssl);
		}

	}

}
