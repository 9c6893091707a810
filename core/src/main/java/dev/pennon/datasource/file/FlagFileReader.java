package dev.pennon.datasource.file;

import dev.pennon.model.FeatureFlag;
import dev.pennon.model.Segment;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads the items of one file: {@code flags}, {@code flagValues} and {@code segments},
 * each of which may be missing. Other members are skipped.
 */
final class FlagFileReader {

	private final FlagFileContent content;

	private final JsonParser parser;

	private final ItemCopier copier;

	private final FlagFileItems<FeatureFlag> flags;

	private final FlagFileItems<Segment> segments;

	private FlagFileReader(FlagFileContent content, JsonParser parser, ItemCopier copier,
			FlagFileItems<FeatureFlag> flags, FlagFileItems<Segment> segments) {
		this.content = content;
		this.parser = parser;
		this.copier = copier;
		this.flags = flags;
		this.segments = segments;
	}

	/**
	 * Reads a file.
	 * @param content the file
	 * @param flags takes the flags
	 * @param segments takes the segments
	 * @throws FlagFileException if anything in the file is wrong
	 */
	static void read(FlagFileContent content, FlagFileItems<FeatureFlag> flags, FlagFileItems<Segment> segments) {
		try (JsonParser parser = content.parser()) {
			try (ItemCopier copier = new ItemCopier(content, parser)) {
				new FlagFileReader(content, parser, copier, flags, segments).readFile();
			}
			catch (JacksonException ex) {
				throw Problems.of(content, parser, ex);
			}
		}
	}

	private void readFile() {
		JsonToken token = this.parser.nextToken();
		if (token == null) {
			throw new FlagFileException(this.content.file().name(), Place.NONE, "the file is empty",
					"Write {} into it if there are to be no flags", null);
		}
		if (token != JsonToken.START_OBJECT) {
			throw problem("the file must hold an object with flags, flagValues or segments, but holds " + noun(token));
		}
		while (this.parser.nextToken() != JsonToken.END_OBJECT) {
			readMember(this.parser.currentName());
		}
		if (this.parser.nextToken() != null) {
			throw problem("something follows after the end of the object");
		}
	}

	private void readMember(String name) {
		switch (name) {
			case "flags" -> readCollection(name, (key, place) -> this.flags.add(item(name, key, place), this.copier));
			case "flagValues" -> readCollection(name,
					(key, place) -> this.flags.add(this.copier.flagWithValue(key, place), this.copier));
			case "segments" ->
				readCollection(name, (key, place) -> this.segments.add(item(name, key, place), this.copier));
			default -> {
				this.parser.nextToken();
				this.parser.skipChildren();
			}
		}
	}

	private void readCollection(String name, Entry entry) {
		JsonToken token = this.parser.nextToken();
		if (token == JsonToken.VALUE_NULL) {
			return;
		}
		if (token != JsonToken.START_OBJECT) {
			throw problem("\"%s\" must be an object by key, but is %s".formatted(name, noun(token)));
		}
		while (this.parser.nextToken() != JsonToken.END_OBJECT) {
			String key = this.parser.currentName();
			Place place = Place.of(this.parser.currentTokenLocation());
			this.parser.nextToken();
			entry.read(key, place);
		}
	}

	private FlagFileItem item(String collection, String key, Place place) {
		JsonToken token = this.parser.currentToken();
		if (token != JsonToken.START_OBJECT) {
			throw problem("\"%s\" in \"%s\" must be an object, but is %s".formatted(key, collection, noun(token)));
		}
		return this.copier.item(key, place);
	}

	private FlagFileException problem(String problem) {
		return Problems.at(this.content, this.parser, problem);
	}

	private static String noun(@Nullable JsonToken token) {
		if (token == null) {
			return "nothing";
		}
		return switch (token) {
			case START_OBJECT -> "an object";
			case START_ARRAY -> "a list";
			case VALUE_STRING -> "text";
			case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
			case VALUE_TRUE, VALUE_FALSE -> "a boolean";
			case VALUE_NULL -> "null";
			default -> "something else";
		};
	}

	/**
	 * Reads what stands under a key, with the parser at its first token.
	 */
	private interface Entry {

		void read(String key, Place place);

	}

}
