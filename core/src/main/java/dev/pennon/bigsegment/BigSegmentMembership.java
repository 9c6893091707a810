package dev.pennon.bigsegment;

import java.util.Set;

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

	/**
	 * Returns the membership that two sets of references say. One that is in both counts
	 * as included.
	 * @param included the segments that the context is part of; not modified afterwards
	 * @param excluded the segments that it is not part of; not modified afterwards
	 * @return the membership
	 */
	static BigSegmentMembership of(Set<String> included, Set<String> excluded) {
		return (reference) -> {
			if (included.contains(reference)) {
				return true;
			}
			return excluded.contains(reference) ? false : null;
		};
	}

}
