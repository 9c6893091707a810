package dev.pennon.datasource.file;

import java.util.Optional;
import java.util.regex.Pattern;

import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.TokenStreamLocation;

/**
 * Puts what is wrong with the text of a file into words.
 */
final class Problems {

	private static final String MEND = "Correct the file";

	/** Jackson's name for the source, which says nothing here. */
	private static final Pattern START_MARKER = Pattern.compile(" \\(start marker at [^]]*]\\)");

	private Problems() {
	}

	/**
	 * Describes something wrong at the current token.
	 */
	static FlagFileException at(FlagFileContent content, JsonParser parser, String problem) {
		return at(content, Place.of(parser.currentTokenLocation()), problem);
	}

	/**
	 * Describes something wrong at some place.
	 */
	static FlagFileException at(FlagFileContent content, Place place, String problem) {
		return new FlagFileException(content.file().name(), place, problem, MEND, null);
	}

	/**
	 * Describes what the parser or the copier found wrong.
	 */
	static FlagFileException of(FlagFileContent content, JsonParser parser, JacksonException ex) {
		if (ex.getCause() instanceof MarkedYamlEngineException yaml) {
			return ofYaml(content, yaml);
		}
		TokenStreamLocation location = ex.getLocation();
		Place place = Place.of((location != null) ? location : parser.currentLocation());
		return new FlagFileException(content.file().name(), place, problem(ex), MEND, ex);
	}

	private static String problem(JacksonException ex) {
		return START_MARKER.matcher(firstLine(ex.getOriginalMessage())).replaceAll("");
	}

	private static FlagFileException ofYaml(FlagFileContent content, MarkedYamlEngineException ex) {
		Place place = place(ex.getProblemMark().or(ex::getContextMark));
		String problem = firstLine(ex.getProblem());
		if (ex.getContext() != null) {
			Place begin = place(ex.getContextMark());
			problem = "%s%s: %s".formatted(firstLine(ex.getContext()),
					(begin.line() != place.line()) ? " that begins at line " + begin.line() : "", problem);
		}
		return new FlagFileException(content.file().name(), place, problem, MEND, ex);
	}

	private static Place place(Optional<Mark> mark) {
		return mark.map((present) -> new Place(present.getLine() + 1, present.getColumn() + 1)).orElse(Place.NONE);
	}

	private static String firstLine(String message) {
		return message.lines().findFirst().orElse("the text is not valid").strip();
	}

}
