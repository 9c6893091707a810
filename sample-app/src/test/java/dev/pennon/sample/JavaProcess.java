package dev.pennon.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A process of its own, with the class path of the tests unless it says otherwise.
 */
public final class JavaProcess implements AutoCloseable {

	private static final int LIMIT_MINUTES = 3;

	private final Process process;

	private final Path log;

	private JavaProcess(Process process, Path log) {
		this.process = process;
		this.log = log;
	}

	/**
	 * Starts a process.
	 * @param directory where it runs and writes its output
	 * @param arguments the arguments of the command {@code java}
	 * @return the running process
	 */
	public static JavaProcess start(Path directory, String... arguments) {
		String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		try {
			Path log = Files.createTempFile(directory, "output", ".txt");
			ProcessBuilder builder = new ProcessBuilder(
					Stream.concat(Stream.of(java, "-XX:TieredStopAtLevel=1"), Stream.of(arguments)).toList());
			builder.environment().put("CLASSPATH", classPath());
			return new JavaProcess(builder.directory(directory.toFile())
				.redirectErrorStream(true)
				.redirectOutput(log.toFile())
				.start(), log);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Returns the class path of the tests.
	 * @return directories and jars
	 */
	public static String classPath() {
		return System.getProperty("java.class.path");
	}

	/**
	 * Waits for the end.
	 * @return the exit status
	 * @throws InterruptedException if the thread is interrupted
	 */
	public int awaitEnd() throws InterruptedException {
		if (!this.process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
			throw new IllegalStateException(
					"The process has not ended within %d minutes:%n%s".formatted(LIMIT_MINUTES, output()));
		}
		return this.process.exitValue();
	}

	/**
	 * Returns what the process has written so far.
	 * @return its output and its errors
	 */
	public String output() {
		try {
			return Files.readString(this.log, StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Ends the process.
	 */
	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}
