package dev.pennon.model;

import java.util.List;

import dev.pennon.context.AttributeReference;
import dev.pennon.context.ContextKind;
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

	/**
	 * What items may have in them. To name a class loads it. As long as one is not
	 * loaded, because no flag has a target, say, the just-in-time compiler makes a call
	 * of each accessor that returns it: 4 ns of an evaluation's 40, 10 of one with a
	 * chain of prerequisites.
	 */
	// To be loaded is all that they are here for
	@SuppressWarnings("unused")
	private static final List<Class<?>> PARTS = List.of(Prerequisite.class, Target.class, Rule.class, Clause.class,
			VariationOrRollout.class, Rollout.class, Bucketing.class, SegmentTarget.class, SegmentRule.class,
			AttributeReference.class, ContextKind.class);

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
