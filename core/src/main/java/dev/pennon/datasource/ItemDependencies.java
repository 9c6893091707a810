package dev.pennon.datasource;

import java.util.List;
import java.util.function.BiConsumer;

import dev.pennon.store.VersionedData;
import dev.pennon.store.VersionedDataKind;

/**
 * Knows which items an item's meaning depends on. Safe for use by any number of threads.
 */
interface ItemDependencies {

	/**
	 * Returns the kinds whose items depend on others or are depended on.
	 */
	List<VersionedDataKind<?>> kinds();

	/**
	 * Returns whether listeners want to know about this kind: whether it is that of
	 * flags.
	 */
	boolean isAnnounced(VersionedDataKind<?> kind);

	/**
	 * Finds what an item depends on.
	 * @param kind one of {@link #kinds}
	 * @param item an item of the kind, not a tombstone
	 * @param found given the kind and storage key of each, some perhaps several times
	 */
	void find(VersionedDataKind<?> kind, VersionedData item, BiConsumer<VersionedDataKind<?>, String> found);

}
