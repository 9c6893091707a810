package dev.pennon.datasource.http;

import dev.pennon.store.InvalidItemException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads the data of an event, which is one JSON object.
 */
final class EventJson {

	private EventJson() {
	}

	/**
	 * Reads the object to the end of the event.
	 * @param event the name of the event, for messages
	 * @param parser a parser of the data; closed
	 * @param property called for each property
	 * @throws InvalidItemException if the data is not exactly one JSON object
	 */
	static void read(String event, JsonParser parser, Property property) {
		try (parser) {
			if (parser.nextToken() != JsonToken.START_OBJECT) {
				throw invalid(event, "its data is not a JSON object", null);
			}
			for (String name = parser.nextName(); name != null; name = parser.nextName()) {
				property.read(name, parser.nextToken());
			}
			if (parser.nextToken() != null) {
				throw invalid(event, "its data is more than one JSON object", null);
			}
		}
		catch (JacksonException ex) {
			throw invalid(event, ex.getOriginalMessage(), ex);
		}
	}

	static InvalidItemException invalid(String event, String problem, @Nullable Throwable cause) {
		return new InvalidItemException("The event '%s' in the stream is not valid: %s".formatted(event, problem),
				cause);
	}

	/**
	 * Reads or skips a property's value, at whose first token the parser is, and leaves
	 * the parser at its last.
	 */
	@FunctionalInterface
	interface Property {

		void read(String name, JsonToken firstToken);

	}

}
