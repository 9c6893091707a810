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
 */
final class EvaluationState {

	private final KeyPath flagPath = new KeyPath();

	private final KeyPath segmentPath = new KeyPath();

	private final BucketHash bucketHash = new BucketHash();

	private final BigSegments bigSegments;

	private @Nullable ReadOnlyStore view;

	/** The view itself, until the evaluation has to wait for it. */
	private @Nullable RemoteFeatureStore remote;

	private @Nullable PrerequisiteListener listener;

	EvaluationState(@Nullable BigSegmentQuery query) {
		this.bigSegments = new BigSegments(query);
	}

	void begin(ReadOnlyStore view, @Nullable PrerequisiteListener listener) {
		this.view = view;
		this.remote = view.asRemote();
		this.listener = listener;
	}

	/**
	 * Ends an evaluation that was not aborted.
	 * @param detail the result of it
	 * @return the result, with the status of big segments if any played a part
	 */
	EvaluationDetail<@Nullable JsonNode> end(EvaluationDetail<@Nullable JsonNode> detail) {
		BigSegmentsStatus status = this.bigSegments.status();
		this.view = null;
		this.remote = null;
		this.listener = null;
		this.bigSegments.clear();
		return (status != null) ? new EvaluationDetail<>(detail.value(), detail.variationIndex(),
				detail.reason().withBigSegmentsStatus(status)) : detail;
	}

	/**
	 * Reads an item that the evaluation depends on. All reads together wait no longer
	 * than one time limit of the store.
	 */
	<T extends VersionedData> @Nullable T read(VersionedDataKind<T> kind, String key) {
		RemoteFeatureStore store = this.remote;
		if (store != null) {
			T atHand = store.getAtHand(kind, key);
			if (atHand != null) {
				return atHand;
			}
			this.view = store.limitedView();
			this.remote = null;
		}
		if (this.view == null) {
			throw new IllegalStateException("There is no evaluation");
		}
		return this.view.get(kind, key);
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
