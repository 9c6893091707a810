package dev.pennon.datasource.file;

import tools.jackson.core.TokenStreamLocation;

/**
 * A place in a file.
 *
 * @param line the line from 1, or 0 for no place
 * @param column the column from 1, or 0 for no place
 */
record Place(int line, int column) {

	/** The file as a whole. */
	static final Place NONE = new Place(0, 0);

	static Place of(TokenStreamLocation location) {
		return (location.getLineNr() > 0) ? new Place(location.getLineNr(), Math.max(1, location.getColumnNr())) : NONE;
	}

	/**
	 * Returns the place as it follows the name of a file in a message.
	 */
	@Override
	public String toString() {
		return (this.line > 0) ? ", line %d, column %d".formatted(this.line, this.column) : "";
	}

}
