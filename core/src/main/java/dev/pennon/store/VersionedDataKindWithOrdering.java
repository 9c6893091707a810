package dev.pennon.store;

import java.util.Collection;

/**
 * A kind whose items depend on one another or on items of other kinds. A store that
 * cannot write everything at once writes kinds by ascending priority, and within a kind
 * every item after those that it depends on, so that a reader never finds an item before
 * what it needs.
 *
 * @param <T> the type of the items
 */
public interface VersionedDataKindWithOrdering<T extends VersionedData> extends VersionedDataKind<T> {

	/**
	 * Returns the place of this kind among the others; lower is written first.
	 * @return the priority
	 */
	int priority();

	/**
	 * Returns the keys of the items of the same kind that must be written before this
	 * one.
	 * @param item an item or a tombstone, which depends on nothing
	 * @return storage keys, in no particular order
	 */
	Collection<String> dependencyKeys(T item);

}
