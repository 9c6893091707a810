package dev.pennon.launchdarkly;

/**
 * The kinds of items.
 */
public enum PeerKind {

	/** Flags. */
	FLAG,

	/** Segments. */
	SEGMENT

}
