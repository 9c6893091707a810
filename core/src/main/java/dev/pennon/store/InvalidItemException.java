package dev.pennon.store;

import org.jspecify.annotations.Nullable;

/**
 * The JSON of an item could not be understood: it is not JSON, or a property has a wrong
 * type. The message names the item and the place.
 */
public final class InvalidItemException extends RuntimeException {

	private final String problem;

	private final int line;

	private final int column;

	/**
	 * Creates an exception without a place.
	 * @param message what is wrong, with the item
	 * @param cause the parser's exception, if there is one
	 */
	public InvalidItemException(String message, @Nullable Throwable cause) {
		super(message, cause);
		this.problem = message;
		this.line = 0;
		this.column = 0;
	}

	/**
	 * Creates an exception with a place, which the message names.
	 * @param problem what is wrong, with the item
	 * @param line the line of the text that was parsed, from 1
	 * @param column the column, from 1
	 * @param cause the parser's exception, if there is one
	 */
	public InvalidItemException(String problem, int line, int column, @Nullable Throwable cause) {
		super("%s (line %d, column %d)".formatted(problem, line, column), cause);
		this.problem = problem;
		this.line = line;
		this.column = column;
	}

	/**
	 * Returns what is wrong, without the place.
	 * @return the message but for its last part
	 */
	public String problem() {
		return this.problem;
	}

	/**
	 * Returns the line of the text that was parsed.
	 * @return the line, from 1; 0 if it is not known
	 */
	public int line() {
		return this.line;
	}

	/**
	 * Returns the column of the token that is wrong.
	 * @return the column, from 1; 0 if it is not known
	 */
	public int column() {
		return this.column;
	}

}
