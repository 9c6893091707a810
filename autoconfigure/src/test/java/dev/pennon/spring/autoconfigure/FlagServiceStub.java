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

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * A flag service with one flag, {@code remote}, which is true for everybody.
 */
class FlagServiceStub implements AutoCloseable {

	private static final String DATA = """
			{"flags":{"remote":{"key":"remote","version":1,"on":true,"variations":[true],\
			"fallthrough":{"variation":0}}},"segments":{}}""";

	private final List<String> requests = new CopyOnWriteArrayList<>();

	private final CountDownLatch closing = new CountDownLatch(1);

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final HttpServer server;

	private final int status;

	FlagServiceStub(int status) {
		this.status = status;
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.setExecutor(this.executor);
		this.server.createContext("/", this::answer);
		this.server.start();
	}

	String uri() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort();
	}

	/**
	 * Returns path and query of each request, with its credentials and tags.
	 */
	List<String> requests() {
		return this.requests;
	}

	private void answer(HttpExchange exchange) throws IOException {
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
