package dev.pennon.model;

import org.jspecify.annotations.Nullable;

/**
 * What the JSON of every item says. Properties come in any order, so that nothing can be
 * compiled before all are read.
 */
abstract class ItemProperties {

	final String storageKey;

	@Nullable String ownKey;

	long version;

	boolean deleted;

	byte @Nullable [] json;

	String salt = "";

	ItemProperties(String storageKey) {
		this.storageKey = storageKey;
	}

	String evaluationKey() {
		return (this.ownKey != null) ? this.ownKey : this.storageKey;
	}

}
