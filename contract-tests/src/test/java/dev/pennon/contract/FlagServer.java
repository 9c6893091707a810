package dev.pennon.contract;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import okhttp3.tls.HandshakeCertificates;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Streams and polls one flag, {@code number}, whose value is 42.
 */
final class FlagServer implements AutoCloseable {

	private static final String DATA = """
			{"flags": {"number": {"key": "number", "version": 3, "on": false, "offVariation": 1,\
			 "variations": [7, 42]}}, "segments": {}}""";

	private final BlockingQueue<HttpExchange> requests = new LinkedBlockingQueue<>();

	private final String scheme;

	private final HttpServer server;

	FlagServer() throws IOException {
		this("http", HttpServer.create(freePort(), 0));
	}

	FlagServer(HandshakeCertificates certificates) throws IOException {
		this("https", https(certificates));
	}

	private FlagServer(String scheme, HttpServer server) {
		this.scheme = scheme;
		this.server = server;
		server.createContext("/all", (exchange) -> {
			this.requests.add(exchange);
			exchange.sendResponseHeaders(200, 0);
			// Never closed, so the stream stays open.
			exchange.getResponseBody()
				.write(("event: put\ndata: {\"path\": \"/\", \"data\": " + DATA + "}\n\n")
					.getBytes(StandardCharsets.UTF_8));
			exchange.getResponseBody().flush();
		});
		server.createContext("/sdk/latest-all", (exchange) -> {
			this.requests.add(exchange);
			byte[] body = DATA.getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(200, body.length);
			exchange.getResponseBody().write(body);
			exchange.close();
		});
		server.start();
	}

	private static HttpServer https(HandshakeCertificates certificates) throws IOException {
		HttpsServer server = HttpsServer.create(freePort(), 0);
		server.setHttpsConfigurator(new HttpsConfigurator(certificates.sslContext()));
		return server;
	}

	private static InetSocketAddress freePort() {
		return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
	}

	String uri() {
		return "%s://localhost:%d/".formatted(this.scheme, this.server.getAddress().getPort());
	}

	HttpExchange takeRequest() throws InterruptedException {
		HttpExchange request = this.requests.poll(10, TimeUnit.SECONDS);
		assertThat(request).isNotNull();
		return request;
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
