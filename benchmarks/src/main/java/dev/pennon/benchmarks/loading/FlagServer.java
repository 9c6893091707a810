package dev.pennon.benchmarks.loading;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Answers polls, and streams, with the same data.
 */
final class FlagServer implements AutoCloseable {

	private static final byte[] PUT = "event: put\ndata: {\"path\":\"/\",\"data\":".getBytes(StandardCharsets.US_ASCII);

	private static final byte[] END = "}\n\n".getBytes(StandardCharsets.US_ASCII);

	private static final int PIECE = 16_384;

	private final CountDownLatch closed = new CountDownLatch(1);

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final HttpServer server;

	private final byte[] data;

	FlagServer(byte[] data) throws IOException {
		this.data = data;
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/sdk/latest-all", this::poll);
		this.server.createContext("/all", this::stream);
		this.server.setExecutor(this.threads);
		this.server.start();
	}

	String uri() {
		return "http://127.0.0.1:%d".formatted(this.server.getAddress().getPort());
	}

	private void poll(HttpExchange exchange) throws IOException {
		try (exchange) {
			exchange.getResponseHeaders().set("Content-Type", "application/json");
			exchange.sendResponseHeaders(200, this.data.length);
			write(exchange.getResponseBody());
		}
	}

	// A larger piece would make the server keep a buffer of its size
	private void write(OutputStream body) throws IOException {
		for (int offset = 0; offset < this.data.length; offset += PIECE) {
			body.write(this.data, offset, Math.min(PIECE, this.data.length - offset));
		}
	}

	private void stream(HttpExchange exchange) throws IOException {
		try (exchange) {
			exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
			exchange.sendResponseHeaders(200, 0);
			OutputStream body = exchange.getResponseBody();
			body.write(PUT);
			write(body);
			body.write(END);
			body.flush();
			this.closed.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void close() {
		this.closed.countDown();
		this.server.stop(0);
		this.threads.shutdownNow();
	}

}
