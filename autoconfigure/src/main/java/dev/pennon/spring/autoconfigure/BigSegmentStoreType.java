package dev.pennon.spring.autoconfigure;

/**
 * Where the membership of big segments is kept.
 */
public enum BigSegmentStoreType {

	/** Nowhere: segments of that kind have no members but those that their rules find. */
	NONE,

	/** In Redis, where the Relay Proxy writes it. */
	REDIS

}
