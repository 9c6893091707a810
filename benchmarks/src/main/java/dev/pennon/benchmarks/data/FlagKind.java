package dev.pennon.benchmarks.data;

/**
 * What has to happen to evaluate a flag. Each constant is a row of the table.
 */
public enum FlagKind {

	/** Everybody gets the fallthrough variation. */
	FALLTHROUGH,

	/** The context is one of 1,000 individual targets. */
	TARGET,

	/**
	 * 5 rules of 2 clauses: a suffix of a string, and a country in a list of 20. The
	 * first clauses match, of the second ones only that of the last rule.
	 */
	RULES_ALL_CLAUSES,

	/** As before, but of the first clauses too only that of the last rule matches. */
	RULES_FIRST_CLAUSE_FAILS,

	/** Half of the contexts get each of two variations. */
	ROLLOUT,

	/** A rule asks for a segment of 10,000 keys, of which the context's is one. */
	SEGMENT,

	/** The flag depends on a flag that depends on a flag that depends on a flag. */
	PREREQUISITES

}
