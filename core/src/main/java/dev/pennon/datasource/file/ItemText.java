package dev.pennon.datasource.file;

import java.io.ByteArrayOutputStream;

/**
 * The JSON of the item that is being read, in a buffer that is used again for the next
 * one. For one thread.
 */
final class ItemText extends ByteArrayOutputStream {

	ItemText() {
		super(8 * 1024);
	}

	/** The buffer itself, of which {@link #size()} bytes are the text. */
	byte[] buffer() {
		return this.buf;
	}

}
