package dev.pennon.bigsegment;

import dev.pennon.evaluation.BigSegmentsStatus;
import org.jspecify.annotations.Nullable;

/**
 * The question that evaluation asks about a context and big segments.
 */
@FunctionalInterface
public interface BigSegmentQuery {

	/**
	 * Returns what is known of a context.
	 * @param contextKey the key of the context, not hashed
	 * @return the answer; a store that failed is an answer too, never an exception
	 */
	Result query(String contextKey);

	/**
	 * Returns what is known of a context, as one of several that an evaluation asks
	 * about. For all of them together it waits for one time limit at most; what is not
	 * known by then is a {@linkplain BigSegmentsStatus#STORE_ERROR store error}.
	 * @param contextKey the key of the context, not hashed
	 * @param waited how long the evaluation has waited so far, which becomes more
	 * @return the answer; a store that failed is an answer too, never an exception
	 */
	default Result query(String contextKey, WaitedTime waited) {
		return query(contextKey);
	}

	/**
	 * The answer to a query.
	 *
	 * @param membership what the store knows, or null if it knows nothing or could not be
	 * asked
	 * @param status how far the answer can be trusted
	 */
	record Result(@Nullable BigSegmentMembership membership, BigSegmentsStatus status) {

	}

}
