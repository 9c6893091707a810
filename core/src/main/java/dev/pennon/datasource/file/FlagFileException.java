package dev.pennon.datasource.file;

import org.jspecify.annotations.Nullable;

/**
 * A flag file could not be loaded. Says which file, where in it, what is wrong and what
 * to do; the message holds all of that in one line.
 */
public final class FlagFileException extends RuntimeException {

	private final String file;

	private final int line;

	private final int column;

	private final String problem;

	private final String remedy;

	FlagFileException(String file, Place place, String problem, String remedy, @Nullable Throwable cause) {
		super("%s%s: %s. %s.".formatted(file, place, problem, remedy), cause);
		this.file = file;
		this.line = place.line();
		this.column = place.column();
		this.problem = problem;
		this.remedy = remedy;
	}

	/**
	 * Returns the name of the file.
	 * @return the {@linkplain FlagFile#name() name}
	 */
	public String file() {
		return this.file;
	}

	/**
	 * Returns the line.
	 * @return the line, from 1; 0 if the problem is not at a place in the file
	 */
	public int line() {
		return this.line;
	}

	/**
	 * Returns the column.
	 * @return the column, from 1; 0 if the problem is not at a place in the file
	 */
	public int column() {
		return this.column;
	}

	/**
	 * Returns what is wrong.
	 * @return a sentence without its full stop
	 */
	public String problem() {
		return this.problem;
	}

	/**
	 * Returns what to do about it.
	 * @return a sentence without its full stop
	 */
	public String remedy() {
		return this.remedy;
	}

}
