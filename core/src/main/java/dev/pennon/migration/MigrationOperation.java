package dev.pennon.migration;

/**
 * What is done with the two systems of a migration.
 */
public enum MigrationOperation {

	/** Something is read. */
	READ,

	/** Something is written. */
	WRITE

}
