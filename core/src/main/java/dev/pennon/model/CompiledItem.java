package dev.pennon.model;

import dev.pennon.store.VersionedData;
import org.jspecify.annotations.Nullable;

/**
 * What flags and segments have in common as stored items.
 */
abstract sealed class CompiledItem implements VersionedData permits FeatureFlag, Segment {

	private final String key;

	private final String evaluationKey;

	private final long version;

	private final boolean deleted;

	private final byte @Nullable [] json;

	CompiledItem(ItemProperties properties) {
		this.key = properties.storageKey;
		this.evaluationKey = properties.evaluationKey();
		this.version = properties.version;
		this.deleted = properties.deleted;
		this.json = properties.json;
	}

	@Override
	public final String key() {
		return this.key;
	}

	/**
	 * Returns the key that the item itself names. It goes into bucketing, the detection
	 * of cycles, references of big segments, and events.
	 * @return the item's own key, or the storage key if it names none
	 */
	public final String evaluationKey() {
		return this.evaluationKey;
	}

	@Override
	public final long version() {
		return this.version;
	}

	@Override
	public final boolean isDeleted() {
		return this.deleted;
	}

	/** The text that the item came from, or null if it was not kept. */
	final byte @Nullable [] json() {
		return this.json;
	}

	@Override
	public final String toString() {
		return "%s '%s' version %d%s".formatted((this instanceof Segment) ? "segment" : "flag", this.key, this.version,
				this.deleted ? ", deleted" : "");
	}

}
