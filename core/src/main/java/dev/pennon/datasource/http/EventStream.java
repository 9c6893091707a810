package dev.pennon.datasource.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

import dev.pennon.store.InvalidItemException;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of server-sent events into its events, without holding their data: an
 * event is handed out when its data begins, and its data is read while it arrives. Ids,
 * retry times and comments are passed over. For one thread.
 * <p>
 * The data keeps its bytes, which are UTF-8 whatever the platform's charset is. Whatever
 * a server sends, no more is held than one buffer, unless the name of an event follows
 * its data, and then no more than {@value #MAX_EARLY_DATA} bytes.
 * <p>
 * The library okhttp-eventsource does not promise that: where it streams an event's data
 * it decodes it with the platform's charset, which on Java 17 need not be UTF-8, and
 * fails on an empty line; where it does not, it holds the data twice; and it keeps a
 * comment of any length.
 */
final class EventStream {

	private static final int MAX_FIELD_LENGTH = 64;

	private static final int MAX_EARLY_DATA = 64 * 1024 * 1024;

	private static final int BYTE_ORDER_MARK_START = 0xEF;

	private static final int BYTE_ORDER_MARK_LENGTH = 3;

	private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

	private static final long CONTROL_CHARACTERS = 0x0E0E_0E0E_0E0E_0E0EL;

	private static final long HIGHEST_BITS = 0x8080_8080_8080_8080L;

	private final WatchedInput in;

	private final byte[] buffer = new byte[16 * 1024];

	private int position;

	private int limit;

	private boolean begun;

	private boolean afterCarriageReturn;

	/** Whether the line that is being read has no more bytes. */
	private boolean lineEnded;

	private @Nullable Data openData;

	private boolean ended;

	EventStream(InputStream in) {
		this.in = new WatchedInput(in);
	}

	/**
	 * Waits for the next event, passing over what is left of the last one.
	 * @throws EOFException if the stream ends
	 * @throws IOException if it breaks
	 */
	Event next() throws IOException {
		skipByteOrderMark();
		if (this.openData != null) {
			this.openData.skipRest();
			this.openData = null;
		}
		String name = null;
		ByteArrayOutputStream earlyData = null;
		while (true) {
			String field = nextField();
			if (field == null) {
				if (earlyData != null) {
					return new Event((name != null) ? name : "message",
							new ByteArrayInputStream(earlyData.toByteArray()));
				}
				name = null;
			}
			else if (field.equals("event")) {
				name = shortValue();
			}
			else if (field.equals("data") && name != null && earlyData == null) {
				this.openData = new Data();
				return new Event(name, this.openData);
			}
			else if (field.equals("data")) {
				earlyData = withLine(earlyData);
			}
			else {
				skipLine();
			}
		}
	}

	/** Throws what reading the stream has thrown, if it has, its end included. */
	void rethrowFailure() throws IOException {
		this.in.rethrowFailure();
		if (this.ended) {
			throw ended();
		}
	}

	private static EOFException ended() {
		return new EOFException("the service has closed the stream");
	}

	/**
	 * Begins a line and reads the name of its field, and the space before the value.
	 * @return the name, shortened if it is longer than any that is known; null for an
	 * empty line
	 */
	private @Nullable String nextField() throws IOException {
		this.lineEnded = false;
		StringBuilder name = new StringBuilder(8);
		int next = nextByte();
		if (next == '\n') {
			this.lineEnded = true;
			return null;
		}
		while (next != ':' && next != '\n') {
			if (name.length() < MAX_FIELD_LENGTH) {
				name.append((char) next);
			}
			next = nextByte();
		}
		if (next == '\n') {
			this.lineEnded = true;
		}
		else if (peek() == ' ') {
			this.position++;
		}
		return name.toString();
	}

	private String shortValue() throws IOException {
		byte[] value = new byte[MAX_FIELD_LENGTH];
		int length = readLine(value, 0, value.length);
		length = Math.max(length, 0);
		while (length < value.length) {
			int more = readLine(value, length, value.length - length);
			if (more < 0) {
				break;
			}
			length += more;
		}
		skipLine();
		return new String(value, 0, length, StandardCharsets.UTF_8);
	}

	private ByteArrayOutputStream withLine(@Nullable ByteArrayOutputStream earlier) throws IOException {
		ByteArrayOutputStream data = (earlier != null) ? earlier : new ByteArrayOutputStream();
		if (earlier != null) {
			data.write('\n');
		}
		byte[] part = new byte[1024];
		for (int length = readLine(part, 0, part.length); length >= 0; length = readLine(part, 0, part.length)) {
			data.write(part, 0, length);
			if (data.size() > MAX_EARLY_DATA) {
				throw new InvalidItemException("An event in the stream has more than %d bytes of data before its name"
					.formatted(MAX_EARLY_DATA), null);
			}
		}
		return data;
	}

	private void skipLine() throws IOException {
		byte[] part = new byte[256];
		while (readLine(part, 0, part.length) >= 0) {
			// Only the position matters.
		}
	}

	/** Returns how many bytes of the line were copied, one at least, or -1 at its end. */
	private int readLine(byte[] target, int offset, int length) throws IOException {
		if (this.lineEnded) {
			return -1;
		}
		peek();
		int copied = lengthOfPart(length);
		if (copied == 0) {
			nextByte();
			this.lineEnded = true;
			return -1;
		}
		System.arraycopy(this.buffer, this.position, target, offset, copied);
		this.position += copied;
		return copied;
	}

	/**
	 * Returns how much of the line is in the buffer, up to a limit. It looks at eight
	 * bytes at a time: byte by byte took a tenth of the time in which much data is
	 * loaded.
	 */
	private int lengthOfPart(int limit) {
		int end = this.position + Math.min(limit, this.limit - this.position);
		int next = this.position;
		while (next <= end - Long.BYTES && !mayEndLine((long) WORDS.get(this.buffer, next))) {
			next += Long.BYTES;
		}
		while (next < end && this.buffer[next] != '\n' && this.buffer[next] != '\r') {
			next++;
		}
		return next - this.position;
	}

	/**
	 * Returns whether any of eight bytes is a control character up to U+000D; never false
	 * if one is.
	 */
	private static boolean mayEndLine(long bytes) {
		return ((bytes - CONTROL_CHARACTERS) & ~bytes & HIGHEST_BITS) != 0;
	}

	/** Returns the next byte, with any of the three ends of a line as a line feed. */
	private int nextByte() throws IOException {
		byte next = peek();
		this.position++;
		if (this.afterCarriageReturn) {
			this.afterCarriageReturn = false;
			if (next == '\n') {
				return nextByte();
			}
		}
		if (next == '\r') {
			this.afterCarriageReturn = true;
			return '\n';
		}
		return next & 0xFF;
	}

	private byte peek() throws IOException {
		while (this.position == this.limit) {
			fill();
		}
		return this.buffer[this.position];
	}

	private void fill() throws IOException {
		int count = this.in.read(this.buffer, 0, this.buffer.length);
		if (count < 0) {
			this.ended = true;
			throw ended();
		}
		this.position = 0;
		this.limit = count;
	}

	private void skipByteOrderMark() throws IOException {
		if (!this.begun && (peek() & 0xFF) == BYTE_ORDER_MARK_START) {
			for (int i = 0; i < BYTE_ORDER_MARK_LENGTH; i++) {
				nextByte();
			}
		}
		this.begun = true;
	}

	/**
	 * An event.
	 *
	 * @param name its name
	 * @param data its data, which can be read until the next event is asked for; its end
	 * is the end of the event
	 */
	record Event(String name, InputStream data) {
	}

	/**
	 * The data of an event: its lines, joined by line feeds.
	 */
	private final class Data extends InputStream {

		private boolean inLine = true;

		private boolean complete;

		@Override
		public int read() throws IOException {
			byte[] one = new byte[1];
			return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xFF;
		}

		@Override
		public int read(byte[] target, int offset, int length) throws IOException {
			if (length == 0) {
				return 0;
			}
			if (this.inLine) {
				int copied = readLine(target, offset, length);
				if (copied > 0) {
					return copied;
				}
			}
			this.inLine = !this.complete && nextDataLine();
			this.complete = !this.inLine;
			if (this.complete) {
				return -1;
			}
			target[offset] = '\n';
			return 1;
		}

		private boolean nextDataLine() throws IOException {
			for (String field = nextField(); field != null; field = nextField()) {
				if (field.equals("data")) {
					return true;
				}
				skipLine();
			}
			return false;
		}

		void skipRest() throws IOException {
			byte[] part = new byte[4096];
			while (!this.complete) {
				read(part, 0, part.length);
			}
		}

	}

}
