package dev.pennon.datasource.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

import org.jspecify.annotations.Nullable;

/**
 * An input that remembers that it broke, so that data cut off by a broken connection is
 * not taken for malformed data. For one thread.
 */
final class WatchedInput extends FilterInputStream {

	private @Nullable IOException failure;

	WatchedInput(InputStream in) {
		super(in);
	}

	/** Throws what reading has thrown, if it has. */
	void rethrowFailure() throws IOException {
		if (this.failure != null) {
			throw this.failure;
		}
	}

	@Override
	public int read() throws IOException {
		try {
			return super.read();
		}
		catch (IOException ex) {
			throw remembered(ex);
		}
	}

	@Override
	public int read(byte[] target, int offset, int length) throws IOException {
		try {
			return super.read(target, offset, length);
		}
		catch (IOException ex) {
			throw remembered(ex);
		}
	}

	private IOException remembered(IOException ex) {
		this.failure = ex;
		return ex;
	}

}
