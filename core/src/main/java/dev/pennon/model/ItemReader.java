package dev.pennon.model;

import java.io.InputStream;
import java.util.Arrays;

import dev.pennon.internal.json.Json;
import dev.pennon.store.InvalidItemException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;

/**
 * Reads flags and segments one by one, so that equal texts of all of them share one
 * string. For one thread, and for one load: it remembers texts, and is of no use any more
 * after it has thrown an exception.
 * <p>
 * One parser reads all items, as texts that follow one another: one for each took an
 * eighth of what loading a large file allocated.
 */
public final class ItemReader implements AutoCloseable {

	private final Feed feed = new Feed();

	private final JsonParser parser = Json.mapper().createParser(this.feed);

	private final TokenReader tokens = new TokenReader(this.parser, SharedValues.ofRead(0), "the flag data");

	private final ItemParser<FlagProperties> flags = DataKinds.FLAG_KIND.parser(this.tokens);

	private final ItemParser<SegmentProperties> segments = DataKinds.SEGMENT_KIND.parser(this.tokens);

	private final boolean keepJson;

	/**
	 * Creates a reader.
	 * @param keepJson whether each item keeps a copy of its JSON, which a store that
	 * serializes items needs
	 */
	public ItemReader(boolean keepJson) {
		this.keepJson = keepJson;
	}

	/**
	 * Reads a flag.
	 * @param key the storage key
	 * @param buffer begins with the flag as one line of UTF-8 JSON; can be used again
	 * afterwards
	 * @param length how long that is, in bytes
	 * @return the flag, or its tombstone
	 * @throws InvalidItemException if the text is malformed or a known property has a
	 * wrong type; the exception names the column
	 */
	public FeatureFlag flag(String key, byte[] buffer, int length) {
		return read(DataKinds.FLAG_KIND, this.flags, key, buffer, length);
	}

	/**
	 * Reads a segment.
	 * @param key the storage key
	 * @param buffer begins with the segment as one line of UTF-8 JSON; can be used again
	 * afterwards
	 * @param length how long that is, in bytes
	 * @return the segment, or its tombstone
	 * @throws InvalidItemException if the text is malformed or a known property has a
	 * wrong type; the exception names the column
	 */
	public Segment segment(String key, byte[] buffer, int length) {
		return read(DataKinds.SEGMENT_KIND, this.segments, key, buffer, length);
	}

	private <T extends CompiledItem, P extends ItemProperties> T read(ItemKind<T, P> kind, ItemParser<P> itemParser,
			String key, byte[] buffer, int length) {
		this.feed.give(buffer, length);
		try {
			this.tokens.next();
			return kind.readKnown(this.tokens, itemParser, key, this.keepJson ? Arrays.copyOf(buffer, length) : null);
		}
		catch (JacksonException ex) {
			throw this.tokens.errors().malformed(ex);
		}
	}

	/**
	 * Ends the parser.
	 */
	@Override
	public void close() {
		this.parser.close();
	}

	/**
	 * Gives the parser one text after the other, each behind a line feed, so that columns
	 * are those of its own text.
	 */
	private static final class Feed extends InputStream {

		private byte[] buffer = {};

		private int position;

		private int limit;

		void give(byte[] text, int length) {
			this.buffer = text;
			this.position = -1;
			this.limit = length;
		}

		@Override
		public int read() {
			byte[] one = new byte[1];
			return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xFF;
		}

		@Override
		public int read(byte[] target, int offset, int length) {
			if (this.position < 0) {
				this.position = 0;
				target[offset] = '\n';
				return 1;
			}
			int count = Math.min(length, this.limit - this.position);
			if (count == 0) {
				return -1;
			}
			System.arraycopy(this.buffer, this.position, target, offset, count);
			this.position += count;
			return count;
		}

	}

}
