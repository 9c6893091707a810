package dev.pennon.internal.evaluator;

import dev.pennon.bigsegment.BigSegmentQuery;
import dev.pennon.evaluation.BigSegmentsStatus;
import dev.pennon.evaluation.EvaluationDetail;
import dev.pennon.store.ReadOnlyStore;
import dev.pennon.store.RemoteFeatureStore;
import dev.pennon.store.VersionedData;
import dev.pennon.store.VersionedDataKind;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What an evaluation carries along if it looks at other flags, at segments or at buckets.
 * It is used again and again, by one thread at a time, so that evaluations allocate
 * nothing.
 * <p>
 * An evaluation in memory writes no reference into it: the garbage collector notes each
 * reference that is written into an old object in a table in which the states of several
 * threads are neighbours, and the threads would take that table's cache lines from one
 * another.
 */
final class EvaluationState {

	private final int slot;

	private final KeyPath flagPath = new KeyPath();

	private final KeyPath segmentPath = new KeyPath();

	private final BucketHash bucketHash = new BucketHash();

	private final BigSegments bigSegments;

	/** Limits the waiting of an evaluation that had to wait. */
	private @Nullable ReadOnlyStore limited;

	private @Nullable PrerequisiteListener listener;

	/**
	 * Creates a state.
	 * @param query how to ask about big segments, or null if no store is configured
	 * @param slot where the pool keeps the state
	 */
	EvaluationState(@Nullable BigSegmentQuery query, int slot) {
		this.slot = slot;
		this.bigSegments = new BigSegments(query);
	}

	/** Returns where the pool keeps this state. */
	int slot() {
		return this.slot;
	}

	void begin(@Nullable PrerequisiteListener listener) {
		if (listener != null) {
			this.listener = listener;
		}
	}

	/**
	 * Ends an evaluation that was not aborted.
	 * @param detail the result of it
	 * @return the result, with the status of big segments if any played a part
	 */
	EvaluationDetail<@Nullable JsonNode> end(EvaluationDetail<@Nullable JsonNode> detail) {
		BigSegmentsStatus status = this.bigSegments.status();
		if (this.limited != null) {
			this.limited = null;
		}
		if (this.listener != null) {
			this.listener = null;
		}
		this.bigSegments.clear();
		return (status != null) ? new EvaluationDetail<>(detail.value(), detail.variationIndex(),
				detail.reason().withBigSegmentsStatus(status)) : detail;
	}

	/**
	 * Reads an item that the evaluation depends on. All reads together wait no longer
	 * than one time limit of the store.
	 * @param view what the evaluation reads
	 * @param kind the kind of the item
	 * @param key the key of the item
	 * @return the item, or null if there is none
	 */
	<T extends VersionedData> @Nullable T read(ReadOnlyStore view, VersionedDataKind<T> kind, String key) {
		RemoteFeatureStore remote = view.asRemote();
		return (remote != null) ? readRemote(remote, kind, key) : view.get(kind, key);
	}

	private <T extends VersionedData> @Nullable T readRemote(RemoteFeatureStore remote, VersionedDataKind<T> kind,
			String key) {
		ReadOnlyStore limited = this.limited;
		if (limited == null) {
			T atHand = remote.getAtHand(kind, key);
			if (atHand != null) {
				return atHand;
			}
			limited = remote.limitedView();
			this.limited = limited;
		}
		return limited.get(kind, key);
	}

	@Nullable PrerequisiteListener listener() {
		return this.listener;
	}

	/** The flags that are being evaluated and have prerequisites. */
	KeyPath flagPath() {
		return this.flagPath;
	}

	/** The segments that are being matched and depend on others. */
	KeyPath segmentPath() {
		return this.segmentPath;
	}

	BucketHash bucketHash() {
		return this.bucketHash;
	}

	BigSegments bigSegments() {
		return this.bigSegments;
	}

}
