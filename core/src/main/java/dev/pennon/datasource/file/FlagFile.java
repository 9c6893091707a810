package dev.pennon.datasource.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * A place that flags are read from: a file, or anything else that can be opened as a
 * stream, such as a class path resource. Immutable.
 */
public final class FlagFile {

	private final String name;

	private final @Nullable Path path;

	private final StreamSource source;

	private FlagFile(String name, @Nullable Path path, StreamSource source) {
		this.name = name;
		this.path = path;
		this.source = source;
	}

	/**
	 * Returns a file, which can be watched and need not exist yet.
	 * @param path the file
	 * @return a flag file that messages call by its path
	 */
	public static FlagFile of(Path path) {
		return of(path.toString(), path);
	}

	/**
	 * Returns a file with a name of its own.
	 * @param name what messages call it
	 * @param path the file
	 * @return the flag file
	 */
	public static FlagFile of(String name, Path path) {
		return new FlagFile(name, path, () -> Files.newInputStream(path));
	}

	/**
	 * Returns something that can be read but not watched.
	 * @param name what messages call it
	 * @param source opens it; called for each load, on the thread that loads
	 * @return the flag file
	 */
	public static FlagFile of(String name, StreamSource source) {
		return new FlagFile(name, null, source);
	}

	/**
	 * Returns what messages call this file.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Returns the file to watch.
	 * @return the path, or null if this can only be read
	 */
	public @Nullable Path path() {
		return this.path;
	}

	/**
	 * Opens the file.
	 * @return a stream from the beginning, to be closed by the caller
	 * @throws IOException if it cannot be opened
	 */
	public InputStream open() throws IOException {
		return this.source.open();
	}

	@Override
	public String toString() {
		return this.name;
	}

	/**
	 * Opens a stream.
	 */
	@FunctionalInterface
	public interface StreamSource {

		/**
		 * Opens the stream.
		 * @return a new stream
		 * @throws IOException if it cannot be opened
		 */
		InputStream open() throws IOException;

	}

}
