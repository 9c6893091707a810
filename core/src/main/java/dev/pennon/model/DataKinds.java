package dev.pennon.model;

import java.util.List;

import dev.pennon.store.VersionedDataKindWithOrdering;

/**
 * The kinds of items that there are.
 */
public final class DataKinds {

	static final FlagKind FLAG_KIND = new FlagKind();

	static final SegmentKind SEGMENT_KIND = new SegmentKind();

	/** Flags. They depend on the flags that are their prerequisites. */
	public static final VersionedDataKindWithOrdering<FeatureFlag> FEATURES = FLAG_KIND;

	/** Segments. */
	public static final VersionedDataKindWithOrdering<Segment> SEGMENTS = SEGMENT_KIND;

	private static final List<VersionedDataKindWithOrdering<?>> ALL = List.of(SEGMENTS, FEATURES);

	private DataKinds() {
	}

	/**
	 * Returns all kinds.
	 * @return an unmodifiable list by ascending priority
	 */
	public static List<VersionedDataKindWithOrdering<?>> all() {
		return ALL;
	}

}
