package dev.pennon.datasource.file;

import java.util.Optional;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Finds the place in a file of a property that has a wrong type. The item was parsed from
 * a copy, so the place in the copy is turned into a path, and the file is read once more
 * up to that path.
 */
final class WrongProperty {

	private static final JsonFactory JSON = new JsonFactory();

	private final FlagFileItem item;

	private final JsonPointer pathOfItem;

	/**
	 * Creates a finder.
	 * @param item the item
	 * @param collection the member of the file that holds it
	 */
	WrongProperty(FlagFileItem item, String collection) {
		this.item = item;
		this.pathOfItem = JsonPointer.empty().appendProperty(collection).appendProperty(item.key());
	}

	/**
	 * Describes why the item was refused.
	 * @param problem what is wrong
	 * @param json the copy of the item that was parsed
	 * @param column where in the copy the problem is, from 1
	 * @return the description, with the place of the property if it can be found, else
	 * that of the item
	 */
	FlagFileException describe(String problem, byte[] json, int column) {
		Place place = pathInItem(json, column).flatMap(this::find).orElse(this.item.place());
		return Problems.at(this.item.content(), place, problem);
	}

	private static Optional<JsonPointer> pathInItem(byte[] json, int column) {
		try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
			while (parser.nextToken() != null) {
				if (parser.currentTokenLocation().getColumnNr() == column) {
					return Optional.of(parser.streamReadContext().pathAsPointer());
				}
			}
		}
		return Optional.empty();
	}

	private Optional<Place> find(JsonPointer pathInItem) {
		JsonPointer path = this.pathOfItem.append(pathInItem);
		try (JsonParser parser = this.item.content().parser()) {
			for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
				JsonPointer here = parser.streamReadContext().pathAsPointer();
				if (token != JsonToken.PROPERTY_NAME && !token.isStructEnd() && here.equals(path)) {
					return Optional.of(Place.of(parser.currentTokenLocation()));
				}
				if (token.isStructStart() && !startsWith(path, here)) {
					parser.skipChildren();
				}
			}
		}
		return Optional.empty();
	}

	private static boolean startsWith(JsonPointer path, JsonPointer start) {
		JsonPointer rest = path;
		for (JsonPointer part = start; !part.matches(); part = part.tail()) {
			if (rest.matches() || !rest.getMatchingProperty().equals(part.getMatchingProperty())) {
				return false;
			}
			rest = rest.tail();
		}
		return true;
	}

}
