package dev.pennon.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

import org.jspecify.annotations.Nullable;

/**
 * A server on the loopback interface that does exactly what a test says on each
 * connection, also what no decent server would do. The n-th connection gets the n-th
 * answer, and those that follow get the last one again.
 */
public final class ScriptedServer implements AutoCloseable {

	private final List<Answer> answers;

	private final List<Request> requests = new CopyOnWriteArrayList<>();

	private final Set<Socket> open = ConcurrentHashMap.newKeySet();

	private final @Nullable Tls tls;

	private final ServerSocket socket = listen();

	private volatile boolean down;

	private ScriptedServer(@Nullable Tls tls, Answer... answers) {
		this.tls = tls;
		this.answers = List.of(answers);
		startThread(this::acceptAll);
	}

	public static ScriptedServer answering(Answer... answers) {
		return new ScriptedServer(null, answers);
	}

	/** A server that asks for the TLS context of each connection when it begins. */
	public static ScriptedServer secure(Tls tls, Answer... answers) {
		return new ScriptedServer(tls, answers);
	}

	public String uri() {
		return ((this.tls != null) ? "https" : "http") + "://localhost:" + this.socket.getLocalPort();
	}

	public int port() {
		return this.socket.getLocalPort();
	}

	/** The requests that have arrived so far. */
	public List<Request> requests() {
		return List.copyOf(this.requests);
	}

	public Request request(int index) {
		return this.requests.get(index);
	}

	/** How many connections are open at present, as far as this side knows. */
	public int openConnections() {
		return this.open.size();
	}

	/** Breaks all connections, and each new one at once. */
	public void goDown() {
		this.down = true;
		this.open.forEach(ScriptedServer::reset);
	}

	/** Serves again. The port was kept meanwhile: somebody else might have taken it. */
	public void comeBack() {
		this.down = false;
	}

	@Override
	public void close() {
		try {
			this.socket.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		goDown();
	}

	private static ServerSocket listen() {
		try {
			return new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void acceptAll() {
		while (!this.socket.isClosed()) {
			try {
				Socket accepted = this.socket.accept();
				this.open.add(accepted);
				startThread(() -> serve(accepted));
			}
			catch (IOException ex) {
				return;
			}
		}
	}

	private static void reset(Socket socket) {
		try {
			socket.setSoLinger(true, 0);
			socket.close();
		}
		catch (IOException ex) {
			// It is closed already.
		}
	}

	private void serve(Socket accepted) {
		if (this.down) {
			reset(accepted);
		}
		try (Socket plain = accepted; Socket connection = secured(plain)) {
			Exchange exchange = new Exchange(connection);
			Request request = exchange.readRequest();
			Answer answer;
			synchronized (this.requests) {
				answer = this.answers.get(Math.min(this.requests.size(), this.answers.size() - 1));
				this.requests.add(request);
			}
			answer.to(exchange);
		}
		catch (IOException ex) {
			// The client has gone, or has refused the certificate: its own test sees to
			// that.
		}
		finally {
			this.open.remove(accepted);
		}
	}

	private Socket secured(Socket plain) throws IOException {
		if (this.tls == null) {
			return plain;
		}
		SSLSocket secured = (SSLSocket) this.tls.context()
			.getSocketFactory()
			.createSocket(plain, "localhost", plain.getPort(), true);
		secured.setUseClientMode(false);
		return secured;
	}

	private static void startThread(Runnable task) {
		Thread thread = new Thread(task, "scripted-server");
		thread.setDaemon(true);
		thread.start();
	}

	/**
	 * What happens on a connection once the request has arrived. When it returns, the
	 * connection is closed.
	 */
	@FunctionalInterface
	public interface Answer {

		void to(Exchange exchange) throws IOException;

		/** An answer without a body. */
		static Answer status(int status) {
			return (exchange) -> exchange.head(status, Map.of("Content-Length", "0", "Connection", "close"));
		}

		/** An answer with a body. */
		static Answer body(String body) {
			return (exchange) -> {
				byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
				exchange.head(200, Map.of("Content-Length", String.valueOf(bytes.length), "Connection", "close"));
				exchange.send(bytes);
			};
		}

	}

	/**
	 * Gives the TLS context for the next connection.
	 */
	@FunctionalInterface
	public interface Tls {

		SSLContext context();

	}

	/**
	 * A request.
	 *
	 * @param line the request line
	 * @param headers the headers; a name that comes twice has its values joined by a
	 * comma
	 * @param body the body, empty if there is none
	 */
	public record Request(String line, Map<String, String> headers, String body) {

		public @Nullable String header(String name) {
			return this.headers.get(name.toLowerCase(Locale.ROOT));
		}

	}

	/**
	 * A connection with a request.
	 */
	public static final class Exchange {

		private final Socket socket;

		private final BufferedReader in;

		private final OutputStream out;

		private Exchange(Socket socket) throws IOException {
			this.socket = socket;
			this.in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
			this.out = socket.getOutputStream();
		}

		private Request readRequest() throws IOException {
			String line = this.in.readLine();
			if (line == null) {
				throw new IOException("no request");
			}
			Map<String, String> headers = new TreeMap<>();
			for (String header = this.in.readLine(); header != null && !header.isEmpty(); header = this.in.readLine()) {
				int colon = header.indexOf(':');
				headers.merge(header.substring(0, colon).toLowerCase(Locale.ROOT), header.substring(colon + 1).trim(),
						(first, second) -> first + ", " + second);
			}
			return new Request(line, headers, readBody(headers.getOrDefault("content-length", "0")));
		}

		private String readBody(String length) throws IOException {
			char[] body = new char[Integer.parseInt(length)];
			for (int read = 0; read < body.length;) {
				int count = this.in.read(body, read, body.length - read);
				if (count < 0) {
					throw new IOException("no body");
				}
				read += count;
			}
			return new String(new String(body).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
		}

		public void head(int status, Map<String, String> headers) throws IOException {
			List<String> lines = new ArrayList<>();
			lines.add("HTTP/1.1 " + status + " Scripted");
			headers.forEach((name, value) -> lines.add(name + ": " + value));
			send(String.join("\r\n", lines) + "\r\n\r\n");
		}

		/** Begins a stream, which ends with the connection. */
		public Exchange stream() throws IOException {
			head(200, Map.of("Content-Type", "text/event-stream"));
			return this;
		}

		public Exchange event(String name, String data) throws IOException {
			return send("event: " + name + "\ndata: " + data + "\n\n");
		}

		public Exchange send(String text) throws IOException {
			return send(text.getBytes(StandardCharsets.UTF_8));
		}

		public Exchange send(byte[] bytes) throws IOException {
			this.out.write(bytes);
			this.out.flush();
			return this;
		}

		/** Reads the next request on the same connection. */
		public Request nextRequest() throws IOException {
			return readRequest();
		}

		/** Says nothing more until the client closes the connection. */
		public void holdUntilClosed() throws IOException {
			while (this.in.read() >= 0) {
				// Nothing is expected.
			}
		}

		/** Closes the connection in a way that the client sees as broken. */
		public void reset() {
			ScriptedServer.reset(this.socket);
		}

	}

}
