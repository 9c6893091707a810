package dev.pennon.internal.evaluator;

import java.util.HashMap;
import java.util.Map;

import dev.pennon.bigsegment.BigSegmentMembership;
import dev.pennon.bigsegment.BigSegmentQuery;
import dev.pennon.bigsegment.WaitedTime;
import dev.pennon.evaluation.BigSegmentsStatus;
import org.jspecify.annotations.Nullable;

/**
 * What one evaluation learns about big segments: it asks once for each context key, waits
 * for one time limit at most in all, and the last status becomes that of the evaluation.
 */
final class BigSegments {

	private static final BigSegmentQuery.Result NOT_CONFIGURED = new BigSegmentQuery.Result(null,
			BigSegmentsStatus.NOT_CONFIGURED);

	private final @Nullable BigSegmentQuery query;

	/** Nearly always the only one, so that it is not in the map. */
	private @Nullable String firstContextKey;

	private BigSegmentQuery.Result firstResult = NOT_CONFIGURED;

	private final Map<String, BigSegmentQuery.Result> otherResults = new HashMap<>();

	private final WaitedTime waited = new WaitedTime();

	private @Nullable BigSegmentsStatus status;

	/**
	 * Creates an instance.
	 * @param query how to ask, or null if no store is configured
	 */
	BigSegments(@Nullable BigSegmentQuery query) {
		this.query = query;
	}

	/** Forgets the evaluation before. */
	void clear() {
		if (this.status != null) {
			this.status = null;
			this.firstContextKey = null;
			this.firstResult = NOT_CONFIGURED;
			this.otherResults.clear();
			this.waited.clear();
		}
	}

	/** The status for the reason, or null if no big segment played a part. */
	@Nullable BigSegmentsStatus status() {
		return this.status;
	}

	/** A segment cannot be asked for, as it has no generation. */
	void noteUnaskable() {
		this.status = BigSegmentsStatus.NOT_CONFIGURED;
	}

	/**
	 * Returns whether a context is part of a segment: yes, no, or null if the store does
	 * not say or there is no answer.
	 */
	@Nullable Boolean contains(String segmentReference, String contextKey) {
		BigSegmentQuery.Result result = contextKey.equals(this.firstContextKey) ? this.firstResult
				: this.otherResults.get(contextKey);
		if (result == null) {
			result = (this.query != null) ? this.query.query(contextKey, this.waited) : NOT_CONFIGURED;
			remember(contextKey, result);
			this.status = result.status();
		}
		BigSegmentMembership membership = result.membership();
		return (membership != null) ? membership.checkMembership(segmentReference) : null;
	}

	private void remember(String contextKey, BigSegmentQuery.Result result) {
		if (this.firstContextKey == null) {
			this.firstContextKey = contextKey;
			this.firstResult = result;
		}
		else {
			this.otherResults.put(contextKey, result);
		}
	}

}
