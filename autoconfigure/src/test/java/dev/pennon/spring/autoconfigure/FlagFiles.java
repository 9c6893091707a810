package dev.pennon.spring.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes flag files for tests.
 */
final class FlagFiles {

	private FlagFiles() {
	}

	static Path write(Path directory, String name, String content) {
		try {
			return Files.writeString(directory.resolve(name), content);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static Path writeTrue(Path directory, String name, String flag) {
		return write(directory, name, "flagValues:%n  %s: true%n".formatted(flag));
	}

	/**
	 * Returns a class loader that finds the files at the root of the class path.
	 */
	static URLClassLoader classPath(Path directory) {
		try {
			return new URLClassLoader(new URL[] { directory.toUri().toURL() }, FlagFiles.class.getClassLoader());
		}
		catch (MalformedURLException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
