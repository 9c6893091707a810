package dev.pennon.datasource.file;

/**
 * What to do when a flag or segment is defined twice, in one file or in several.
 * {@code flags} and {@code flagValues} share their keys.
 */
public enum DuplicateKeys {

	/** Load nothing, and say where both definitions are. */
	FAIL,

	/** Use the first definition: that of the first file that has one. */
	FIRST_WINS

}
