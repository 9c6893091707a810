package dev.pennon.store;

/**
 * How long a {@link CachingStoreWrapper} relies on what it has read from the database.
 */
public enum CacheMode {

	/** Not at all: each read asks the database. */
	OFF,

	/** For a time, counted from the read or write. */
	TTL,

	/**
	 * For as long as the process lives. Items are read when they are first asked for;
	 * what other processes write later is not seen.
	 */
	INFINITE

}
