package dev.pennon.spring.health;

/**
 * The conditions that a feature store can be in, as an operator sees them.
 */
public enum FeatureStoreCondition {

	/** It can be reached and holds flags. */
	VALID,

	/** It cannot be reached or refuses writes; evaluations are answered from memory. */
	INTERRUPTED,

	/** It can be reached and has never been given flags. */
	INITIALIZING,

	/** It cannot be reached and there are no flags in memory. */
	UNAVAILABLE

}
