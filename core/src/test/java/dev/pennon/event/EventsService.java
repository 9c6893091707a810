package dev.pennon.event;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.pennon.http.HttpConfiguration;
import dev.pennon.http.HttpTransport;
import dev.pennon.http.ServiceEndpoints;
import dev.pennon.internal.json.Json;
import tools.jackson.databind.JsonNode;

/**
 * An events service on the loopback interface. It answers the n-th request with the n-th
 * status, and those that follow with 202.
 */
public final class EventsService implements AutoCloseable {

	private static final int ACCEPTED = 202;

	private final List<Received> requests = new CopyOnWriteArrayList<>();

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final CountDownLatch released = new CountDownLatch(1);

	private final HttpServer server;

	private final List<Integer> statuses;

	private volatile long answerMillis;

	public EventsService(Integer... statuses) {
		this.statuses = new CopyOnWriteArrayList<>(statuses);
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

	/** Lets every answer wait until the end. */
	public EventsService hanging() {
		return slow(Duration.ofDays(1));
	}

	/** Lets every answer wait for some time, or until the end. */
	EventsService slow(Duration time) {
		this.answerMillis = time.toMillis();
		return this;
	}

	/** Ends the wait of all answers, those to come included. */
	void release() {
		this.released.countDown();
	}

	private void answer(HttpExchange exchange) throws IOException {
		byte[] body = exchange.getRequestBody().readAllBytes();
		Integer status = this.statuses.isEmpty() ? ACCEPTED : this.statuses.remove(0);
		this.requests.add(new Received(exchange.getRequestURI().getPath(), Map.copyOf(exchange.getRequestHeaders()),
				body, status));
		awaitRelease();
		exchange.sendResponseHeaders(status, -1);
		exchange.close();
	}

	@SuppressWarnings("ResultOfMethodCallIgnored")
	private void awaitRelease() {
		try {
			this.released.await(this.answerMillis, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** The base URI. */
	public String uri() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort();
	}

	public EventsConfigurationBuilder configuration() {
		return EventsConfiguration.builder()
			.endpoints(ServiceEndpoints.builder().events(uri()).build())
			.diagnostics(false);
	}

	public HttpTransport transport() {
		return new HttpTransport(HttpConfiguration.builder("sdk-key-of-a-test").build());
	}

	public List<Received> requests() {
		return List.copyOf(this.requests);
	}

	List<JsonNode> diagnostics() {
		return this.requests.stream()
			.filter((request) -> request.path().equals("/diagnostic"))
			.map(Received::json)
			.toList();
	}

	/** The events of all payloads that were taken. */
	public List<JsonNode> events() {
		List<JsonNode> events = new ArrayList<>();
		for (Received request : this.requests) {
			if (request.status() == ACCEPTED && request.path().equals("/bulk")) {
				request.json().forEach(events::add);
			}
		}
		return events;
	}

	public List<JsonNode> events(String kind) {
		return events().stream().filter((event) -> event.path("kind").stringValue().equals(kind)).toList();
	}

	/** The sum of the counts in all summaries. */
	public long counted() {
		long sum = 0;
		for (JsonNode summary : events("summary")) {
			for (JsonNode flag : summary.path("features")) {
				for (JsonNode counter : flag.path("counters")) {
					sum += counter.path("count").longValue();
				}
			}
		}
		return sum;
	}

	@Override
	public void close() {
		release();
		this.server.stop(0);
		this.executor.shutdownNow();
	}

	/**
	 * A request.
	 *
	 * @param path its path
	 * @param headers its headers
	 * @param body its body
	 * @param status what was answered
	 */
	public record Received(String path, Map<String, List<String>> headers, byte[] body, int status) {

		public String header(String name) {
			List<String> values = this.headers.get(name);
			return (values != null) ? values.get(0) : "";
		}

		public JsonNode json() {
			return Json.read(isCompressed() ? decompressed() : this.body);
		}

		boolean isCompressed() {
			return header("Content-encoding").equals("gzip");
		}

		private byte[] decompressed() {
			try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(this.body))) {
				return in.readAllBytes();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
