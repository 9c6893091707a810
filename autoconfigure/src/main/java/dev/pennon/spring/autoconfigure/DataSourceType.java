package dev.pennon.spring.autoconfigure;

/**
 * Kinds of sources that flags come from: the values of {@code pennon.data-source.type}.
 */
public enum DataSourceType {

	/** Flag files. */
	FILE,

	/** Another process, which fills the store that this one reads. */
	EXTERNAL

}
