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
	boolean contains(String string);

	/**
	 * Returns whether there are no elements.
	 * @return whether the set is empty
	 */
	boolean isEmpty();

}
