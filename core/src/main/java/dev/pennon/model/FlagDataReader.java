package dev.pennon.model;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.pennon.internal.json.Json;
import dev.pennon.store.FullDataSet;
import dev.pennon.store.InvalidItemException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.JacksonIOException;

/**
 * Reads a full set of flags and segments as it arrives, without holding the whole text.
 * Immutable, safe for use by any number of threads.
 */
public final class FlagDataReader {

	private static final String DATA = "the flag data";

	private final boolean keepJson;

	/**
	 * Creates a reader.
	 * @param keepJson whether each item keeps its JSON, which a store that serializes
	 * items needs; without it items are smaller and cannot be encoded
	 */
	public FlagDataReader(boolean keepJson) {
		this.keepJson = keepJson;
	}

	/**
	 * Reads JSON of the form <code>{"flags": {...}, "segments": {...}}</code> to its end.
	 * Both collections are optional; other properties are skipped.
	 * @param input UTF-8 JSON; not closed
	 * @return all flags and segments, with both kinds present
	 * @throws InvalidItemException if the text is not JSON or a known property has a
	 * wrong type; the message names the item and the place
	 * @throws IOException if the input fails
	 */
	public FullDataSet read(InputStream input) throws IOException {
		try (JsonParser parser = Json.mapper().createParser(input)) {
			FullDataSet data = read(parser);
			new TokenReader(parser, SharedValues.ofRead(0), DATA).requireEnd();
			return data;
		}
		catch (JacksonIOException ex) {
			throw ex.getCause();
		}
	}

	/**
	 * Reads the object that a parser is at, of the same form. Afterwards the parser is at
	 * the object's end.
	 * @param parser a parser of JSON, or of a format that maps to JSON, at the start of
	 * the object or before the first token
	 * @return all flags and segments, with both kinds present
	 * @throws InvalidItemException if the text is malformed or a known property has a
	 * wrong type; the message names the item and the place
	 * @throws JacksonIOException if the parser's input fails
	 */
	public FullDataSet read(JsonParser parser) {
		RecordingParser recording = this.keepJson ? new RecordingParser(parser) : null;
		TokenReader tokens = new TokenReader((recording != null) ? recording : parser, SharedValues.ofRead(0), DATA);
		try {
			if (parser.currentToken() == null) {
				tokens.next();
			}
			tokens.requireToken(JsonToken.START_OBJECT, "an object");
			return read(tokens, recording);
		}
		catch (JacksonException ex) {
			throw tokens.errors().malformed(ex);
		}
	}

	private FullDataSet read(TokenReader tokens, @Nullable RecordingParser recording) {
		Map<String, FeatureFlag> flags = new LinkedHashMap<>();
		Map<String, Segment> segments = new LinkedHashMap<>();
		String name;
		while ((name = tokens.nextName()) != null) {
			if (name.equals(DataKinds.FLAG_KIND.collection())) {
				readItems(DataKinds.FLAG_KIND, tokens, recording, flags);
			}
			else if (name.equals(DataKinds.SEGMENT_KIND.collection())) {
				readItems(DataKinds.SEGMENT_KIND, tokens, recording, segments);
			}
			else {
				tokens.skipValue();
			}
		}
		return FullDataSet.builder().items(DataKinds.SEGMENTS, segments).items(DataKinds.FEATURES, flags).build();
	}

	private <T extends CompiledItem, P extends ItemProperties> void readItems(ItemKind<T, P> kind, TokenReader tokens,
			@Nullable RecordingParser recording, Map<String, T> items) {
		if (!tokens.nextObject()) {
			return;
		}
		ItemParser<P> parser = kind.parser(tokens);
		String key;
		while ((key = tokens.nextName()) != null) {
			tokens.next();
			items.put(key, kind.read(tokens, parser, key, recording));
		}
		tokens.errors().leaveItem(DATA);
	}

}
