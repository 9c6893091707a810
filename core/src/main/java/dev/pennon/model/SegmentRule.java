package dev.pennon.model;

import org.jspecify.annotations.Nullable;

/**
 * A rule of a segment. It matches if all its clauses do and the context's bucket is below
 * the weight.
 */
public final class SegmentRule {

	private final @Nullable Clause firstClause;

	private final @Nullable Bucketing bucketing;

	private final double upperBound;

	private final @Nullable SegmentRule next;

	/**
	 * Creates a rule.
	 * @param firstClause the first clause, or null for none
	 * @param bucketing what decides the bucket, or null for a rule without a weight
	 * @param upperBound the weight, the whole being 1
	 * @param next the rule that is checked next, or null for none
	 */
	SegmentRule(@Nullable Clause firstClause, @Nullable Bucketing bucketing, double upperBound,
			@Nullable SegmentRule next) {
		this.firstClause = firstClause;
		this.bucketing = bucketing;
		this.upperBound = upperBound;
		this.next = next;
	}

	/**
	 * Returns the clause that is checked first.
	 * @return the clause, or null if there is none and the rule matches everything that
	 * the weight lets through
	 */
	public @Nullable Clause firstClause() {
		return this.firstClause;
	}

	/**
	 * Returns the rule that is checked next.
	 * @return the rule, or null if this is the last
	 */
	public @Nullable SegmentRule next() {
		return this.next;
	}

	/**
	 * Returns what decides the bucket.
	 * @return the bucketing, or null if the rule has no weight and matches every bucket
	 */
	public @Nullable Bucketing bucketing() {
		return this.bucketing;
	}

	/**
	 * Returns where the buckets end that the rule matches.
	 * @return the weight, the whole being 1; without meaning if there is no bucketing
	 */
	public double upperBound() {
		return this.upperBound;
	}

}
