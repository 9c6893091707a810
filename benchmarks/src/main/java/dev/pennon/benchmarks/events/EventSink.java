package dev.pennon.benchmarks.events;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes events and adds up the evaluations that their summaries count.
 */
final class EventSink implements AutoCloseable {

	private final JsonMapper mapper = JsonMapper.builder().build();

	private final AtomicLong evaluations = new AtomicLong();

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final HttpServer server;

	EventSink() {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.createContext("/", this::take);
		this.server.setExecutor(this.threads);
		this.server.start();
	}

	String uri() {
		return "http://127.0.0.1:%d".formatted(this.server.getAddress().getPort());
	}

	/** Returns how many evaluations have been reported. */
	long evaluations() {
		return this.evaluations.get();
	}

	private void take(HttpExchange exchange) throws IOException {
		try (exchange; InputStream body = exchange.getRequestBody()) {
			for (JsonNode event : this.mapper.readTree(body.readAllBytes())) {
				for (JsonNode feature : event.path("features")) {
					for (JsonNode counter : feature.path("counters")) {
						this.evaluations.addAndGet(counter.path("count").longValue());
					}
				}
			}
			exchange.sendResponseHeaders(202, -1);
		}
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.threads.shutdownNow();
	}

}
