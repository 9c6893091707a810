package dev.pennon.spring.redis;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Looks like a Redis that answers {@code SMEMBERS} only in pairs: whoever waits for the
 * first answer before sending the second question waits for ever.
 */
final class PatientRedis implements AutoCloseable {

	private static final String FIRST_SET = "*1\r\n$4\r\na.g1\r\n";

	private static final String SECOND_SET = "*0\r\n";

	private final ServerSocket socket;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	PatientRedis() {
		try {
			this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.threads.submit(this::accept);
	}

	int port() {
		return this.socket.getLocalPort();
	}

	private Void accept() throws IOException {
		while (true) {
			Socket connection = this.socket.accept();
			this.threads.submit(() -> serve(connection));
		}
	}

	private static Void serve(Socket connection) throws IOException {
		int questions = 0;
		try (connection; InputStream input = new BufferedInputStream(connection.getInputStream())) {
			while (true) {
				String command = readCommand(input).get(0).toUpperCase(Locale.ROOT);
				String answer = switch (command) {
					case "SMEMBERS" -> (++questions % 2 == 0) ? FIRST_SET + SECOND_SET : "";
					case "PING" -> "+PONG\r\n";
					case "HELLO" -> "-ERR unknown command 'HELLO'\r\n";
					default -> "+OK\r\n";
				};
				connection.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
			}
		}
	}

	private static List<String> readCommand(InputStream input) throws IOException {
		int size = Integer.parseInt(readLine(input).substring(1));
		List<String> command = new ArrayList<>();
		for (int i = 0; i < size; i++) {
			int length = Integer.parseInt(readLine(input).substring(1));
			command.add(new String(input.readNBytes(length), StandardCharsets.UTF_8));
			readLine(input);
		}
		return command;
	}

	private static String readLine(InputStream input) throws IOException {
		StringBuilder line = new StringBuilder();
		for (int next = input.read(); next != '\n'; next = input.read()) {
			if (next < 0) {
				throw new IOException("The client has gone");
			}
			if (next != '\r') {
				line.append((char) next);
			}
		}
		return line.toString();
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
		this.threads.shutdownNow();
	}

}
