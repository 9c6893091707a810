package dev.pennon.spring.autoconfigure;

/**
 * Kinds of stores that flags are kept in: the values of {@code pennon.store.type}.
 */
public enum StoreType {

	/** The memory of this process. */
	IN_MEMORY,

	/** The Redis that {@code spring.data.redis} points at. */
	REDIS

}
