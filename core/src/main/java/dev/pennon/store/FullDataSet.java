package dev.pennon.store;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Every item of every kind, as a source delivers it and {@link FeatureStore#init} takes
 * it. Immutable; keeps the order in which kinds and items were given.
 */
public final class FullDataSet {

	private final Map<VersionedDataKind<?>, Map<String, ? extends VersionedData>> itemsByKind;

	private FullDataSet(Map<VersionedDataKind<?>, Map<String, ? extends VersionedData>> itemsByKind) {
		this.itemsByKind = itemsByKind;
	}

	/**
	 * Returns a data set without kinds.
	 * @return the empty data set
	 */
	public static FullDataSet empty() {
		return new FullDataSet(Map.of());
	}

	/**
	 * Returns a builder.
	 * @return a new builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Returns the kinds, in the order in which they were given.
	 * @return an unmodifiable set
	 */
	public Set<VersionedDataKind<?>> kinds() {
		return this.itemsByKind.keySet();
	}

	/**
	 * Returns the items of a kind, tombstones included.
	 * @param <T> the type of the items
	 * @param kind the kind
	 * @return an unmodifiable map by storage key; empty if the kind is not part of the
	 * set
	 */
	public <T extends VersionedData> Map<String, T> items(VersionedDataKind<T> kind) {
		// Only the builder fills the map, and it accepts nothing but items of the kind.
		@SuppressWarnings("unchecked")
		Map<String, T> items = (Map<String, T>) this.itemsByKind.get(kind);
		return (items != null) ? items : Map.of();
	}

	/**
	 * Collects the items of a {@link FullDataSet}. For one thread.
	 */
	public static final class Builder {

		private final Map<VersionedDataKind<?>, Map<String, ? extends VersionedData>> itemsByKind = new LinkedHashMap<>();

		private Builder() {
		}

		/**
		 * Adds the items of a kind, in place of those given before.
		 * @param <T> the type of the items
		 * @param kind the kind
		 * @param items the items by storage key; copied
		 * @return this builder
		 */
		public <T extends VersionedData> Builder items(VersionedDataKind<T> kind, Map<String, T> items) {
			this.itemsByKind.put(kind, Collections.unmodifiableMap(new LinkedHashMap<>(items)));
			return this;
		}

		/** Adds the items of a kind without copying the map, which nobody modifies. */
		<T extends VersionedData> void itemsThatStay(VersionedDataKind<T> kind, Map<String, T> items) {
			this.itemsByKind.put(kind, Collections.unmodifiableMap(items));
		}

		/**
		 * Returns the data set.
		 * @return a data set that this builder no longer changes
		 */
		public FullDataSet build() {
			return new FullDataSet(Collections.unmodifiableMap(new LinkedHashMap<>(this.itemsByKind)));
		}

	}

}
