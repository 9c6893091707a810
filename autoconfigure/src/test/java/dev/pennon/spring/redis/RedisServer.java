package dev.pennon.spring.redis;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import redis.embedded.core.ExecutableProvider;

import org.springframework.util.FileSystemUtils;

/**
 * A Redis server of a test's own, as a plain process that can be killed, frozen and
 * started again on the same port. Listens on the loopback interface only and writes
 * nothing to disk but what it is told to.
 */
public final class RedisServer implements BeforeAllCallback, AfterAllCallback, AutoCloseable {

	private static final int PORT_ATTEMPTS = 5;

	private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

	private static @Nullable File executable;

	private final List<String> arguments;

	private final boolean answersPlainly;

	private final boolean sentinel;

	private int port;

	private @Nullable Path directory;

	private @Nullable Process process;

	private @Nullable RedisClient client;

	private @Nullable StatefulRedisConnection<String, String> connection;

	private @Nullable String user;

	private boolean frozen;

	private RedisServer(boolean answersPlainly, boolean sentinel, String... arguments) {
		this.answersPlainly = answersPlainly;
		this.sentinel = sentinel;
		this.arguments = List.of(arguments);
	}

	/**
	 * Returns a server that is not started yet.
	 * @param arguments more arguments, besides port, address and directory
	 * @return the server
	 */
	public static RedisServer with(String... arguments) {
		return new RedisServer(true, false, arguments);
	}

	/**
	 * Returns a server that has no port without TLS.
	 * @param arguments more arguments; {@code %port%} stands for a free port
	 * @return the server
	 */
	public static RedisServer guarded(String... arguments) {
		return new RedisServer(false, false, arguments);
	}

	/**
	 * Returns a sentinel that watches nobody yet.
	 * @return the server
	 */
	public static RedisServer sentinel() {
		return new RedisServer(true, true);
	}

	@Override
	public void beforeAll(ExtensionContext context) {
		// Nested classes call again
		if (this.user == null) {
			this.user = context.getUniqueId();
			start();
		}
	}

	@Override
	public void afterAll(ExtensionContext context) {
		if (context.getUniqueId().equals(this.user)) {
			this.user = null;
			close();
		}
	}

	/**
	 * Returns the port, which stays the same when the server is started again.
	 * @return the port on the loopback interface
	 */
	public int port() {
		return this.port;
	}

	/**
	 * Returns the directory of the server, which is removed with it.
	 * @return the directory
	 */
	public Path directory() {
		try {
			if (this.directory == null) {
				this.directory = Files.createTempDirectory("pennon-redis");
				// A server that tests share is closed by nobody
				Runtime.getRuntime().addShutdownHook(new Thread(this::close));
			}
			return this.directory;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Starts the server, and waits until it answers.
	 * @return this server
	 */
	public RedisServer start() {
		boolean anyPort = this.port == 0;
		int attempts = anyPort ? PORT_ATTEMPTS : 1;
		do {
			this.port = anyPort ? freePort() : this.port;
			launch();
			attempts--;
		}
		while (!this.process.isAlive() && attempts > 0);
		return this;
	}

	/** A port that was free may be taken meanwhile, and the server ends at once. */
	private void launch() {
		List<String> command = new ArrayList<>(List.of(executable().getPath()));
		command.addAll(arguments());
		try {
			this.process = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(Redirect.appendTo(directory().resolve("log").toFile()))
				.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		Awaitility.await()
			.atMost(START_TIMEOUT)
			.pollInterval(Duration.ofMillis(20))
			.until(() -> !this.process.isAlive() || answers());
	}

	private List<String> arguments() {
		if (this.sentinel) {
			return List.of(writeSentinelConfiguration().toString(), "--sentinel");
		}
		List<String> all = new ArrayList<>();
		String plainPort = this.answersPlainly ? Integer.toString(this.port) : "0";
		Collections.addAll(all, "--port", plainPort, "--bind", "127.0.0.1", "--dir", directory().toString(), "--save",
				"", "--appendonly", "no");
		for (String argument : this.arguments) {
			all.add(argument.replace("%port%", Integer.toString(this.port)));
		}
		return all;
	}

	private Path writeSentinelConfiguration() {
		List<String> lines = List.of("port " + this.port, "bind 127.0.0.1", "dir " + directory());
		try {
			return Files.write(directory().resolve("sentinel.conf"), lines);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private boolean answers() {
		if (!this.answersPlainly) {
			try {
				return Files.readString(directory().resolve("log")).contains("Ready to accept connections");
			}
			catch (IOException ex) {
				return false;
			}
		}
		try {
			return "PONG".equals(admin().ping());
		}
		catch (RedisException ex) {
			return false;
		}
	}

	/**
	 * Returns commands on a connection of the test's own.
	 * @return blocking commands
	 */
	public RedisCommands<String, String> admin() {
		StatefulRedisConnection<String, String> open = this.connection;
		if (open == null) {
			RedisClient created = RedisClient
				.create(RedisURI.builder().withHost("127.0.0.1").withPort(this.port).build());
			try {
				open = created.connect();
			}
			catch (RedisException ex) {
				created.shutdown(Duration.ZERO, Duration.ofMillis(100));
				throw ex;
			}
			this.client = created;
			this.connection = open;
		}
		return open.sync();
	}

	/**
	 * Ends the process at once, as a crash does.
	 */
	public void kill() {
		closeAdmin();
		Process running = this.process;
		if (running != null) {
			running.destroyForcibly();
			try {
				running.waitFor(5, TimeUnit.SECONDS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			this.process = null;
			this.frozen = false;
		}
	}

	/**
	 * Stops the process, which keeps its connections and answers nothing.
	 */
	public void freeze() {
		signal("-STOP");
		this.frozen = true;
	}

	/**
	 * Lets a frozen process go on.
	 */
	public void thaw() {
		if (this.frozen) {
			signal("-CONT");
			this.frozen = false;
		}
	}

	private void signal(String signal) {
		Process running = this.process;
		if (running == null) {
			throw new IllegalStateException("The server does not run");
		}
		try {
			new ProcessBuilder("kill", signal, Long.toString(running.pid())).start().waitFor();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Lets a frozen server go on, and starts a dead one.
	 */
	public void revive() {
		thaw();
		if (this.process == null) {
			start();
		}
	}

	/**
	 * Makes the server a replica, and waits until it holds what the master does.
	 * @param master the master
	 */
	public void follow(RedisServer master) {
		admin().replicaof("127.0.0.1", master.port);
		awaitMaster();
	}

	/**
	 * Waits until a replica is in touch with its master.
	 */
	public void awaitMaster() {
		Awaitility.await()
			.atMost(START_TIMEOUT)
			.until(() -> admin().info("replication").contains("master_link_status:up"));
	}

	/**
	 * Returns whether the server is a master as far as it knows.
	 * @return false for a replica
	 */
	public boolean isMaster() {
		return "master".equals(admin().role().get(0));
	}

	/**
	 * Puts the server back as it was at first: running, writable, without limits or data.
	 */
	public void reset() {
		revive();
		RedisCommands<String, String> commands = admin();
		commands.configSet("maxmemory", "0");
		commands.replicaofNoOne();
		commands.flushall();
	}

	@Override
	public void close() {
		if (this.frozen) {
			thaw();
		}
		kill();
		if (this.directory != null) {
			FileSystemUtils.deleteRecursively(this.directory.toFile());
			this.directory = null;
		}
	}

	private void closeAdmin() {
		if (this.client != null) {
			this.client.shutdown(Duration.ZERO, Duration.ofMillis(100));
			this.client = null;
			this.connection = null;
		}
	}

	// A cluster node listens on the port 10,000 above too
	private static int freePort() {
		int port;
		do {
			port = anyFreePort();
		}
		while (port > 55_000);
		return port;
	}

	private static int anyFreePort() {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static synchronized File executable() {
		File known = executable;
		if (known == null) {
			try {
				known = ExecutableProvider.newJarResourceProvider().get();
				known.deleteOnExit();
				executable = known;
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
		return known;
	}

}
