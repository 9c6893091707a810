package dev.pennon.benchmarks.redis;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import redis.embedded.core.ExecutableProvider;

import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * A Redis server on the loopback interface, and the connections that an application has
 * to it.
 */
final class RedisProcess implements AutoCloseable {

	private static final int ATTEMPTS = 500;

	private static final long PAUSE_MILLISECONDS = 20;

	private final File executable;

	private final int port;

	private final Process process;

	private final LettuceConnectionFactory factory;

	private RedisProcess(File executable, int port, Process process, LettuceConnectionFactory factory) {
		this.executable = executable;
		this.port = port;
		this.process = process;
		this.factory = factory;
	}

	static RedisProcess start() {
		try {
			File executable = ExecutableProvider.newJarResourceProvider().get();
			int port = freePort();
			Process process = new ProcessBuilder(executable.getPath(), "--port", Integer.toString(port), "--bind",
					"127.0.0.1", "--save", "", "--appendonly", "no")
				.redirectErrorStream(true)
				.redirectOutput(Redirect.DISCARD)
				.start();
			Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
			LettuceConnectionFactory factory = new LettuceConnectionFactory("127.0.0.1", port);
			factory.afterPropertiesSet();
			RedisProcess started = new RedisProcess(executable, port, process, factory);
			started.awaitAnswer();
			return started;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	private void awaitAnswer() {
		for (int attempt = 1;; attempt++) {
			try (RedisConnection connection = this.factory.getConnection()) {
				connection.ping();
				return;
			}
			catch (RedisConnectionFailureException ex) {
				if (attempt == ATTEMPTS) {
					throw ex;
				}
				pause();
			}
		}
	}

	private static void pause() {
		try {
			Thread.sleep(PAUSE_MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	int port() {
		return this.port;
	}

	/** A factory as Boot makes it for an application. */
	LettuceConnectionFactory factory() {
		return this.factory;
	}

	/** How often the server has run commands so far, inside of scripts or outside. */
	long commands(String... names) {
		Set<String> wanted = Stream.of(names).map("cmdstat_"::concat).collect(Collectors.toSet());
		try (RedisConnection connection = this.factory.getConnection()) {
			Properties stats = connection.serverCommands().info("commandstats");
			return stats.entrySet()
				.stream()
				.filter((entry) -> wanted.contains(entry.getKey().toString()))
				.mapToLong((entry) -> calls(entry.getValue().toString()))
				.sum();
		}
	}

	private static long calls(String statistics) {
		return Long.parseLong(statistics.substring("calls=".length(), statistics.indexOf(',')));
	}

	@Override
	public void close() {
		this.factory.destroy();
		this.process.destroyForcibly();
		try {
			this.process.waitFor();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.executable.delete();
	}

}
