package dev.pennon.migration;

/**
 * In which order both systems are read, in the stages that read both.
 */
public enum ReadOrder {

	/** One after the other, the one with the say first. */
	SERIAL,

	/** One after the other, in an order that is drawn by lot. */
	RANDOM,

	/** Both at the same time. */
	CONCURRENT

}
