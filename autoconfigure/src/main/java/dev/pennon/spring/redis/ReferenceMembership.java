package dev.pennon.spring.redis;

import dev.pennon.bigsegment.BigSegmentMembership;
import org.jspecify.annotations.Nullable;

/**
 * The membership that two sets of references say.
 *
 * @param included the segments that the context is part of, which win
 * @param excluded the segments that it is not part of
 */
record ReferenceMembership(ReferenceSet included, ReferenceSet excluded) implements BigSegmentMembership {

	/** Returns the membership, or null if the sets say nothing. */
	static @Nullable ReferenceMembership of(ReferenceSet included, ReferenceSet excluded) {
		return (included.isEmpty() && excluded.isEmpty()) ? null : new ReferenceMembership(included, excluded);
	}

	@Override
	public @Nullable Boolean checkMembership(String segmentReference) {
		if (this.included.contains(segmentReference)) {
			return true;
		}
		return this.excluded.contains(segmentReference) ? false : null;
	}

}
