package dev.pennon.bigsegment;

import org.jspecify.annotations.Nullable;

/**
 * What a {@link BigSegmentStore} knows of one context: the segments that it is explicitly
 * part of, or explicitly not part of.
 */
@FunctionalInterface
public interface BigSegmentMembership {

	/**
	 * Returns whether the context is part of a segment.
	 * @param segmentReference the segment's key and generation,
	 * {@code <key>.g<generation>}
	 * @return true if it is included, false if it is excluded, null if the store does not
	 * say
	 */
	@Nullable Boolean checkMembership(String segmentReference);

}
