package dev.pennon.differential;

/**
 * The rules in which Pennon differs from the LaunchDarkly Java SDK on purpose, each with
 * its reason. There are no others. {@link ReferenceEvaluator} can follow either side of
 * each of them, so that a difference is recognised by recomputing the answer with the
 * rule switched.
 */
enum KnownDifference {

	/**
	 * A flag without a fallthrough that needs one is malformed; Java meets a null
	 * pointer.
	 */
	FALLTHROUGH_ABSENT,

	/**
	 * A null variation is no value of the type that was asked for, so the caller's
	 * default stands; Java answers false, 0 or 0.0 whatever the default.
	 */
	NULL_VARIATION,

	/**
	 * An empty {@code bucketBy} means the key, as if it were absent; Java buckets to 0.
	 */
	EMPTY_BUCKET_BY,

	/** Any integral number that a long holds has a bucket; Java knows 32 bits. */
	LONG_BUCKET_BY,

	/**
	 * A rollout that chooses a variation below 0 is malformed, like one that chooses too
	 * high; Java takes the last.
	 */
	NEGATIVE_ROLLOUT_VARIATION,

	/** Dates are those of RFC 3339; Java also takes other forms that java.time reads. */
	STRICT_DATES,

	/**
	 * Semantic versions follow the specification, with components of 64 bits; Java takes
	 * malformed prereleases and drops components beyond 32 bits.
	 */
	STRICT_VERSIONS,

	/** A missing salt is empty, as in other SDKs; Java hashes the text "null". */
	MISSING_SALT,

	/** An empty context kind counts as absent, so that the attribute is a plain name. */
	EMPTY_CONTEXT_KIND,

	/** Nobody is part of an experiment on contexts of a kind that is not there. */
	EXPERIMENT_WITHOUT_KIND,

	/** Buckets are computed in double precision, as by the Go and Python SDKs. */
	DOUBLE_BUCKETS

}
