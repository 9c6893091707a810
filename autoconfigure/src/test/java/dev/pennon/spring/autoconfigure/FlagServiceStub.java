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

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
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

	private volatile Headers lastHeaders = new Headers();

	FlagServiceStub(int status) {
		this(status, null);
	}

	/**
	 * Creates a service that speaks TLS.
	 */
	FlagServiceStub(int status, SSLContext tls) {
		this.status = status;
		this.scheme = (tls != null) ? "https" : "http";
		InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
		try {
			if (tls != null) {
				HttpsServer secure = HttpsServer.create(address, 0);
				secure.setHttpsConfigurator(new HttpsConfigurator(tls));
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

	private void answer(HttpExchange exchange) throws IOException {
		exchange.getResponseHeaders().set("X-LD-EnvID", ENVIRONMENT_ID);
		this.lastHeaders = exchange.getRequestHeaders();
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

}
