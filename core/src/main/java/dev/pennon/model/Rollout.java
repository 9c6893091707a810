package dev.pennon.model;

import java.util.List;

import dev.pennon.evaluation.EvaluationDetail;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Variations given to shares of the contexts, as a percentage rollout or an experiment.
 */
public final class Rollout {

	private final Bucketing bucketing;

	private final double[] upperBounds;

	private final List<EvaluationDetail<@Nullable JsonNode>> results;

	private final List<EvaluationDetail<@Nullable JsonNode>> resultsInBucket;

	/**
	 * Creates a rollout.
	 * @param bucketing what decides the bucket
	 * @param upperBounds for each share the running sum of the weights, the whole being 1
	 * @param results for each share what contexts without a bucket get
	 * @param resultsInBucket for each share what contexts with a bucket get; differs from
	 * {@code results} for shares that are part of an experiment
	 */
	Rollout(Bucketing bucketing, double[] upperBounds, List<EvaluationDetail<@Nullable JsonNode>> results,
			List<EvaluationDetail<@Nullable JsonNode>> resultsInBucket) {
		this.bucketing = bucketing;
		this.upperBounds = upperBounds;
		this.results = results;
		this.resultsInBucket = resultsInBucket;
	}

	/**
	 * Returns what decides the bucket.
	 * @return the bucketing
	 */
	public Bucketing bucketing() {
		return this.bucketing;
	}

	/**
	 * Returns what a bucket gets: the first share that it is below the end of, or the
	 * last share if the weights do not reach it. Weights may be negative.
	 * @param bucket the bucket from 0 to 1, or a negative number if the context lacks the
	 * kind that is bucketed
	 * @return the result
	 */
	public EvaluationDetail<@Nullable JsonNode> resultFor(double bucket) {
		int last = this.upperBounds.length - 1;
		int share = 0;
		while (share < last && bucket >= this.upperBounds[share]) {
			share++;
		}
		return ((bucket >= 0) ? this.resultsInBucket : this.results).get(share);
	}

}
