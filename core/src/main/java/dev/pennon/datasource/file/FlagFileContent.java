package dev.pennon.datasource.file;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/**
 * What a file held at one moment: JSON if the first character that is not blank is an
 * opening brace, else YAML, in UTF-8 with or without a byte order mark.
 */
final class FlagFileContent {

	/** The largest file that is read, in bytes: a limit to accidents, not to use. */
	static final int MAX_BYTES = 256 * 1024 * 1024;

	private static final TokenStreamFactory JSON = new JsonFactory();

	private static final TokenStreamFactory YAML = new FlagYamlFactory();

	private static final byte[] BYTE_ORDER_MARK = { (byte) 0xEF, (byte) 0xBB, (byte) 0xBF };

	private final FlagFile file;

	private final byte[] bytes;

	private final int start;

	private final boolean json;

	private FlagFileContent(FlagFile file, byte[] bytes) {
		this.file = file;
		this.bytes = bytes;
		this.start = startsWithByteOrderMark(bytes) ? BYTE_ORDER_MARK.length : 0;
		this.json = firstCharacter(bytes, this.start) == '{';
	}

	static FlagFileContent read(FlagFile file) {
		return new FlagFileContent(file, readBytes(file));
	}

	private static byte[] readBytes(FlagFile file) {
		byte[] bytes;
		try (InputStream in = file.open()) {
			bytes = readBytes(in);
		}
		catch (NoSuchFileException | FileNotFoundException ex) {
			throw new FlagFileException(file.name(), Place.NONE, "the file does not exist",
					"Create %s, or name another file".formatted(absolute(file)), ex);
		}
		catch (AccessDeniedException ex) {
			throw new FlagFileException(file.name(), Place.NONE, "the file may not be read",
					"Give this process the right to read " + absolute(file), ex);
		}
		catch (IOException ex) {
			throw new FlagFileException(file.name(), Place.NONE, "the file cannot be read: " + reason(ex),
					"Check that %s is a file".formatted(absolute(file)), ex);
		}
		if (bytes.length > MAX_BYTES) {
			throw new FlagFileException(file.name(), Place.NONE,
					"the file is larger than %d MiB".formatted(MAX_BYTES / 1024 / 1024), "Split it into several files",
					null);
		}
		return bytes;
	}

	// A file says how much there is, so that the bytes need not be put together from
	// parts
	private static byte[] readBytes(InputStream in) throws IOException {
		byte[] expected = new byte[Math.min(Math.max(in.available(), 0), MAX_BYTES)];
		int count = in.readNBytes(expected, 0, expected.length);
		byte[] more = in.readNBytes(MAX_BYTES + 1 - count);
		if (count == expected.length && more.length == 0) {
			return expected;
		}
		byte[] all = Arrays.copyOf(expected, count + more.length);
		System.arraycopy(more, 0, all, count, more.length);
		return all;
	}

	private static String absolute(FlagFile file) {
		Path path = file.path();
		return (path != null) ? path.toAbsolutePath().toString() : file.name();
	}

	private static @Nullable String reason(IOException ex) {
		return (ex.getMessage() != null) ? ex.getMessage() : ex.getClass().getSimpleName();
	}

	private static boolean startsWithByteOrderMark(byte[] bytes) {
		for (int i = 0; i < BYTE_ORDER_MARK.length; i++) {
			if (i >= bytes.length || bytes[i] != BYTE_ORDER_MARK[i]) {
				return false;
			}
		}
		return true;
	}

	private static int firstCharacter(byte[] bytes, int start) {
		for (int i = start; i < bytes.length; i++) {
			if (bytes[i] > ' ' || bytes[i] < 0) {
				return bytes[i];
			}
		}
		return -1;
	}

	FlagFile file() {
		return this.file;
	}

	boolean isJson() {
		return this.json;
	}

	JsonParser parser() {
		TokenStreamFactory factory = this.json ? JSON : YAML;
		return factory.createParser(ObjectReadContext.empty(), this.bytes, this.start, this.bytes.length - this.start);
	}

}
