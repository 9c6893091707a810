package dev.pennon.sample;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Finds the flag file from wherever the shop is started: in the working directory, or in
 * the module's directory below it. A jar that was copied elsewhere unpacks one.
 */
final class FlagFile {

	private static final String NAME = "flags.yml";

	private static final String MODULE = "sample-app";

	private FlagFile() {
	}

	static Path find(Path workingDirectory) {
		return Stream.of(workingDirectory.resolve(NAME), workingDirectory.resolve(MODULE).resolve(NAME))
			.filter(Files::isRegularFile)
			.findFirst()
			.orElseGet(() -> unpack(workingDirectory.resolve(NAME)))
			.toAbsolutePath()
			.normalize();
	}

	private static Path unpack(Path target) {
		try (InputStream packed = Objects.requireNonNull(FlagFile.class.getResourceAsStream("/unpack/" + NAME),
				"The jar holds no flag file")) {
			Files.copy(packed, target);
			return target;
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Could not unpack the flag file to " + target.toAbsolutePath(), ex);
		}
	}

}
