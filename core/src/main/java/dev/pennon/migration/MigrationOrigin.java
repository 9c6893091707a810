package dev.pennon.migration;

/**
 * One of the two systems of a migration.
 */
public enum MigrationOrigin {

	/** The system to move away from. */
	OLD,

	/** The system to move to. */
	NEW;

	/**
	 * Returns the other system.
	 * @return the new one for the old one, and the other way round
	 */
	public MigrationOrigin other() {
		return (this == OLD) ? NEW : OLD;
	}

}
