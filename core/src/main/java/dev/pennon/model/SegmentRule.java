package dev.pennon.model;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A rule of a segment. It matches if all its clauses do and the context's bucket is below
 * the weight.
 */
public final class SegmentRule {

	private final List<Clause> clauses;

	private final @Nullable Bucketing bucketing;

	private final double upperBound;

	/**
	 * Creates a rule.
	 * @param clauses the clauses
	 * @param bucketing what decides the bucket, or null for a rule without a weight
	 * @param upperBound the weight, the whole being 1
	 */
	SegmentRule(List<Clause> clauses, @Nullable Bucketing bucketing, double upperBound) {
		this.clauses = clauses;
		this.bucketing = bucketing;
		this.upperBound = upperBound;
	}

	/**
	 * Returns the clauses.
	 * @return an unmodifiable list; if it is empty the rule matches everything that the
	 * weight lets through
	 */
	public List<Clause> clauses() {
		return this.clauses;
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
