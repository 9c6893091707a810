package dev.pennon.internal.collection;

/**
 * An immutable set of strings that is asked for one of them at a time.
 */
public interface KeySet {

	/**
	 * Returns whether a string is an element.
	 * @param string the string
	 * @return whether the set contains it
	 */
	default boolean contains(String string) {
		return contains(string, string.hashCode());
	}

	/**
	 * Returns whether a string is an element.
	 * @param string the string
	 * @param hash its hash code, for those who have it at hand
	 * @return whether the set contains it
	 */
	boolean contains(String string, int hash);

	/**
	 * Returns whether there are no elements.
	 * @return whether the set is empty
	 */
	boolean isEmpty();

}
