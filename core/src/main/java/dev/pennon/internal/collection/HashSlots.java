package dev.pennon.internal.collection;

/**
 * Where strings belong in an open table with linear probing, and the tags beside its
 * slots: some bits of an element's hash, so that a search hardly ever looks at an element
 * that is not the one it looks for.
 */
final class HashSlots {

	/** The tag of a slot without an element. */
	static final byte NO_ELEMENT = 0;

	/** Spreads hashes of strings, which differ little for keys that are numbered. */
	private static final int MULTIPLIER = 0x9E3779B9;

	private HashSlots() {
	}

	/** How many slots a table has; a quarter of them stays empty. */
	static int capacityFor(int elements) {
		return elements + elements / 3 + 1;
	}

	/** What the other methods take, made of a string's hash code. */
	static int spread(int hashCode) {
		return hashCode * MULTIPLIER;
	}

	/** The slot where a search begins. */
	static int home(int spread, int capacity) {
		return (int) (((spread & 0xFFFF_FFFFL) * capacity) >>> Integer.SIZE);
	}

	/** The low bits, of which the slot's number has none, made different from zero. */
	static byte tag(int spread) {
		return (byte) (spread | 1);
	}

	/** The slot where a search goes on. */
	static int next(int slot, int capacity) {
		return (slot + 1 < capacity) ? slot + 1 : 0;
	}

}
