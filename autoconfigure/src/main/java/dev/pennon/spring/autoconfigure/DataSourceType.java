package dev.pennon.spring.autoconfigure;

/**
 * Kinds of sources that flags come from: the values of {@code pennon.data-source.type}.
 */
public enum DataSourceType {

	/** A flag service that sends each change at once. */
	STREAMING,

	/** A flag service that is asked again and again. */
	POLLING,

	/** Flag files. */
	FILE,

	/** Another process, which fills the store that this one reads. */
	EXTERNAL

}
